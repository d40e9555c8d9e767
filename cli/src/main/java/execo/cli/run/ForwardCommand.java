package execo.cli.run;

import execo.cli.input.BadInput;
import execo.cli.input.ConnectionOptions;
import execo.cli.input.ForwardSpec;
import execo.config.Configuration;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.Hosts;
import execo.process.Failure;
import execo.process.PortForwarder;
import execo.process.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code execo forward}: local ports that lead through a host. */
@Command(
    name = "forward",
    description = "Forwards local ports through a host until it is stopped.",
    customSynopsis = "execo forward -w HOST [OPTIONS] [[BIND:]LPORT:]RHOST:RPORT...",
    sortOptions = false,
    footer = {
      "",
      "Connections to port LPORT of this machine come out at HOST and go on to port",
      "RPORT of RHOST. Without LPORT, or with 0, it is the next free port of the",
      "configured range. Only this machine can connect, unless BIND names another",
      "local address; '*' is all of them.",
      "",
      "Prints a line for each port once it is open. Exit code: 255 if one cannot be",
      "opened, or is lost; 130 after Ctrl-C.",
      "",
      "Examples:",
      "  execo forward -w frontend db.lyon:5432",
      "  execo forward -w root@gateway 8080:localhost:80 8443:localhost:443"
    })
public final class ForwardCommand implements Callable<Integer> {
  @Option(
      names = {"-w", "--host"},
      paramLabel = "HOST",
      description = "The host to go through: node-1, user@other:22.")
  private @Nullable String wanted;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private ConnectionOptions connection;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli answers it
  private boolean help;

  @Parameters(arity = "0..*", paramLabel = "[[BIND:]LPORT:]RHOST:RPORT", hidden = true)
  private List<String> words = List.of();

  private final Sink stdout = Sink.stdout();
  private final Sink stderr = Sink.stderr();

  /** Made by the command line. */
  public ForwardCommand() {}

  @Override
  public Integer call() {
    if (words.isEmpty()) {
      throw new BadInput("nothing to forward: execo forward -w HOST [LPORT:]RHOST:RPORT...");
    }
    var specs = words.stream().map(ForwardSpec::parse).toList();
    Configuration.current();
    connection.askForPassphrases();
    var forwarders = forwarders(specs, host(), connection.connection());
    var stopped = new CompletableFuture<Integer>();
    StopSignal.tell(signal -> stopped.complete(signal.exitCode()));
    try {
      return run(forwarders, stopped);
    } finally {
      forwarders.forEach(PortForwarder::kill);
      forwarders.forEach(PortForwarder::close);
    }
  }

  private Host host() {
    if (wanted == null) {
      throw new BadInput("no host; give it with -w HOST");
    }
    try {
      var hosts = Hosts.of(wanted);
      if (hosts.size() != 1) {
        throw new BadInput("-w: one host is needed, not " + hosts.size());
      }
      return hosts.getFirst();
    } catch (IllegalArgumentException e) {
      throw new BadInput(e);
    }
  }

  private static List<PortForwarder> forwarders(
      List<ForwardSpec> specs, Host host, ConnectionParams connection) {
    var all = new ArrayList<PortForwarder>();
    try {
      for (var spec : specs) {
        var forwarder =
            new PortForwarder(host, spec.remoteHost(), spec.remotePort(), connection)
                .nolog(Failure.values());
        if (spec.bindAddress() != null) {
          forwarder.bindAddress(spec.bindAddress());
        }
        if (spec.localPort() != 0) {
          forwarder.localPort(spec.localPort());
        }
        forwarder.localPort();
        all.add(forwarder);
      }
      return all;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new BadInput(String.valueOf(e.getMessage()));
    }
  }

  private int run(List<PortForwarder> forwarders, CompletableFuture<Integer> stopped) {
    for (var forwarder : forwarders) {
      forwarder.start();
      forwarder.whenEnded().thenAccept(ended -> stopped.complete(lost(forwarder)));
      forwarder
          .whenOpen()
          .thenAccept(open -> {
            if (open) {
              tell(forwarder);
            }
          });
    }
    return stopped.join();
  }

  private void tell(PortForwarder forwarder) {
    stdout.line(
        "%s:%s -> %s:%s through %s"
            .formatted(
                forwarder.bindAddress(),
                forwarder.localPort(),
                forwarder.remoteHost(),
                forwarder.remotePort(),
                forwarder.host()));
  }

  private int lost(PortForwarder forwarder) {
    if (!forwarder.killed()) {
      stderr.line(
          "execo: " + forwarder.host() + ": " + Objects.requireNonNullElse(forwarder.reason(), ""));
    }
    return ExitCodes.UNREACHED;
  }
}
