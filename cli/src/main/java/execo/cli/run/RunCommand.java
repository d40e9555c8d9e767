package execo.cli.run;

import execo.cli.input.BadInput;
import execo.cli.input.FleetOptions;
import execo.process.Failure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code execo run}: a command on many hosts. */
@Command(
    name = "run",
    description = "Runs a command on many hosts and prints what it writes, line by line.",
    customSynopsis = "execo run -w HOSTS [OPTIONS] [--] COMMAND...",
    sortOptions = false,
    footer = {
      "",
      "COMMAND is what ssh takes: one word is a line for the shell of the host,",
      "several are joined by blanks. {{{host}}} in it stands for the host; the",
      "variables EXECO_HOST and EXECO_RANK are the host and its place in the list,",
      "from 0.",
      "",
      "Exit code: 0 if all went well; 255 if a host was not reached; else 124 if one",
      "timed out; else the highest one, 128 + n after signal n. With --retries the",
      "last try of a host counts. Hosts that --fail-fast or --max-failures ended or",
      "did not begin count nothing there; --json has them as not ok. Ctrl-C ends all",
      "commands and prints the report; a second one leaves at once.",
      "",
      "Examples:",
      "  execo run -w node-[1-40].lyon uptime",
      "  execo run -w @hosts --window 20 --retries 3:5s -- apt-get -y upgrade",
      "  execo run -w @hosts -t 30s -- 'ps aux | grep java'",
      "  execo run -w n1,n2 --with peer=n2,n1 'ping -c 1 {{peer}}'",
      "  execo run -w @hosts --json -- make test > report.json",
      "  execo run --failed report.json -- make test"
    })
public final class RunCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private FleetOptions fleet;

  @Option(
      names = "--stdin",
      description =
          "Send standard input to the commands on all hosts; with --window or --retries, all of"
              + " it is read first.")
  private boolean stdin;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", hidden = true)
  private List<String> words = List.of();

  /** Made by the command line. */
  public RunCommand() {}

  @Override
  public Integer call() {
    if (String.join("", words).isBlank()) {
      throw new BadInput("no command; give it after the options: execo run -w HOSTS -- COMMAND");
    }
    fleet.configure();
    var connection = fleet.connection();
    var hosts = fleet.hosts(!stdin);
    var remote = fleet.prepare(tools -> tools.remote(String.join(" ", words), hosts, connection));
    Runnable feed = () -> {};
    var stderr = Sink.stderr();
    if (stdin) {
      remote.ignore(Failure.WRITE);
      if (fleet.delaysHosts()) {
        remote.input(readStdin());
      } else {
        feed = new StdinFeed(System.in, remote.openStdin(), stderr)::start;
      }
    }
    return new FleetRun(fleet, Sink.stdout(), stderr).run(remote, feed);
  }

  /** All of standard input: hosts that begin late get it from its beginning. */
  private static byte[] readStdin() {
    try {
      return System.in.readAllBytes();
    } catch (IOException e) {
      throw new BadInput("standard input: " + e.getMessage());
    }
  }
}
