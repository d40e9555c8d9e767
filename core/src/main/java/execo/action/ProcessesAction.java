package execo.action;

import execo.host.Host;
import execo.process.ManagedProcess;
import execo.process.ProcessBase;
import execo.process.ProcessOptions;
import execo.process.ProcessSettings;
import execo.process.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
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
  private int window = Integer.MAX_VALUE;
  private int maxFailures = Integer.MAX_VALUE;
  private volatile @Nullable Schedule schedule;

  ProcessesAction() {}

  /** Makes the processes, without the settings of the action. */
  abstract List<ProcessBase<?>> make();

  @Override
  public A configure(Consumer<ProcessSettings> change) {
    checkNotStarted();
    changes.add(change);
    if (processes != null) {
      processes.forEach(p -> p.configure(change));
    }
    return self();
  }

  private void checkNotStarted() {
    if (started()) {
      throw new IllegalStateException("settings cannot be changed after the start: " + name());
    }
  }

  /**
   * Lets at most so many processes be at work: the next one starts when one has ended. All by
   * default.
   *
   * <p>One that stands in line can be waited for, expected of and written to, and has no attempt
   * yet. One that pauses before a retry leaves its place to others.
   */
  public A window(int processes) {
    checkNotStarted();
    if (processes < 1) {
      throw new IllegalArgumentException("a window is 1 or more, not " + processes);
    }
    window = processes;
    return self();
  }

  /** Kills what runs, and starts no more, as soon as one process has failed for good. */
  public A failFast() {
    return maxFailures(0);
  }

  /**
   * Kills what runs, and starts no more, as soon as more than so many processes have failed for
   * good, after their retries. Those that had not begun stay without an attempt.
   */
  public A maxFailures(int failures) {
    checkNotStarted();
    if (failures < 0) {
      throw new IllegalArgumentException("a negative number of failures: " + failures);
    }
    maxFailures = failures;
    return self();
  }

  /**
   * Kills some of its processes, while the others go on; those of them that have not begun never
   * will. Before the start nothing happens.
   */
  public A cancel(Predicate<? super ManagedProcess> which) {
    if (started()) {
      made().stream().filter(which).forEach(ProcessBase::kill);
    }
    return self();
  }

  /** Kills its processes on these hosts, while the others go on; as the other {@code cancel}. */
  public A cancel(Collection<Host> hosts) {
    var unwanted = Set.copyOf(hosts);
    return cancel(process -> process.host() != null && unwanted.contains(process.host()));
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
    var begun = new Schedule(made(), window, maxFailures, this::startAll);
    schedule = begun;
    return begun.begin();
  }

  /**
   * Starts processes that may run at the same time: all, or those that a window has room for, or
   * that are to be started again.
   */
  void startAll(List<ProcessBase<?>> wave) {
    wave.forEach(ProcessBase::start);
  }

  @Override
  void killParts(Signal signal) {
    var running = schedule;
    if (running != null && signal.ends()) {
      running.stop();
    }
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
