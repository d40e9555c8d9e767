package execo.g5k.oar;

import execo.g5k.G5kSettings;
import execo.g5k.api.ApiException;
import execo.g5k.api.G5kApi;
import execo.g5k.api.Job;
import execo.g5k.api.JobQuery;
import execo.g5k.api.JobRequest;
import execo.g5k.api.JobState;
import execo.g5k.api.JobsApi;
import execo.g5k.oar.Deletion.Outcome;
import execo.g5k.oar.Refusal.Reason;
import execo.log.Log;
import execo.time.WaitInterruptedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * OAR behind the API of Grid'5000. What the API does not tell, or what is to be done when this
 * program is no more, goes through the frontends.
 */
final class ApiOar implements OarBackend {
  /** The API has no word of its own for a reservation; OAR's message has, as {@code R=2,J=R}. */
  private static final Pattern RESERVED = Pattern.compile("\\bJ=R\\b");

  private final G5kSettings settings;
  private final G5kApi api;
  private final OarBackend frontends;
  private final AtomicBoolean warned = new AtomicBoolean();

  ApiOar(G5kSettings settings, G5kApi api) {
    this.settings = settings;
    this.api = api;
    this.frontends = new FrontendOar(settings, null, null);
  }

  private JobsApi jobsAt(@Nullable String site) {
    return api.jobs(
        site != null
            ? site
            : settings
                .defaultFrontend()
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "no site is named; name one, or configure default-frontend")));
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (ApiException e) {
      throw new OarException(Relayed.line(e), e);
    }
  }

  @Override
  public void check(OarRequest request) {
    check(request.site());
    request(request.submission(), request.site());
  }

  @Override
  public void check(@Nullable String site) {
    jobsAt(site);
  }

  @Override
  public Submitted submit(OarRequest request) {
    String site = request.site();
    JobRequest wanted = request(request.submission(), site);
    warnOfKey();
    try {
      return accepted(request, jobsAt(site).submit(wanted).id());
    } catch (ApiException e) {
      var created = e.created().filter(ApiOar::isNumber).map(Long::valueOf);
      if (created.isEmpty()) {
        return Submitted.refused(request, refusal(e, site));
      }
      Log.program().detail(String.valueOf(e.getMessage()));
      return accepted(request, created.get());
    } catch (WaitInterruptedException _) {
      return Submitted.refused(request, Refusal.of(Reason.INTERRUPTED, "interrupted"));
    }
  }

  private static Submitted accepted(OarRequest request, long id) {
    return Submitted.accepted(request, List.of(new OarJob(id, request.site())));
  }

  private static boolean isNumber(String text) {
    return text.matches("[1-9]\\d{0,17}");
  }

  private JobRequest request(OarSubmission submission, @Nullable String site) {
    if (submission.resources().size() > 1 || !submission.additionalOptions().isEmpty()) {
      throw new IllegalArgumentException(
          "the API takes neither alternatives nor options of oarsub: " + submission);
    }
    String resources =
        submission.resources().isEmpty() ? "nodes=1" : submission.resources().getFirst();
    if (submission.walltime() != null) {
      resources += ",walltime=" + OarText.formatDuration(submission.walltime());
    }
    var wanted =
        JobRequest.of(resources)
            .command(submission.command() == null ? OarsubCommand.SLEEP : submission.command());
    for (String type : submission.types()) {
      wanted = wanted.type(type);
    }
    wanted = with(wanted, "properties", submission.properties());
    wanted = with(wanted, "queue", submission.queue());
    wanted = with(wanted, "project", submission.project());
    wanted = with(wanted, "name", submission.name());
    wanted = with(wanted, "directory", submission.directory());
    return submission.reservationDate() == null
        ? wanted
        : wanted.reservation(
            OarText.formatDate(submission.reservationDate(), settings.timeZone(site)));
  }

  /** The API passes the file of a job key on to oarsub, but not that it is to be used. */
  private void warnOfKey() {
    var key = settings.oarJobKeyFile();
    if (key.isPresent() && warned.compareAndSet(false, true)) {
      Log.program()
          .warn(
              "jobs submitted through the API do not get the job key %s, which the API cannot set;"
                      .formatted(key.get())
                  + " to reach their nodes by it, submit on the frontends; else deploy them and"
                  + " connect as root");
    }
  }

  private static JobRequest with(JobRequest request, String member, @Nullable String value) {
    return value == null ? request : request.with(member, value);
  }

  /**
   * The API repeats what oarsub said. An answer that is not OAR's leaves it open whether there is a
   * job, as none would.
   */
  private Refusal refusal(ApiException e, @Nullable String site) {
    var relayed = Relayed.in(e).orElse(null);
    if (relayed == null || relayed.code() == null) {
      boolean unclear = e.unreachable() || e.accepted();
      boolean forbidden = e.status() == 401 || e.status() == 403;
      return Refusal.of(
          unclear ? Reason.UNREACHABLE : forbidden ? Reason.NOT_ADMITTED : Reason.OTHER,
          Relayed.line(e));
    }
    String said = relayed.said();
    var answer = OarsubAnswer.read(relayed.code(), said, said, site, settings.timeZone(site));
    return answer.refusal() == null ? Refusal.of(Reason.OTHER, relayed.line()) : answer.refusal();
  }

  @Override
  public Deletion delete(OarJob job) {
    try {
      String said = jobsAt(job.site()).delete(job.id());
      boolean over = said.contains("already killed");
      return new Deletion(job, over ? Outcome.OVER : Outcome.DELETED, said);
    } catch (ApiException e) {
      boolean notYours = e.notFound() || e.status() == 403;
      Outcome outcome =
          e.text().contains("already killed")
              ? Outcome.OVER
              : notYours ? Outcome.NOT_YOURS : Outcome.FAILED;
      return new Deletion(job, outcome, Relayed.line(e));
    }
  }

  @Override
  public List<OarJobInfo> jobs(@Nullable String site) {
    var query = JobQuery.all().user(user()).states(ALIVE).withResources();
    return asked(() -> jobsAt(site).list(query)).stream().map(ApiOar::info).toList();
  }

  /** From inside the API needs no login; there it is the one of this machine. */
  private String user() {
    return api.user()
        .or(() ->
            settings.inside() ? Optional.of(System.getProperty("user.name")) : Optional.empty())
        .orElseThrow(() ->
            new OarException(
                "whose jobs are meant is not known: set api-username, or have a login for "
                    + api.uri().getHost()
                    + " in ~/.netrc"));
  }

  private static final JobState[] ALIVE = {
    JobState.WAITING,
    JobState.HOLD,
    JobState.TO_LAUNCH,
    JobState.TO_ERROR,
    JobState.TO_ACK_RESERVATION,
    JobState.LAUNCHING,
    JobState.RUNNING,
    JobState.SUSPENDED,
    JobState.RESUMING,
    JobState.FINISHING
  };

  @Override
  public Optional<OarJobInfo> info(OarJob job) {
    try {
      return Optional.of(info(jobsAt(job.site()).get(job.id())));
    } catch (ApiException e) {
      if (e.notFound()) {
        return Optional.empty();
      }
      throw new OarException(Relayed.line(e), e);
    }
  }

  /** The API also tells the nodes that a job is planned to get; it has none before its start. */
  private static OarJobInfo info(Job job) {
    var events = new ArrayList<JobEvent>();
    for (JsonNode event : job.json().path("events")) {
      events.add(
          new JobEvent(
              Instant.ofEpochSecond(event.path("created_at").asLong(0)),
              event.path("type").asString(""),
              event.path("description").asString("")));
    }
    return new OarJobInfo(
        job.id(),
        job.name(),
        job.user(),
        job.state(),
        job.queue(),
        job.project(),
        job.types(),
        job.command(),
        job.walltime(),
        job.submittedAt(),
        job.startedAt(),
        job.scheduledAt(),
        job.stoppedAt(),
        RESERVED.matcher(job.message() == null ? "" : job.message()).find(),
        job.startedAt() == null ? List.of() : job.nodes().stream().distinct().toList(),
        job.exitCode() == null ? null : job.exitCode() >> 8,
        job.message(),
        events);
  }

  @Override
  public Subnets subnets(OarJob job) {
    return frontends.subnets(job);
  }

  @Override
  public List<Integer> vlans(OarJob job) {
    var names =
        asked(() -> jobsAt(job.site()).get(job.id())).resources().getOrDefault("vlans", List.of());
    return names.stream().filter(name -> name.matches("\\d{1,6}")).map(Integer::valueOf).toList();
  }

  @Override
  public String changeWalltime(OarJob job, String walltime) {
    return asked(
        () -> jobsAt(job.site()).changeWalltime(job.id(), JobsApi.WalltimeChange.of(walltime)));
  }

  @Override
  public Optional<List<String>> release(@Nullable String site, String name) {
    return frontends.release(site, name);
  }

  @Override
  public Optional<List<String>> release(@Nullable String site, List<OarJob> jobs) {
    return frontends.release(site, jobs);
  }
}
