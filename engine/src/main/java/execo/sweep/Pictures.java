package execo.sweep;

import execo.internal.sweep.Counts;
import execo.internal.sweep.Picture;
import execo.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a storage knows, in terms of the elements. */
final class Pictures {
  private Pictures() {}

  static <E> Snapshot<E> snapshot(List<E> list, Picture picture) {
    var todo = new ArrayList<E>();
    var inProgress = new ArrayList<Snapshot.InProgress<E>>();
    var done = new ArrayList<Snapshot.Done<E>>();
    var skipped = new ArrayList<E>();
    var failed = new ArrayList<Failure<E>>();
    int next = 0;
    for (var touched : picture.touched()) {
      todo.addAll(list.subList(next, touched.index()));
      next = touched.index() + 1;
      E element = list.get(touched.index());
      var when = Instant.ofEpochMilli(touched.at());
      switch (touched.state()) {
        case TODO -> todo.add(element);
        case IN_PROGRESS -> inProgress.add(new Snapshot.InProgress<>(element, touched.by(), when));
        case DONE ->
            done.add(new Snapshot.Done<>(element, touched.by(), when, duration(touched.took())));
        case SKIPPED -> skipped.add(element);
        case FAILED -> failed.add(failure(element, touched));
      }
    }
    todo.addAll(list.subList(next, list.size()));
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
    return new Snapshot<>(todo, inProgress, done, skipped, failed, workers);
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
