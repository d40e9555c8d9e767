package execo.action;

import execo.process.ManagedProcess;
import execo.process.ProcessBase;
import execo.process.ProcessOptions;
import execo.process.ProcessSettings;
import execo.process.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An action with processes of its own. What is set on it is set on each of them; they are made when
 * they are asked for, at the latest when it starts.
 *
 * @param <A> the kind of action
 */
public abstract class ProcessesAction<A extends ProcessesAction<A>> extends ActionBase<A>
    implements ProcessOptions<A> {
  private final List<Consumer<ProcessSettings>> changes = new ArrayList<>();
  private @Nullable List<ProcessBase<?>> processes;

  ProcessesAction() {}

  /** Makes the processes, without the settings of the action. */
  abstract List<ProcessBase<?>> make();

  @Override
  public A configure(Consumer<ProcessSettings> change) {
    if (started()) {
      throw new IllegalStateException("settings cannot be changed after the start: " + name());
    }
    changes.add(change);
    if (processes != null) {
      processes.forEach(p -> p.configure(change));
    }
    return self();
  }

  @Override
  public A name(String name) {
    return super.name(name);
  }

  @Override
  public List<ManagedProcess> processes() {
    return List.copyOf(made());
  }

  @Override
  public List<Action> parts() {
    return List.of();
  }

  boolean isMade() {
    return processes != null;
  }

  private synchronized List<ProcessBase<?>> made() {
    if (processes == null) {
      var fresh = make();
      fresh.forEach(p -> changes.forEach(p::configure));
      processes = fresh;
    }
    return processes;
  }

  @Override
  void prepare() {
    made();
  }

  @Override
  CompletableFuture<?> launch() {
    var all = made();
    startAll(all);
    return CompletableFuture.allOf(
        all.stream().map(ProcessBase::whenEnded).toArray(CompletableFuture<?>[]::new));
  }

  /** Starts processes that may run at the same time. */
  void startAll(List<ProcessBase<?>> wave) {
    wave.forEach(ProcessBase::start);
  }

  @Override
  void killParts(Signal signal) {
    made().forEach(p -> p.kill(signal));
  }

  @Override
  void closeParts() {
    made().forEach(ProcessBase::close);
  }

  @Override
  void resetParts() {
    made().forEach(ProcessBase::reset);
  }
}
