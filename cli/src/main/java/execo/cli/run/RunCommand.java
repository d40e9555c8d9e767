package execo.cli.run;

import execo.action.Remote;
import execo.cli.input.BadInput;
import execo.cli.input.FleetOptions;
import execo.process.Failure;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code execo run}: a command on many hosts. */
@Command(
    name = "run",
    description = "Runs a command on many hosts.",
    customSynopsis = "execo run -w HOSTS [OPTIONS] [--] COMMAND...",
    sortOptions = false)
public final class RunCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private FleetOptions fleet;

  @Option(names = "--stdin", description = "Send standard input to the commands on all hosts.")
  private boolean stdin;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "The command.")
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
    var remote = new Remote(String.join(" ", words), hosts, connection);
    if (stdin) {
      remote.openStdin().ignore(Failure.WRITE);
    }
    fleet.prepare(remote);
    var run = new FleetRun(fleet, Sink.stdout(), Sink.stderr());
    return run.run(
        remote, stdin ? new StdinFeed(System.in, remote, run.stderr())::start : () -> {});
  }
}
