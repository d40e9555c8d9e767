package execo.action;

import execo.process.ManagedProcess;
import execo.process.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

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
    checkDistinct(parts, Collections.newSetFromMap(new IdentityHashMap<>()));
    for (var part : parts) {
      if (part.started()) {
        throw new IllegalStateException("started already: " + part.name());
      }
      if (part instanceof ActionBase<?> base) {
        base.prepare();
      }
    }
  }

  private static void checkDistinct(List<Action> parts, Set<Action> seen) {
    for (var part : parts) {
      if (!seen.add(part)) {
        throw new IllegalStateException("twice in one set of actions: " + part.name());
      }
      checkDistinct(part.parts(), seen);
    }
  }

  @Override
  void killParts(Signal signal) {
    for (var part : parts) {
      if (part.started()) {
        part.kill(signal);
      }
    }
  }

  @Override
  void closeParts() {
    parts.forEach(Action::close);
  }

  @Override
  void resetParts() {
    parts.forEach(Action::reset);
  }
}
