package execo.action;

import execo.process.LocalProcess;
import execo.process.ProcessBase;
import java.util.List;
import java.util.function.Supplier;

/** A command on this machine, as an action. */
public final class Local extends ProcessesAction<Local> {
  private final Supplier<LocalProcess> process;

  /** A command line; see {@link LocalProcess#LocalProcess(String)}. */
  public Local(String command) {
    process = () -> new LocalProcess(command);
  }

  /** A program and its arguments. */
  public Local(List<String> command) {
    process = () -> new LocalProcess(command);
  }

  @Override
  List<ProcessBase<?>> make() {
    return List.of(process.get());
  }

  @Override
  String defaultName() {
    return processes().getFirst().name();
  }
}
