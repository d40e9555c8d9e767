package execo.sweep;

import execo.internal.sweep.Values;
import execo.sweep.SweepStats.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status of a sweep as JSON. */
final class StatusJson {
  private StatusJson() {}

  static String of(SweepStatus status) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("url", status.url());
    json.put("at", status.at().toString());
    var progress = tally(status.stats().all());
    progress.put("mean_seconds", seconds(status.progress().meanDuration()));
    progress.put("remaining_seconds", seconds(status.progress().remaining().orElse(null)));
    json.put("progress", progress);
    json.put("factors", factors(status.stats()));
    json.put("failures", status.failures().stream().map(StatusJson::failure).toList());
    json.put("workers", status.workers().stream().map(StatusJson::worker).toList());
    json.put("problems", status.problems());
    return text(json);
  }

  static String of(ElementInfo<?> info) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("element", info.element());
    json.put("state", info.state());
    json.put("worker", info.worker());
    json.put("when", info.when() == null ? null : info.when().toString());
    json.put("seconds", seconds(info.duration()));
    json.put("attempts", attempts(info.attempts()));
    return text(json);
  }

  private static String text(Map<String, @Nullable Object> json) {
    var out = new StringBuilder();
    Values.write(out, Values.normal(json));
    return out.toString();
  }

  private static Map<String, @Nullable Object> tally(Tally tally) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("total", tally.total());
    json.put("todo", tally.todo());
    json.put("in_progress", tally.inProgress());
    json.put("done", tally.done());
    json.put("skipped", tally.skipped());
    json.put("failed", tally.failed());
    return json;
  }

  private static Map<String, Object> factors(SweepStats stats) {
    var factors = new LinkedHashMap<String, Object>();
    stats
        .factors()
        .forEach((name, levels) -> {
          var list = new ArrayList<Map<String, @Nullable Object>>();
          levels.forEach((level, tally) -> {
            var json = new LinkedHashMap<String, @Nullable Object>();
            json.put("level", level);
            json.putAll(tally(tally));
            list.add(json);
          });
          factors.put(name, list);
        });
    return factors;
  }

  private static Map<String, @Nullable Object> failure(Failure<?> failure) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("element", failure.element());
    json.put("attempts", attempts(failure.attempts()));
    return json;
  }

  private static List<Map<String, @Nullable Object>> attempts(List<Failure.Attempt> attempts) {
    var list = new ArrayList<Map<String, @Nullable Object>>();
    for (var attempt : attempts) {
      var json = new LinkedHashMap<String, @Nullable Object>();
      json.put("reason", attempt.reason());
      json.put("worker", attempt.worker());
      json.put("when", attempt.when().toString());
      json.put("seconds", seconds(attempt.duration()));
      list.add(json);
    }
    return list;
  }

  private static Map<String, @Nullable Object> worker(Snapshot.WorkerInfo worker) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("name", worker.name());
    json.put("host", worker.host());
    json.put("pid", worker.pid());
    json.put("since", worker.since().toString());
    json.put("seen", worker.seen().toString());
    json.put("lease_seconds", seconds(worker.lease()));
    json.put("in_progress", worker.inProgress());
    return json;
  }

  private static @Nullable Double seconds(@Nullable Duration duration) {
    return duration == null ? null : duration.toNanos() / 1e9;
  }
}
