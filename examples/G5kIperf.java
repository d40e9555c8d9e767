import static execo.Execo.*;
import static execo.g5k.G5k.*;

import execo.g5k.api.ReferenceData;

/** Measures the bandwidth from 4 nodes of a cluster to 4 of another, at nancy or another [SITE]. */
void main(String[] args) {
  var site = args.length > 0 ? args[0] : "nancy";
  logger.info("reserve two clusters at " + site);
  var wanted = submission("/cluster=2/nodes=4").withWalltime("0:10").withName("iperf");
  try (var job = reserve(wanted, site)) {
    logger.info("wait for " + job.job());
    var clusters = ReferenceData.current().groupHosts(job.nodes()).get(site).values().iterator();
    var sources = clusters.next();
    var targets = clusters.next();
    var addresses = remote("hostname -i", targets, oarsh()).run().processes();

    var servers = remote("iperf3 -s --forceflush -B $(hostname -i)", targets, oarsh());
    var clients =
        remote("iperf3 -c {{addresses}} -t 1", sources, oarsh())
            .with("addresses", addresses.stream().map(each -> each.stdout().strip()).toList());
    try (var _ = servers.ignoreExitCode().nologExitCode().start()) {
      logger.info("wait for the servers");
      servers.expect("Server listening", "10s");
      logger.info("run the clients");
      clients.run("1m");
    }

    IO.println(report(servers, clients));
    for (int i = 0; i < 4; i++) {
      var client = clients.processes().get(i);
      IO.println("client " + client.host() + " -> server " + targets.get(i));
      IO.println(client.stdout());
    }
  }
}
