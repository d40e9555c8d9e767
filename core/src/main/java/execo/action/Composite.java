package execo.action;

import execo.process.ManagedProcess;
import execo.process.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** An action made of actions. */
abstract class Composite<A extends Composite<A>> extends ActionBase<A> {
  private final List<Action> parts;
  private boolean statsHidden;

  Composite(Collection<? extends Action> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public List<Action> parts() {
    return parts;
  }

  @Override
  public List<ManagedProcess> processes() {
    var all = new ArrayList<ManagedProcess>();
    parts.forEach(part -> all.addAll(part.processes()));
    return all;
  }

  /** Leaves the parts out of the numbers: one line for all. */
  public A hideParts() {
    statsHidden = true;
    return self();
  }

  @Override
  public Stats stats() {
    var stats = Stats.of(this);
    return statsHidden ? stats.withoutParts() : stats;
  }

  @Override
  void prepare() {
    for (var part : parts) {
      if (part.started()) {
        throw new IllegalStateException("started already: " + part.name());
      }
      if (part instanceof ActionBase<?> base) {
        base.prepare();
      }
    }
  }

  @Override
  public A kill(Signal signal) {
    for (var part : parts) {
      if (part.started()) {
        part.kill(signal);
      }
    }
    return self();
  }

  @Override
  void closeParts() {
    kill(Signal.TERM);
    parts.forEach(Action::close);
  }

  @Override
  void resetParts() {
    parts.forEach(Action::reset);
  }
}
