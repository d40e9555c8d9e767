package execo.g5k.oar;

import execo.g5k.api.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Sites whose answers a test gives, and that note what they are asked for. */
final class ScriptedBackend implements OarBackend {
  /** The time of this machine, without pauses. */
  static final Pace HURRIED =
      new Pace() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void sleep(Duration duration) {}

        @Override
        public <R> Optional<R> within(Duration limit, Supplier<R> question) {
          return SYSTEM.within(limit, question);
        }
      };

  final Map<String, Function<OarRequest, Submitted>> answers = new ConcurrentHashMap<>();
  final Map<OarJob, Supplier<OarJobInfo>> looks = new ConcurrentHashMap<>();
  final Map<OarJob, OarJobInfo> there = new ConcurrentHashMap<>();
  final List<OarRequest> submitted = new CopyOnWriteArrayList<>();
  final List<OarJob> deleted = new CopyOnWriteArrayList<>();
  private final Map<OarJob, CountDownLatch> deletions = new ConcurrentHashMap<>();

  private CountDownLatch deletion(OarJob job) {
    return deletions.computeIfAbsent(job, _ -> new CountDownLatch(1));
  }

  /** Waits until a job is deleted. */
  boolean awaitDeleted(OarJob job) throws InterruptedException {
    return deletion(job).await(1, TimeUnit.MINUTES);
  }

  static OarJobInfo info(long id, @Nullable String name, JobState state, String... nodes) {
    return new OarJobInfo(
        id,
        name,
        null,
        state,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        List.of(nodes),
        null,
        null,
        List.of());
  }

  /** A site that accepts everything, as jobs of these numbers. */
  ScriptedBackend accepting(String site, long... ids) {
    answers.put(
        site,
        request -> {
          var jobs = LongStream.of(ids).mapToObj(id -> new OarJob(id, site)).toList();
          jobs.forEach(
              job -> there.put(job, info(job.id(), request.submission().name(), JobState.RUNNING)));
          return Submitted.accepted(request, jobs);
        });
    return this;
  }

  /** A site that answers so. */
  ScriptedBackend answering(String site, Function<OarRequest, Submitted> answer) {
    answers.put(site, answer);
    return this;
  }

  @Override
  public void check(OarRequest request) {
    check(request.site());
  }

  @Override
  public void check(@Nullable String site) {
    if (site == null || site.contains(" ")) {
      throw new IllegalArgumentException("not the name of a site: " + site);
    }
  }

  @Override
  public Submitted submit(OarRequest request) {
    submitted.add(request);
    return Objects.requireNonNull(answers.get(Objects.requireNonNull(request.site())))
        .apply(request);
  }

  @Override
  public Deletion delete(OarJob job) {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("a deletion must not be interrupted");
    }
    there.remove(job);
    deleted.add(job);
    deletion(job).countDown();
    return new Deletion(job, Deletion.Outcome.DELETED, "");
  }

  @Override
  public List<OarJobInfo> jobs(@Nullable String site) {
    return there.entrySet().stream()
        .filter(each -> Objects.equals(each.getKey().site(), site))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public Optional<OarJobInfo> info(OarJob job) {
    var look = looks.get(job);
    return look == null ? Optional.ofNullable(there.get(job)) : Optional.of(look.get());
  }

  @Override
  public Subnets subnets(OarJob job) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Integer> vlans(OarJob job) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String changeWalltime(OarJob job, String walltime) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<List<String>> release(@Nullable String site, String name) {
    return Optional.empty();
  }

  @Override
  public Optional<List<String>> release(@Nullable String site, List<OarJob> jobs) {
    return Optional.empty();
  }
}
