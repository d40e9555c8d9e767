package execo.cli.testbed;

import execo.cli.input.BadInput;
import execo.cli.input.CommandGroup;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code execo testbed}: what can be started on this machine in place of the real thing. */
@Command(
    name = "testbed",
    mixinStandardHelpOptions = true,
    description = "Starts a stand-in for real hosts on this machine.")
public final class TestbedCommand implements CommandGroup, Callable<Integer> {
  /** Made by the command line. */
  public TestbedCommand() {}

  @Override
  public List<Class<?>> commands() {
    return List.of(Grid5000Command.class);
  }

  @Override
  public Integer call() {
    throw new BadInput("no testbed; see 'execo testbed --help'");
  }
}
