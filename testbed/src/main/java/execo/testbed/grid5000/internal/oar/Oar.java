package execo.testbed.grid5000.internal.oar;

import execo.testbed.grid5000.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The OAR of a site: its jobs, from their submission to their end. Thread-safe. */
public final class Oar {
  private static final String REFUSED =
      "[ERROR] Oarsub failed, please verify your request syntax.\n";
  private static final String SHORT = "There are not enough resources for your request\n";
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Resources resources;
  private final VirtualClock clock;
  private final Duration reaction;
  private final ZoneId zone;
  private final JobRunner runner;
  private final Map<Integer, Job> jobs = new TreeMap<>();
  private final Map<String, NodeState> states = new LinkedHashMap<>();
  private final int firstId;
  private int events;
  private boolean passDue;

  /**
   * An OAR without jobs.
   *
   * @param resources what it has to give
   * @param clock the time
   * @param reaction how long each step of it takes
   * @param zone the zone of the site, for dates that people read
   * @param runner what runs the jobs
   * @param firstId the number of the first job
   */
  public Oar(
      List<Resource> resources,
      VirtualClock clock,
      Duration reaction,
      ZoneId zone,
      JobRunner runner,
      int firstId) {
    this.resources = new Resources(resources);
    this.clock = clock;
    this.reaction = reaction;
    this.zone = zone;
    this.runner = runner;
    this.firstId = firstId;
    resources.stream()
        .map(Resource::host)
        .filter(host -> !host.isEmpty())
        .forEach(host -> states.put(host, NodeState.ALIVE));
  }

  /**
   * What came of a submission.
   *
   * @param jobs the jobs: one, or those of an array
   * @param said what oarsub prints before their numbers
   * @param answer what oarsub prints of a reservation, or null
   */
  public record Submitted(List<JobInfo> jobs, List<String> said, @Nullable Answer answer) {}

  /**
   * What came of a reservation.
   *
   * @param valid whether it was accepted
   * @param text why not, or OK
   */
  public record Answer(boolean valid, String text) {}

  /**
   * Submits a job, or an array of equal jobs.
   *
   * @throws OarException if it is refused
   */
  public synchronized Submitted submit(Submission asked, int count) throws OarException {
    var admission = new Admission(resources);
    var admitted = admission.admit(asked);
    var said = String.join("\n", admitted.said()) + "\n";
    var size = 0;
    try {
      for (var request : admitted.alternatives()) {
        var allowed = admission.allowed(asked, admitted.queue(), request.walltime());
        var chosen =
            resources.choose(request, allowed, usable(NodeState.ABSENT, NodeState.SUSPECTED));
        if (chosen == null) {
          throw new OarException(8, said + "OAR_JOB_ID=-5\n", SHORT + REFUSED);
        }
        size = size == 0 ? chosen.cardinality() : size;
      }
    } catch (IllegalArgumentException e) {
      var problem = "ERROR:  " + e.getMessage();
      throw new OarException(
          8,
          said + "OAR_JOB_ID=-5\n",
          "DBD::Pg::st execute failed: "
              + problem
              + "\nBad resource request ("
              + problem
              + ")\n"
              + REFUSED);
    }
    var made = new ArrayList<Job>();
    var array = nextId();
    for (var i = 0; i < count; i++) {
      var job =
          new Job(nextId(), array, i + 1, asked, admitted.alternatives(), admitted.queue(), now());
      job.message = message(job, size);
      job.state = asked.hold() ? JobState.HOLD : JobState.WAITING;
      jobs.put(job.id, job);
      made.add(job);
    }
    var answer = asked.reservation() == null ? null : reserve(made.getFirst(), admission);
    kick();
    return new Submitted(
        made.stream().map(job -> job.info(resources)).toList(), admitted.said(), answer);
  }

  private int nextId() {
    return firstId + jobs.size();
  }

  private static String message(Job job, int size) {
    var submission = job.submission;
    var text = new StringBuilder();
    text.append("R=").append(size);
    text.append(",W=").append(ResourceRequest.duration(job.alternatives.getFirst().walltime()));
    var kind = submission.reservation() != null ? "R" : submission.command() == null ? "I" : "B";
    text.append(",J=").append(kind);
    if (submission.name() != null) {
      text.append(",N=").append(submission.name());
    }
    if (submission.project() != null) {
      text.append(",P=").append(submission.project());
    }
    if (!submission.types().isEmpty()) {
      text.append(",T=").append(String.join("|", submission.types()));
    }
    return text.toString();
  }

  private Answer reserve(Job job, Admission admission) {
    var request = job.alternatives.getFirst();
    var asked = job.submission.reservation();
    var start = Math.max(asked == null ? 0 : asked.getEpochSecond(), 0);
    if (start + request.walltime() <= now() || start < now() - 60) {
      return refuse(job, "Reservation too old");
    }
    start = Math.max(start, now());
    var plan = new Plan(resources);
    addFixed(plan, job.besteffort());
    var allowed = admission.allowed(job.submission, job.queue, request.walltime());
    var usable = usable(NodeState.ABSENT, NodeState.SUSPECTED);
    var chosen = plan.at(start, request, allowed, usable);
    if (chosen == null) {
      var place = plan.first(start, List.of(request), allowed, usable);
      return refuse(
          job,
          place == null
              ? "This reservation may be run at no date"
              : "This reservation could run at " + date(place.start()));
    }
    job.assigned = chosen;
    job.planned = chosen;
    job.reserved = true;
    job.start = start;
    job.predicted = start;
    job.walltime = request.walltime();
    clock.at(Instant.ofEpochSecond(start), this::pass);
    return new Answer(true, "OK");
  }

  private Answer refuse(Job job, String why) {
    job.state = JobState.ERROR;
    job.stop = now();
    job.message = why;
    return new Answer(false, why);
  }

  private String date(long seconds) {
    return DATE.format(Instant.ofEpochSecond(seconds).atZone(zone));
  }

  /** The zone of the site. */
  public ZoneId zone() {
    return zone;
  }

  private long now() {
    return clock.now().getEpochSecond();
  }

  /** The time of the site, in seconds of the epoch. */
  public long time() {
    return now();
  }

  private BitSet usable(NodeState... also) {
    var usable = new BitSet();
    var list = List.of(also);
    for (var i = 0; i < resources.all().size(); i++) {
      var host = resources.get(i).host();
      var state = states.getOrDefault(host, NodeState.ALIVE);
      if (state == NodeState.ALIVE || list.contains(state)) {
        usable.set(i);
      }
    }
    return usable;
  }

  /** Puts what runs and what is reserved into a plan. */
  private void addFixed(Plan plan, boolean withBesteffort) {
    for (var job : jobs.values()) {
      if (job.state.holds() && (withBesteffort || !job.besteffort())) {
        plan.take(job.start, Math.max(job.end(), now() + 1), job.assigned);
      } else if (job.reserved && job.state.pending()) {
        plan.take(job.start, job.end(), job.assigned);
      }
    }
  }

  private void kick() {
    if (!passDue) {
      passDue = true;
      clock.after(reaction, this::pass);
    }
  }

  /** One round of the scheduler. */
  private synchronized void pass() {
    passDue = false;
    changeWalltimes();
    startReservations();
    var plan = new Plan(resources);
    addFixed(plan, false);
    planWaiting(plan, false);
    addBesteffort(plan);
    planWaiting(plan, true);
  }

  private void addBesteffort(Plan plan) {
    for (var job : jobs.values()) {
      if (job.state.holds() && job.besteffort()) {
        plan.take(job.start, Math.max(job.end(), now() + 1), job.assigned);
      }
    }
  }

  private void startReservations() {
    for (var job : List.copyOf(jobs.values())) {
      if (!job.reserved || !job.state.pending() || job.start > now() || job.killed) {
        continue;
      }
      if (now() >= job.end()) {
        refuse(job, "Reservation expired");
      } else if (vacated(job.assigned)) {
        var late = now() - job.start;
        if (late > 0) {
          job.walltime -= late;
          job.add(
              ++events,
              "REDUCE_RESERVATION_WALLTIME",
              now(),
              "Change walltime from " + (job.walltime + late) + " to " + job.walltime);
        }
        launch(job);
      }
    }
  }

  /** Asks besteffort jobs to leave resources; says whether nobody is on them. */
  private boolean vacated(BitSet wanted) {
    var free = true;
    for (var other : jobs.values()) {
      if (other.state.holds() && other.assigned.intersects(wanted)) {
        free = false;
        if (other.besteffort() && !other.killed) {
          other.killed = true;
          other.add(
              ++events,
              "BESTEFFORT_KILL",
              now(),
              "[MetaSched] kill the besteffort job " + other.id);
          clock.after(reaction, () -> kill(other));
        }
      }
    }
    return free;
  }

  private void planWaiting(Plan plan, boolean besteffort) {
    var waiting = new ArrayList<Job>();
    for (var job : jobs.values()) {
      if (job.state == JobState.WAITING
          && !job.reserved
          && !job.killed
          && job.besteffort() == besteffort) {
        waiting.add(job);
      }
    }
    waiting.sort((a, b) -> Integer.compare(priority(b.queue), priority(a.queue)));
    var admission = new Admission(resources);
    var usable = usable();
    for (var job : waiting) {
      var longest = job.alternatives.stream().mapToLong(ResourceRequest::walltime).max().orElse(0);
      var allowed = admission.allowed(job.submission, job.queue, longest);
      var place = plan.first(now(), job.alternatives, allowed, usable);
      if (place == null) {
        job.predicted = 0;
        job.planned = new BitSet();
        continue;
      }
      job.predicted = place.start();
      job.planned = place.chosen();
      plan.take(place.start(), place.start() + place.walltime(), place.chosen());
      if (place.start() <= now() && vacated(place.chosen())) {
        job.assigned = place.chosen();
        job.walltime = place.walltime();
        launch(job);
      }
    }
  }

  private static int priority(String queue) {
    return switch (queue) {
      case "admin" -> 4;
      case "testing" -> 3;
      case "besteffort" -> 0;
      default -> 2;
    };
  }

  private void launch(Job job) {
    job.state = JobState.TO_LAUNCH;
    job.planned = new BitSet();
    job.start = now();
    job.predicted = job.start;
    clock.after(
        reaction.dividedBy(2),
        () -> {
          move(job, JobState.TO_LAUNCH, JobState.LAUNCHING);
          clock.after(reaction.dividedBy(2), () -> running(job));
        });
  }

  private synchronized boolean move(Job job, JobState from, JobState to) {
    if (job.state != from) {
      return false;
    }
    job.state = to;
    return true;
  }

  private void running(Job job) {
    JobInfo info;
    synchronized (this) {
      if (!move(job, JobState.LAUNCHING, JobState.RUNNING)) {
        return;
      }
      info = job.info(resources);
      clock.at(Instant.ofEpochSecond(job.end()), () -> elapsed(job));
    }
    runner.running(info);
  }

  private void elapsed(Job job) {
    JobState end;
    synchronized (this) {
      if (job.state != JobState.RUNNING || now() < job.end()) {
        return;
      }
      job.add(
          ++events,
          "WALLTIME",
          now(),
          "[sarko] Job ["
              + job.id
              + "] from "
              + job.start
              + " with "
              + job.walltime
              + "; current time="
              + now()
              + " (Elapsed)");
      end = job.is("noop") ? JobState.TERMINATED : JobState.ERROR;
    }
    finish(job, end);
  }

  /**
   * The command of a job has ended.
   *
   * @param status its wait status: 256 times its exit code
   */
  public void ended(int id, int status) {
    Job job;
    synchronized (this) {
      job = jobs.get(id);
      if (job == null || job.state != JobState.RUNNING) {
        return;
      }
      job.exit = status;
    }
    finish(job, JobState.TERMINATED);
  }

  private void kill(Job job) {
    synchronized (this) {
      if (job.state.over() || job.state == JobState.FINISHING) {
        return;
      }
      if (job.state.pending()) {
        job.add(++events, "SWITCH_INTO_ERROR_STATE", now(), "[Leon] Ask to change the job state");
        job.state = JobState.ERROR;
        job.stop = now();
        kick();
        return;
      }
      var head = job.info(resources).hosts();
      job.add(
          ++events,
          "SEND_KILL_JOB",
          now(),
          "[Leon] Send the kill signal to oarexec on "
              + (head.isEmpty() ? "the frontend" : head.getFirst())
              + " for job "
              + job.id);
    }
    finish(job, JobState.ERROR);
  }

  private void finish(Job job, JobState end) {
    JobInfo info;
    synchronized (this) {
      if (!job.state.holds() || job.state == JobState.FINISHING) {
        return;
      }
      job.state = JobState.FINISHING;
      info = job.info(resources);
    }
    runner.finishing(info);
    clock.after(reaction, () -> over(job, end));
  }

  private synchronized void over(Job job, JobState end) {
    if (end == JobState.ERROR) {
      job.exit = null;
      job.add(
          ++events,
          "SWITCH_INTO_ERROR_STATE",
          now(),
          "[bipbip " + job.id + "] Ask to change the job state");
    }
    job.state = end;
    job.stop = now();
    job.predicted = 0;
    kick();
  }

  /** What came of a request to delete a job, with the exit code of oardel. */
  public enum Deletion {
    /** It will be. */
    REGISTERED,
    /** It is not there, or another user's. */
    NOT_YOURS,
    /** It was asked already. */
    ALREADY
  }

  /** Deletes a job, in the near future. */
  public synchronized Deletion delete(int id, String user) {
    var job = jobs.get(id);
    if (job == null || !(user.equals(job.submission.user()) || user.equals("root"))) {
      return Deletion.NOT_YOURS;
    }
    if (job.killed) {
      return Deletion.ALREADY;
    }
    job.killed = true;
    job.add(
        ++events, "FRAG_JOB_REQUEST", now(), "User " + user + " requested to frag the job " + id);
    clock.after(reaction, () -> kill(job));
    return Deletion.REGISTERED;
  }

  /** Holds a job that waits, or resumes it; gives an error, or null. */
  public synchronized @Nullable String hold(int id, String user, boolean hold) {
    var job = jobs.get(id);
    var verb = hold ? "hold" : "resume";
    if (job == null) {
      return "/!\\ Cannot " + verb + " " + id + " : this job does not exist.";
    }
    if (!job.submission.user().equals(user)) {
      return "/!\\ Cannot " + verb + " " + id + " : you are not the right user.";
    }
    if (job.state != (hold ? JobState.WAITING : JobState.HOLD)) {
      return "/!\\ Cannot " + verb + " " + id + " : the job is in the wrong state.";
    }
    job.state = hold ? JobState.HOLD : JobState.WAITING;
    kick();
    return null;
  }

  /**
   * Asks for another walltime.
   *
   * @param wish {@code +h:m:s}, {@code -h:m:s} or the new walltime
   * @throws OarException if it is refused, with the status of the API as its code
   */
  public synchronized void changeWalltime(int id, String user, String wish, boolean delayNext)
      throws OarException {
    var job = jobs.get(id);
    if (job == null) {
      throw new OarException(404, "", "could not find job " + id);
    }
    if (!job.submission.user().equals(user)) {
      throw new OarException(403, "", "job " + id + " does not belong to you");
    }
    if (job.state != JobState.RUNNING) {
      throw new OarException(403, "", "job " + id + " is not running");
    }
    var sign = wish.startsWith("-") ? -1 : 1;
    var relative = wish.startsWith("+") || wish.startsWith("-");
    var seconds = ResourceRequest.duration(relative ? wish.substring(1) : wish);
    if (seconds == null) {
      throw new OarException(400, "", "syntax error in walltime change request");
    }
    var wished = relative ? sign * seconds : seconds - job.walltime;
    job.change = new WalltimeChange(wished, job.change.granted(), delayNext);
    kick();
  }

  private void changeWalltimes() {
    for (var job : jobs.values()) {
      var wished = job.change.pending();
      if (wished == 0 || job.state != JobState.RUNNING) {
        continue;
      }
      var end = Math.max(now() + 1, job.end() + wished);
      if (wished > 0 && !extensible(job, end)) {
        continue;
      }
      var granted = end - job.end();
      job.walltime += granted;
      job.change = new WalltimeChange(0, job.change.granted() + granted, job.change.delayNext());
      clock.at(Instant.ofEpochSecond(job.end()), () -> elapsed(job));
    }
  }

  private boolean extensible(Job job, long end) {
    for (var other : jobs.values()) {
      var blocks = other.reserved || !job.change.delayNext();
      if (blocks
          && other.state.pending()
          && !other.besteffort()
          && other.predicted > 0
          && other.predicted < end
          && (!other.reserved || other.assigned.intersects(job.assigned))) {
        return false;
      }
    }
    return true;
  }

  /** What a node is from now on; a job whose first node dies is over. */
  public void node(String host, NodeState state) {
    var lost = new ArrayList<Job>();
    synchronized (this) {
      if (!states.containsKey(host)) {
        throw new IllegalArgumentException("unknown node: '" + host + "'");
      }
      states.put(host, state);
      kick();
      if (state == NodeState.ALIVE) {
        return;
      }
      for (var job : jobs.values()) {
        var hosts = job.info(resources).hosts();
        if (job.state.holds() && hosts.contains(host)) {
          job.add(
              ++events,
              "CPUSET_CLEAN_ERROR",
              now(),
              "[job_finishing_sequence] OAR suspects nodes for the job " + job.id + " : " + host);
          if (hosts.getFirst().equals(host)) {
            lost.add(job);
          }
        }
      }
    }
    lost.forEach(job -> finish(job, JobState.ERROR));
  }

  /** What the nodes are. */
  public synchronized Map<String, NodeState> nodes() {
    return new LinkedHashMap<>(states);
  }

  /** All that there is to give. */
  public List<Resource> resources() {
    return resources.all();
  }

  /** A job, or null. */
  public synchronized @Nullable JobInfo job(int id) {
    var job = jobs.get(id);
    return job == null ? null : job.info(resources);
  }

  /** All jobs, in the order of their numbers. */
  public synchronized List<JobInfo> jobs() {
    return jobs.values().stream().map(job -> job.info(resources)).toList();
  }

  /** The jobs that are not over. */
  public List<JobInfo> current() {
    return jobs().stream().filter(job -> !job.state().over()).toList();
  }

  /** The resources that match a condition. */
  public Collection<Resource> matching(String condition) {
    return resources.matching(condition).stream().mapToObj(resources::get).toList();
  }

  /** Calls for each job that holds a node. */
  public void holders(String host, Consumer<JobInfo> action) {
    current().stream()
        .filter(job -> job.state().holds() && job.hosts().contains(host))
        .forEach(action);
  }
}
