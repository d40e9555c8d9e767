package execo.g5k.oar;

import execo.g5k.G5kSettings;
import execo.g5k.api.G5kApi;
import execo.g5k.oar.Refusal.Reason;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.wait.Parallel;
import execo.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The OAR of all sites: submits, watches and deletes jobs, at many sites at the same time.
 *
 * {@snippet :
 * var oar = Oar.current();
 * try (var job = oar.reserve(new OarRequest(OarSubmission.of("nodes=4").withWalltime("1:00"), "lyon"))) {
 *   var nodes = job.nodes(); // waits for its start
 * } // deleted, as it is however the program ends
 * }
 *
 * <p>That a submission is refused, or a job cannot be deleted, is data: {@link Submitted}, {@link
 * Deletion}. That a question gets no answer is an {@link OarException}. Thread-safe.
 */
public final class Oar {
  private final G5kSettings settings;
  private final OarBackend backend;
  private final Submissions submissions;
  private final Pace pace;

  Oar(G5kSettings settings, OarBackend backend, Pace pace) {
    this.settings = settings;
    this.backend = backend;
    this.submissions = new Submissions(backend, pace);
    this.pace = pace;
  }

  /** OAR through its commands on the frontends, as configured now. */
  public static Oar current() {
    return onFrontends(G5kSettings.current(), null, null);
  }

  /**
   * OAR through its commands on the frontends.
   *
   * @param connection how to connect to them, over what is configured; null is as configured
   * @param timeout how long each command may take; null is as configured
   */
  public static Oar onFrontends(
      G5kSettings settings, @Nullable ConnectionParams connection, @Nullable Duration timeout) {
    return new Oar(settings, new FrontendOar(settings, connection, timeout), Pace.SYSTEM);
  }

  /**
   * OAR through the API. It takes neither alternatives nor further options of oarsub, and its jobs
   * have no job key; subnets, and the release of jobs when this program is no more, still go
   * through the frontends.
   */
  public static Oar throughApi(G5kApi api) {
    return new Oar(api.settings(), new ApiOar(api.settings(), api), Pace.SYSTEM);
  }

  // ---- submitting and deleting

  /**
   * Submits; all at the same time. Gives what became of each, in their order; if the thread is
   * interrupted, what has no answer yet is told as {@link Reason#INTERRUPTED}.
   *
   * @throws IllegalArgumentException if one cannot be put to its site; none is submitted then
   */
  public List<Submitted> oarsub(Collection<OarRequest> requests) {
    return submissions.submit(requests);
  }

  /** Submits. */
  public Submitted oarsub(OarRequest request) {
    return oarsub(List.of(request)).getFirst();
  }

  /**
   * Submits at several sites, all or nothing: if one is refused, the others are deleted again, and
   * are told as {@link Reason#GIVEN_BACK}. So are all if the program ends before the last is
   * accepted, even by KILL; once it is, the jobs outlive the program. Their names get a mark at the
   * end, by which {@link #currentGrids} finds those that belong together.
   *
   * @param common what is changed in each submission before: {@code s -> s.withWalltime("1:00")}
   */
  public List<Submitted> oarsubgrid(
      Collection<OarRequest> requests, UnaryOperator<OarSubmission> common) {
    return submissions.submitAll(
        requests.stream()
            .map(each -> new OarRequest(common.apply(each.submission()), each.site()))
            .toList());
  }

  /**
   * Deletes jobs; all at the same time. Gives what became of each, in their order.
   *
   * @throws IllegalArgumentException if a site cannot be one; none is deleted then
   */
  public List<Deletion> oardel(Collection<OarJob> jobs) {
    jobs.forEach(job -> backend.check(job.site()));
    return Parallel.map(jobs, backend::delete);
  }

  // ---- jobs that do not outlive the program

  /**
   * Submits, all or nothing, jobs that do not outlive this program: they are deleted when the
   * reservation is closed, or else when the program ends, even by KILL. Their names get a mark at
   * the end, by which {@link #orphans} finds one that is left all the same.
   *
   * @throws JobsRefusedException if one is refused; none is left then
   * @throws IllegalArgumentException if one cannot be put to its site; none is submitted then
   */
  public Reservation reserve(Collection<OarRequest> requests) {
    return new Reservation(this, submissions.reserve(requests));
  }

  /** Submits a job that does not outlive this program. */
  public Reservation reserve(OarRequest request) {
    return reserve(List.of(request));
  }

  /** Has jobs deleted when the reservation is closed, or else when this program ends. */
  public Reservation releaseOnExit(Collection<OarJob> jobs) {
    jobs.forEach(job -> backend.check(job.site()));
    return new Reservation(this, Disposal.of(backend, List.copyOf(jobs)));
  }

  /**
   * The jobs at these sites that were not to outlive their program, one of this machine, and have.
   */
  public List<OarJob> orphans(Collection<String> sites) {
    return jobs(
        sites,
        info ->
            JobMark.in(info.name()).filter(mark -> mark.orphaned(MachineMark.here())).isPresent());
  }

  // ---- looking

  /**
   * The user's jobs that have not ended, at these sites.
   *
   * @throws OarException if a site does not answer
   */
  public List<OarJob> currentJobs(Collection<String> sites) {
    return jobs(sites, _ -> true);
  }

  /**
   * The user's jobs whose start and end, as far as known or predicted, are in these ranges; those
   * that have no date yet are only in ranges without bounds.
   */
  public List<OarJob> currentJobs(
      Collection<String> sites, DateRange startBetween, DateRange endBetween) {
    return jobs(
        sites,
        info ->
            startBetween.contains(info.expectedStart()) && endBetween.contains(info.expectedEnd()));
  }

  private List<OarJob> jobs(Collection<String> sites, Predicate<OarJobInfo> which) {
    return Parallel.map(
            sites,
            site ->
                backend.jobs(site).stream()
                    .filter(which)
                    .map(info -> new OarJob(info.id(), site))
                    .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /**
   * The user's jobs that have not ended, at these sites, of submissions by {@link #oarsubgrid}:
   * those of one submission together, in its order. Parts that have ended or are at other sites are
   * left out.
   *
   * @throws OarException if a site does not answer
   */
  public List<List<OarJob>> currentGrids(Collection<String> sites) {
    record Part(GridMark mark, OarJob job) {}
    var parts =
        Parallel.map(
            sites,
            site ->
                backend.jobs(site).stream()
                    .flatMap(info ->
                        GridMark.in(info.name()).stream()
                            .map(mark -> new Part(mark, new OarJob(info.id(), site))))
                    .toList());
    return parts.stream()
        .flatMap(List::stream)
        .sorted(
            Comparator.comparingInt((Part part) -> part.mark().part())
                .thenComparingLong(part -> part.job().id()))
        .collect(
            Collectors.groupingBy(
                part -> part.mark().id(),
                LinkedHashMap::new,
                Collectors.mapping(Part::job, Collectors.toUnmodifiableList())))
        .values()
        .stream()
        .toList();
  }

  /** The user's jobs that have not ended, with what is known of them; null is the default site. */
  public List<OarJobInfo> currentJobInfos(@Nullable String site) {
    return backend.jobs(site);
  }

  /**
   * What is known of a job, of anybody's.
   *
   * @throws UnknownJobException if there is none of this number
   */
  public OarJobInfo info(OarJob job) {
    return backend.info(job).orElseThrow(() -> new UnknownJobException(job));
  }

  /** The job of this number at the default frontend that this program itself runs in, if any. */
  public static Optional<OarJob> own() {
    return Optional.ofNullable(System.getenv("OAR_JOB_ID"))
        .filter(text -> text.matches("[1-9]\\d{0,17}"))
        .map(text -> new OarJob(Long.parseLong(text), null));
  }

  // ---- waiting, and what a job has

  /** Waits until a job has started, for ever if need be; false if it ended without that. */
  public boolean awaitStart(OarJob job) {
    return awaitStart(job, null, _ -> {});
  }

  /**
   * Waits until a job has started.
   *
   * @param timeout how long at most; null is for ever
   * @param prediction told when it is expected to start, each time that changes
   * @return false if it ended before it was seen running, or has not started in time
   * @throws UnknownJobException if there is no such job
   */
  public boolean awaitStart(OarJob job, @Nullable Duration timeout, Consumer<Instant> prediction) {
    return await(job, timeout, prediction).started();
  }

  /**
   * Waits until all of some jobs have started.
   *
   * @param prediction told when one of them is expected to start, each time that changes; not by
   *     two threads at the same time
   * @return false as soon as one ends before it was seen running, or if one has not started in time
   */
  public boolean awaitStart(
      Collection<OarJob> jobs, @Nullable Duration timeout, Consumer<Instant> prediction) {
    var turn = new ReentrantLock();
    return Parallel.all(
        jobs,
        job ->
            awaitStart(
                job,
                timeout,
                date -> {
                  turn.lock();
                  try {
                    prediction.accept(date);
                  } finally {
                    turn.unlock();
                  }
                }));
  }

  private StartWait.End await(
      OarJob job, @Nullable Duration timeout, Consumer<Instant> prediction) {
    return new StartWait(settings, pace).await(job, () -> info(job), timeout, prediction);
  }

  private OarJobInfo started(OarJob job, @Nullable Duration timeout) {
    StartWait.End end = await(job, timeout, _ -> {});
    if (end.started() && end.job() != null) {
      return end.job();
    }
    throw new OarException(end.problem(job, timeout));
  }

  /**
   * The nodes of a job, each once, once it has started.
   *
   * @param timeout how long to wait for the start; null is for ever
   * @throws OarException if it ended before, or does not start in time
   */
  public List<Host> nodes(OarJob job, @Nullable Duration timeout) {
    return nodes(List.of(job), timeout);
  }

  /**
   * The nodes of some jobs, each once, once all have started.
   *
   * @param timeout how long to wait for the start; null is for ever
   * @throws OarException as soon as one ended before, or if one does not start in time
   */
  public List<Host> nodes(Collection<OarJob> jobs, @Nullable Duration timeout) {
    return Parallel.map(jobs, job -> started(job, timeout).nodes()).stream()
        .flatMap(List::stream)
        .distinct()
        .map(Host::new)
        .toList();
  }

  /** The subnets of a job, once it has started. */
  public Subnets subnets(OarJob job, @Nullable Duration timeout) {
    started(job, timeout);
    return backend.subnets(job);
  }

  /** The kavlans of a job, once it has started; none if it has none. */
  public List<Integer> vlans(OarJob job, @Nullable Duration timeout) {
    started(job, timeout);
    return backend.vlans(job);
  }

  /**
   * Asks for another walltime of a running job: {@code "2:00:00"}, or more ({@code "+1:00"}) or
   * less ({@code "-0:30"}) than it has. Gives OAR's answer; the change itself comes a little later.
   *
   * @throws OarException if it is refused
   */
  public String changeWalltime(OarJob job, String walltime) {
    boolean relative = walltime.startsWith("+") || walltime.startsWith("-");
    Duration duration = Durations.parseWalltime(relative ? walltime.substring(1) : walltime);
    return backend.changeWalltime(
        job, (relative ? walltime.substring(0, 1) : "") + OarText.formatDuration(duration));
  }
}
