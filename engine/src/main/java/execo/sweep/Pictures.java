package execo.sweep;

import execo.internal.sweep.Counts;
import execo.internal.sweep.Picture;
import execo.internal.sweep.State;
import execo.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a storage knows, in terms of the elements. */
final class Pictures {
  private Pictures() {}

  static <E> Snapshot<E> snapshot(List<E> list, Picture picture) {
    var inProgress = new ArrayList<Snapshot.InProgress<E>>();
    var done = new ArrayList<Snapshot.Done<E>>();
    var skipped = new ArrayList<E>();
    var failed = new ArrayList<Failure<E>>();
    for (var touched : picture.touched()) {
      E element = list.get(touched.index());
      var when = Instant.ofEpochMilli(touched.at());
      switch (touched.state()) {
        case TODO -> {}
        case IN_PROGRESS -> inProgress.add(new Snapshot.InProgress<>(element, touched.by(), when));
        case DONE ->
            done.add(new Snapshot.Done<>(element, touched.by(), when, duration(touched.took())));
        case SKIPPED -> skipped.add(element);
        case FAILED -> failed.add(failure(element, touched));
      }
    }
    var workers =
        picture.workers().stream()
            .map(w ->
                new Snapshot.WorkerInfo(
                    w.id(),
                    w.process().host(),
                    w.process().pid(),
                    Instant.ofEpochMilli(w.since()),
                    Instant.ofEpochMilli(w.signed()),
                    Durations.ofSeconds(w.leaseSeconds()),
                    w.inProgress()))
            .toList();
    return new Snapshot<>(todo(list, picture), inProgress, done, skipped, failed, workers);
  }

  private static <E> List<E> todo(List<E> list, Picture picture) {
    var others = new BitSet(list.size());
    for (var touched : picture.touched()) {
      if (touched.state() != State.TODO) {
        others.set(touched.index());
      }
    }
    return new Places<>(
        list, IntStream.range(0, list.size()).filter(place -> !others.get(place)).toArray());
  }

  private static <E> Failure<E> failure(E element, Picture.Touched touched) {
    return new Failure<>(
        element,
        touched.failures().stream()
            .map(a ->
                new Failure.Attempt(
                    a.reason(), a.by(), Instant.ofEpochMilli(a.at()), duration(a.took())))
            .toList());
  }

  static <E> List<ElementInfo<E>> elements(List<E> list, Picture picture) {
    var elements = new ArrayList<ElementInfo<E>>(list.size());
    list.forEach(element -> elements.add(ElementInfo.untouched(element)));
    for (var touched : picture.touched()) {
      E element = list.get(touched.index());
      elements.set(
          touched.index(),
          new ElementInfo<>(
              element,
              touched.state().word(),
              touched.by(),
              Instant.ofEpochMilli(touched.at()),
              duration(touched.took()),
              failure(element, touched).attempts()));
    }
    return elements;
  }

  static Progress progress(Counts counts) {
    return new Progress(
        counts.total(),
        counts.todo(),
        counts.inProgress(),
        counts.done(),
        counts.skipped(),
        counts.failed(),
        duration(counts.meanSeconds()));
  }

  static @Nullable Duration duration(double seconds) {
    return Double.isNaN(seconds) ? null : Durations.ofSeconds(seconds);
  }
}
