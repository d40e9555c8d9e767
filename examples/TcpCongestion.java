import static execo.Execo.*;
import static execo.g5k.G5k.*;
import static execo.g5k.planning.Plannings.*;
import static execo.sweep.Sweeps.*;

import execo.engine.Engine;
import execo.g5k.api.ReferenceData;
import execo.g5k.oar.OarRequest;
import execo.g5k.planning.Resources;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.process.LocalProcess;
import execo.results.Results;
import execo.sweep.Combination;
import execo.sweep.Sweep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How TCP's congestion control and the number of connections change the bandwidth. */
@Command(
    description = "Measures the bandwidth of TCP from one host to another, by congestion control.")
class TcpCongestion extends Engine {
  @Option(
      names = "--hosts",
      paramLabel = "HOST",
      split = ",",
      description = "The server and the client.")
  List<String> nodes = List.of();

  @Option(
      names = "--netns",
      paramLabel = "RATE,MS",
      split = ",",
      description = "Or: h1 and h2 of services/netns.sh, with a rate and a delay: 200mbit,5.")
  List<String> netns = List.of();

  @Option(names = "--g5k", description = "Or: nodes of two sites of Grid'5000, to be deployed.")
  boolean g5k;

  @Option(names = "--rate", paramLabel = "GBIT", description = "Of their network (default: 10).")
  int rate = 10;

  @Option(names = "--time", paramLabel = "S", description = "Seconds to measure (default: 10).")
  int time = 10;

  @Option(names = "--flows", paramLabel = "N", description = "Flows at most (default: 20).")
  int flows = 20;

  @Option(names = "--repeat", paramLabel = "N", description = "Times each (default: 3).")
  int repeat = 3;

  record Measurement(Combination params, double bw) {}

  ConnectionParams connection = connection();
  String address;
  List<String> limited = new ArrayList<>();

  @Override
  protected Sweep combinations() {
    return sweep(
        factor("num_flows", igeom(1, flows, 5))
            .factor("tcp_congestion_control", "cubic", "reno")
            .factor("repeat", IntStream.range(0, repeat).boxed().toList()));
  }

  @Override
  protected void run() {
    if (g5k) {
      logger.info("look for two sites");
      try (var jobs = reserve(oneNodeAtTwoSites(), each -> each.plusTypes("deploy"))) {
        logger.info("wait for " + jobs);
        useNodes(jobs.nodes());
        explore();
      }
      return;
    }
    if (!netns.isEmpty()) {
      try {
        useNamespaces();
        explore();
      } finally {
        healNamespaces();
      }
      return;
    }
    if (nodes.size() != 2) {
      throw new ParameterException(spec().commandLine(), "give two --hosts, --netns or --g5k");
    }
    address = host(nodes.getFirst()).address();
    explore();
  }

  void explore() {
    var results = new Results(resultDir().resolve("results.yaml"));
    var sweeper = sweeper();
    for (var next = sweeper.next(); next.isPresent(); next = sweeper.next()) {
      var params = next.get();
      var bw = measure(params);
      if (bw.isPresent()) {
        results.append(new Measurement(params, bw.getAsDouble()));
        sweeper.done(params);
      } else {
        sweeper.skip(params);
      }
      logger.info(sweeper.progress().toString());
    }
  }

  OptionalDouble measure(Combination params) {
    var flows = params.integer("num_flows");
    var listen = "iperf3 -s -1 --forceflush -B " + address;
    var send =
        "iperf3 -c %s -t %s -P %s -C %s"
            .formatted(address, time, flows, params.text("tcp_congestion_control"));
    var iperf = process(listen, nodes.getFirst(), connection).timeout(time + 60 + "s");
    var client = process(send, nodes.getLast(), connection).timeout(time + 30 + "s");
    try (var _ = iperf.start()) {
      iperf.expect("Server listening", "20s");
      client.run();
    }
    var bw = client.ok() ? bandwidth(flows, client.stdout()) : OptionalDouble.empty();
    if (bw.isEmpty()) {
      logger.warn("skipped: " + params + "\n" + iperf.dump() + "\n" + client.dump());
    }
    return bw;
  }

  OptionalDouble bandwidth(int flows, String output) {
    var line = flows > 1 ? "\\[SUM\\]" : "\\[ *\\d+\\]";
    var found =
        Pattern.compile("^" + line + ".* ([0-9.]+) ([KMG]?)bits/sec +receiver", Pattern.MULTILINE)
            .matcher(output);
    return found.find()
        ? OptionalDouble.of(
            Double.parseDouble(found.group(1)) * Math.pow(1000, " KMG".indexOf(found.group(2))))
        : OptionalDouble.empty();
  }

  List<OarRequest> oneNodeAtTwoSites() {
    var data = ReferenceData.current();
    for (var slot : computeSlots(planning(), "1h")) {
      var sites = new HashSet<>();
      var clusters =
          slot.clusters().stream()
              .filter(cluster -> rate(data, cluster.name()) == rate && sites.add(cluster.site()))
              .toList();
      if (clusters.size() >= 2) {
        return requests(slot, Resources.each(clusters.subList(0, 2), 1));
      }
    }
    throw new ParameterException(
        spec().commandLine(),
        "no two sites have a cluster of %d Gbit/s that is free for an hour".formatted(rate));
  }

  long rate(ReferenceData data, String cluster) {
    var node = data.longName(data.clusterHosts(cluster).getFirst());
    return data.host(node)
        .path("network_adapters")
        .valueStream()
        .filter(each -> each.path("network_address").asString("").equals(node))
        .mapToLong(each -> each.path("rate").asLong(0) / 1_000_000_000)
        .sum();
  }

  void useNodes(List<Host> reserved) {
    var deployed = deploy(deployment(reserved).withEnvName("debian12-min"));
    if (deployed.deployed().size() != 2) {
      throw new IllegalStateException("two nodes are needed: " + deployed);
    }
    connection = connection().withUser("root");
    remote("apt-get update && apt-get install -y iperf3", reserved, connection).run();
    nodes = reserved.stream().map(Host::address).toList();
    address = process("hostname -i", nodes.getFirst(), connection).run().stdout().strip();
  }

  void useNamespaces() {
    if (netns.size() != 2) {
      throw new ParameterException(spec().commandLine(), "--netns: give a rate and a delay");
    }
    nodes = List.of("10.98.0.1", "10.98.0.2");
    address = nodes.getFirst();
    for (var name : List.of("h1", "h2")) {
      namespaces("fault", "rate", name, netns.getFirst());
      limited.add(name);
      namespaces("fault", "delay", name, netns.getLast());
    }
    var env = namespaces("env");
    connection =
        connection()
            .withConnector("openssh")
            .withSsh(List.of("ip", "netns", "exec", setting(env, "CONTROL"), "ssh"))
            .withKnownHosts(Path.of(setting(env, "KNOWN_HOSTS")))
            .withSshOptions(List.of("-F", setting(env, "CONFIG")));
  }

  void healNamespaces() {
    Thread.interrupted(); // as Ctrl-C leaves it, nothing could be waited for
    limited.forEach(name -> script("heal", name).run());
  }

  LocalProcess script(String... words) {
    var command = new ArrayList<>(List.of(words));
    command.addFirst(engineDir().resolveSibling("services").resolve("netns.sh").toString());
    return process(command);
  }

  String namespaces(String... words) {
    var script = script(words).nologExitCode().run();
    if (!script.ok()) {
      throw new ParameterException(
          spec().commandLine(),
          "--netns needs the hosts of 'services/netns.sh up 2': " + script.stderr().strip());
    }
    return script.stdout();
  }

  String setting(String env, String name) {
    var found = Pattern.compile("NETNS_" + name + "='(.*)'").matcher(env);
    return found.find() ? found.group(1) : "";
  }
}
