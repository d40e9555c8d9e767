package execo.action;

import execo.process.LocalProcess;
import execo.process.ProcessBase;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A command on this machine, or several, as an action. */
public final class Local extends ProcessesAction<Local> {
  private final Supplier<Stream<LocalProcess>> processes;

  /** A command line; see {@link LocalProcess#LocalProcess(String)}. */
  public Local(String command) {
    this(() -> Stream.of(new LocalProcess(command)));
  }

  /** A program and its arguments. */
  public Local(List<String> command) {
    this(() -> Stream.of(new LocalProcess(command)));
  }

  private Local(Supplier<Stream<LocalProcess>> processes) {
    this.processes = processes;
  }

  /** A process for each of these command lines. */
  public static Local each(Collection<String> commands) {
    var all = List.copyOf(commands);
    return new Local(() -> all.stream().map(LocalProcess::new));
  }

  @Override
  List<ProcessBase<?>> make() {
    return processes.get().<ProcessBase<?>>map(process -> process).toList();
  }

  @Override
  String defaultName() {
    var all = processes();
    return all.size() == 1 ? all.getFirst().name() : all.size() + " local commands";
  }
}
