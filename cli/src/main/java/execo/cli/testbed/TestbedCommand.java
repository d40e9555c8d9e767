package execo.cli.testbed;

import execo.cli.input.BadInput;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code execo testbed}: what can be started on this machine in place of the real thing. */
@Command(
    name = "testbed",
    mixinStandardHelpOptions = true,
    description = "Starts a stand-in for real hosts on this machine.",
    subcommands = Grid5000Command.class)
public final class TestbedCommand implements Callable<Integer> {
  /** Made by the command line. */
  public TestbedCommand() {}

  @Override
  public Integer call() {
    throw new BadInput("no testbed; see 'execo testbed --help'");
  }
}
