package execo.internal.sweep;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The states of all elements, as the records of a journal build them up. Not thread-safe. */
final class SweepState {
  private static final double LEASE_OF_STRANGERS = 60;

  private Elements elements;

  /** Of elements that somebody touched, by place. */
  private @Nullable Entry[] entries;

  /** Of elements that are not in the present list. */
  private final Map<Object, Entry> strangers = new HashMap<>();

  private final BitSet todo = new BitSet();

  /** No element before this place is to do. */
  private int firstTodo;

  private final Map<State, Integer> counts = new EnumMap<>(State.class);
  private int touched;
  private int attempts;
  private double doneSeconds;
  private int timed;
  private final Map<String, Worker> workers = new LinkedHashMap<>();
  private final Set<Entry> skipped = Collections.newSetFromMap(new IdentityHashMap<>());

  SweepState(Elements elements) {
    this.elements = elements;
    entries = new Entry[elements.size()];
    todo.set(0, elements.size());
    counts.put(State.TODO, elements.size());
  }

  Elements elements() {
    return elements;
  }

  /** Another list; what is known of elements stays known. */
  void elements(Elements list) {
    var known = new ArrayList<Entry>(touched);
    forEachEntry(known::add);
    elements = list;
    entries = new Entry[list.size()];
    strangers.clear();
    skipped.clear();
    todo.clear();
    todo.set(0, list.size());
    firstTodo = 0;
    counts.clear();
    counts.put(State.TODO, list.size());
    doneSeconds = 0;
    timed = 0;
    workers.values().forEach(worker -> worker.holds.clear());
    for (var old : known) {
      var entry = old.at(list.indexOf(old.element));
      entry.state = State.TODO;
      place(entry);
      move(entry, old.state);
    }
  }

  private void place(Entry entry) {
    if (entry.index < 0) {
      strangers.put(entry.element, entry);
    } else {
      entries[entry.index] = entry;
    }
  }

  void forEachEntry(Consumer<Entry> visitor) {
    for (var entry : entries) {
      if (entry != null) {
        visitor.accept(entry);
      }
    }
    strangers.values().forEach(visitor);
  }

  @Nullable Entry entry(int index) {
    return entries[index];
  }

  /**
   * Demands that these are in this sweep.
   *
   * @throws IllegalArgumentException if one is not
   */
  void demand(Collection<Object> those) {
    for (var element : those) {
      if (elements.indexOf(element) < 0 && find(element) == null) {
        throw new IllegalArgumentException("not in this sweep: " + element);
      }
    }
  }

  /** What is known of an element; null if nobody touched it. */
  @Nullable Entry find(Object element) {
    int index = elements.indexOf(element);
    return index < 0 ? strangers.get(element) : entries[index];
  }

  private Entry entryOf(Object element) {
    int index = elements.indexOf(element);
    var entry = index < 0 ? strangers.get(element) : entries[index];
    if (entry == null) {
      entry = new Entry(index < 0 ? element : elements.normal(index), index);
      place(entry);
      touched++;
    }
    return entry;
  }

  int count(State state) {
    return counts.getOrDefault(state, 0);
  }

  /** The mean time of an element that is done, in seconds; NaN if none is known. */
  double meanSeconds() {
    return timed == 0 ? Double.NaN : doneSeconds / timed;
  }

  Counts counts() {
    return new Counts(
        count(State.TODO),
        count(State.IN_PROGRESS),
        count(State.DONE),
        count(State.SKIPPED),
        count(State.FAILED),
        meanSeconds());
  }

  Picture picture() {
    var touched = new ArrayList<Picture.Touched>();
    for (var entry : entries) {
      if (entry != null) {
        touched.add(
            new Picture.Touched(
                entry.index, entry.state, entry.by, entry.at, entry.took, entry.attempts));
      }
    }
    return new Picture(touched, workers.values().stream().map(Worker::picture).toList());
  }

  Collection<Worker> workers() {
    return workers.values();
  }

  @Nullable Worker worker(String id) {
    return workers.get(id);
  }

  /** The first elements to do, by place. */
  List<Integer> firstTodo(int limit) {
    var places = new ArrayList<Integer>(Math.min(limit, 1000));
    firstTodo = todo.nextSetBit(firstTodo);
    if (firstTodo < 0) {
      firstTodo = elements.size();
    }
    for (int i = firstTodo; i < elements.size() && places.size() < limit; ) {
      places.add(i);
      i = todo.nextSetBit(i + 1);
      if (i < 0) {
        break;
      }
    }
    return places;
  }

  boolean isTodo(int index) {
    return todo.get(index);
  }

  /** How many records it takes to tell all this. */
  int lines() {
    return workers.size() + touched + attempts;
  }

  void apply(Line line, long now) {
    switch (line.verb) {
      case WORKER -> {
        if (workers.isEmpty()) {
          retrySkipped();
        }
        var process = line.process == null ? WorkerProcess.UNKNOWN : line.process;
        var lease = Double.isNaN(line.lease) ? LEASE_OF_STRANGERS : line.lease;
        var worker = workers.get((String) line.subject);
        if (worker == null) {
          worker = new Worker((String) line.subject, process, lease);
          workers.put(worker.id, worker);
        }
        worker.process = process;
        worker.leaseSeconds = lease;
        worker.since = line.at;
        worker.sign(line.at, now);
      }
      case ALIVE -> workerOf((String) line.subject).sign(line.at, now);
      case CLOSED -> end((String) line.subject, false);
      case LOST -> end((String) line.subject, true);
      default -> {
        var entry = entryOf(line.subject);
        if (!line.by.isEmpty() && line.verb == Verb.TAKE) {
          workerOf(line.by).sign(line.at, now);
        }
        apply(line, entry);
      }
    }
  }

  private Worker workerOf(String id) {
    return workers.computeIfAbsent(
        id, name -> new Worker(name, WorkerProcess.UNKNOWN, LEASE_OF_STRANGERS));
  }

  private void end(String id, boolean lost) {
    var worker = workers.remove(id);
    if (worker != null) {
      for (var entry : List.copyOf(worker.holds)) {
        move(entry, State.TODO);
      }
    }
    if (lost) {
      for (var entry : List.copyOf(skipped)) {
        if (entry.by.equals(id)) {
          move(entry, State.TODO);
        }
      }
    }
  }

  /** A new run begins: what the last one skipped is tried again. */
  void retrySkipped() {
    List.copyOf(skipped).forEach(entry -> move(entry, State.TODO));
  }

  private void apply(Line line, Entry entry) {
    move(entry, State.TODO);
    entry.by = intern(line.by);
    entry.at = line.at;
    switch (line.verb) {
      case TAKE -> move(entry, State.IN_PROGRESS);
      case DONE -> {
        entry.took = line.took;
        move(entry, State.DONE);
      }
      case SKIP -> move(entry, State.SKIPPED);
      case FAIL -> {
        var failures = new ArrayList<>(entry.attempts);
        var reason = line.reason == null ? "" : line.reason;
        failures.add(new Attempt(reason, entry.by, line.at, line.took));
        entry.attempts = List.copyOf(failures);
        attempts++;
        if (!line.again) {
          move(entry, State.FAILED);
        }
      }
      case RETRY -> {
        attempts -= entry.attempts.size();
        entry.attempts = List.of();
      }
      default -> {
        // CANCEL: it is to do
      }
    }
  }

  private String intern(String by) {
    var worker = workers.get(by);
    return worker == null ? by : worker.id;
  }

  private void move(Entry entry, State to) {
    if (entry.state == to) {
      return;
    }
    leave(entry);
    entry.state = to;
    if (entry.index >= 0) {
      counts.merge(to, 1, Integer::sum);
    }
    switch (to) {
      case TODO -> {
        if (entry.index >= 0) {
          todo.set(entry.index);
          firstTodo = Math.min(firstTodo, entry.index);
        }
      }
      case IN_PROGRESS -> {
        var worker = workers.get(entry.by);
        if (worker != null) {
          worker.holds.add(entry);
        }
      }
      case DONE -> time(entry, 1);
      case SKIPPED -> skipped.add(entry);
      case FAILED -> {}
    }
  }

  private void leave(Entry entry) {
    if (entry.index >= 0) {
      counts.merge(entry.state, -1, Integer::sum);
    }
    switch (entry.state) {
      case TODO -> {
        if (entry.index >= 0) {
          todo.clear(entry.index);
        }
      }
      case IN_PROGRESS -> {
        var worker = workers.get(entry.by);
        if (worker != null) {
          worker.holds.remove(entry);
        }
      }
      case DONE -> time(entry, -1);
      case SKIPPED -> skipped.remove(entry);
      case FAILED -> {}
    }
  }

  private void time(Entry entry, int sign) {
    if (entry.index >= 0 && !Double.isNaN(entry.took)) {
      doneSeconds += sign * entry.took;
      timed += sign;
    }
  }

  /** The records that build this state up again. */
  void write(Consumer<Line> out) {
    for (var worker : workers.values()) {
      var line = new Line(Verb.WORKER, worker.id).by("", worker.since);
      line.process = worker.process;
      line.lease = worker.leaseSeconds;
      out.accept(line);
    }
    forEachEntry(entry -> write(entry, out));
  }

  private static void write(Entry entry, Consumer<Line> out) {
    var fails = entry.attempts;
    for (int i = 0; i < fails.size(); i++) {
      var last = i + 1 == fails.size() && entry.state == State.FAILED;
      var fail = fails.get(i);
      out.accept(
          new Line(Verb.FAIL, entry.element)
              .by(fail.by(), fail.at())
              .took(fail.took())
              .failed(fail.reason(), !last));
    }
    switch (entry.state) {
      case IN_PROGRESS -> out.accept(new Line(Verb.TAKE, entry.element).by(entry.by, entry.at));
      case DONE ->
          out.accept(new Line(Verb.DONE, entry.element).by(entry.by, entry.at).took(entry.took));
      case SKIPPED -> out.accept(new Line(Verb.SKIP, entry.element).by(entry.by, entry.at));
      case TODO, FAILED -> {}
    }
  }
}
