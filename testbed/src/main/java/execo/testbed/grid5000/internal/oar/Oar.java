package execo.testbed.grid5000.internal.oar;

import execo.testbed.grid5000.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OAR of a site: what its users and the tools ask of it, and the rounds in which it decides.
 * Thread-safe.
 */
public final class Oar {
  /** What oarsub says when it has a job but no server to tell; the job is not killed at all. */
  public static final String UNREACHED =
      "[ERROR] Cannot connect to executor localhost:6666. Job is killed.\n";

  private final Resources resources;
  private final VirtualClock clock;
  private final Duration reaction;
  private final ZoneId zone;
  private final Jobs jobs;
  private final Nodes nodes;
  private final Submissions submissions;
  private final Lifecycle lifecycle;
  private final Reservations reservations;
  private final Scheduler scheduler;
  private final WalltimeChanges walltimes;
  private final List<Job> unnoticed = new ArrayList<>();
  private boolean roundDue;
  private boolean down;

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
    jobs = new Jobs(this.resources, clock, firstId);
    nodes = new Nodes(this.resources);
    submissions = new Submissions(jobs, nodes);
    lifecycle = new Lifecycle(jobs, clock, reaction, runner, this::decideSoon);
    reservations = new Reservations(jobs, nodes, lifecycle, zone);
    scheduler = new Scheduler(jobs, nodes, lifecycle);
    walltimes = new WalltimeChanges(jobs, lifecycle);
  }

  /**
   * What came of a submission.
   *
   * @param jobs the jobs: one, or those of an array
   * @param said what oarsub prints before their numbers
   * @param answer what oarsub prints of a reservation, of the first of an array, or null
   * @param told whether the server knows; it is down if not, and takes the jobs up when it is back
   */
  public record Submitted(
      List<JobInfo> jobs, List<String> said, @Nullable Answer answer, boolean told) {}

  /**
   * What came of a reservation.
   *
   * @param valid whether it was accepted
   * @param text why not, or OK
   */
  public record Answer(boolean valid, String text) {}

  /** What came of a request to delete a job. */
  public enum Deletion {
    /** It will be. */
    REGISTERED,
    /** It is written down, but the server, which is down, does not know. */
    UNNOTICED,
    /** It is not there, or another user's. */
    NOT_YOURS,
    /** It was asked already. */
    ALREADY
  }

  private void decideSoon() {
    synchronized (jobs) {
      if (!roundDue) {
        roundDue = true;
        clock.after(reaction, this::decide);
      }
    }
  }

  /** One round: who may stay longer, whose date has come, who gets what is left. */
  private void decide() {
    synchronized (jobs) {
      roundDue = false;
      if (down) {
        return;
      }
      walltimes.grant();
      reservations.start();
      scheduler.place();
    }
  }

  /**
   * Submits a job, or an array of equal jobs.
   *
   * @throws OarException if it is refused
   */
  public Submitted submit(Submission asked, int count) throws OarException {
    synchronized (jobs) {
      var added = submissions.add(asked, count);
      var date = asked.reservation();
      Answer answer = null;
      if (date != null && !down) {
        var answers = added.jobs().stream().map(job -> reserve(job, date)).toList();
        answer = answers.getFirst();
      }
      decideSoon();
      return new Submitted(
          added.jobs().stream().map(jobs::info).toList(), added.said(), answer, !down);
    }
  }

  private Answer reserve(Job job, Instant date) {
    var answer = reservations.reserve(job, date);
    if (answer.valid()) {
      clock.at(Instant.ofEpochSecond(job.start), this::decide);
    }
    return answer;
  }

  /**
   * Lets the server go down: jobs are submitted and deletions written down, but it does nothing
   * about them. What runs goes on.
   */
  public void stop() {
    synchronized (jobs) {
      down = true;
    }
  }

  /** Brings the server back. It learns of deletions that it has missed with the next one. */
  public void start() {
    synchronized (jobs) {
      down = false;
      for (var job : jobs.waiting(job -> true)) {
        var date = job.submission.reservation();
        if (date != null) {
          reserve(job, date);
        }
      }
      decideSoon();
    }
  }

  /**
   * The command of a job has ended.
   *
   * @param status its wait status: 256 times its exit code
   */
  public void ended(int id, int status) {
    lifecycle.ended(id, status);
  }

  /** Deletes a job, in the near future. */
  public Deletion delete(int id, String user) {
    synchronized (jobs) {
      var job = jobs.get(id);
      if (job == null || !(user.equals(job.submission.user()) || user.equals("root"))) {
        return Deletion.NOT_YOURS;
      }
      if (job.killed) {
        return Deletion.ALREADY;
      }
      jobs.note(job, "FRAG_JOB_REQUEST", "User " + user + " requested to frag the job " + id);
      job.killed = true;
      unnoticed.add(job);
      if (down) {
        return Deletion.UNNOTICED;
      }
      unnoticed.forEach(lifecycle::killSoon);
      unnoticed.clear();
      return Deletion.REGISTERED;
    }
  }

  /** Holds a job that waits, or resumes it; gives why that cannot be, or null. */
  public @Nullable String hold(int id, String user, boolean hold) {
    synchronized (jobs) {
      var job = jobs.get(id);
      if (job == null) {
        return "this job does not exist.";
      }
      if (!job.submission.user().equals(user)) {
        return "you are not the right user.";
      }
      if (hold && job.state != JobState.WAITING) {
        return "the job is not in the right state (try '-r' option).";
      }
      if (!hold && job.state != JobState.HOLD) {
        return "the job is not in the Hold or Suspended state.";
      }
      job.state = hold ? JobState.HOLD : JobState.WAITING;
      decideSoon();
      return null;
    }
  }

  /**
   * Asks for another walltime.
   *
   * @param wish {@code +h:m:s}, {@code -h:m:s} or the new walltime
   * @throws OarException if it is refused, with the status of the API as its code
   */
  public void changeWalltime(int id, String user, String wish, boolean delayNext)
      throws OarException {
    synchronized (jobs) {
      walltimes.ask(id, user, wish, delayNext);
      decideSoon();
    }
  }

  /** What a node is from now on; a job whose first node dies is over. */
  public void node(String host, NodeState state) {
    var lost = new ArrayList<Job>();
    synchronized (jobs) {
      nodes.set(host, state);
      decideSoon();
      if (state != NodeState.ALIVE) {
        for (var job : jobs.holding().toList()) {
          var hosts = jobs.info(job).hosts();
          if (hosts.contains(host)) {
            jobs.note(
                job,
                "CPUSET_CLEAN_ERROR",
                "[job_finishing_sequence] OAR suspects nodes for the job " + job.id + " : " + host);
          }
          if (!hosts.isEmpty() && hosts.getFirst().equals(host)) {
            lost.add(job);
          }
        }
      }
    }
    lost.forEach(lifecycle::lost);
  }

  /** What the nodes are. */
  public Map<String, NodeState> nodes() {
    synchronized (jobs) {
      return nodes.states();
    }
  }

  /** A job, or null. */
  public @Nullable JobInfo job(int id) {
    synchronized (jobs) {
      var job = jobs.get(id);
      return job == null ? null : jobs.info(job);
    }
  }

  /** All jobs, in the order of their numbers. */
  public List<JobInfo> jobs() {
    synchronized (jobs) {
      return jobs.all().stream().map(jobs::info).toList();
    }
  }

  /** The jobs that are not over. */
  public List<JobInfo> current() {
    return jobs().stream().filter(job -> !job.state().over()).toList();
  }

  /**
   * The jobs, over or not, that match a condition on the columns of OAR's table of jobs.
   *
   * @throws IllegalArgumentException with the words of the database, if it is no condition
   */
  public List<JobInfo> matching(String condition) {
    var predicate = Sql.parse(condition, JobRow.COLUMNS);
    return jobs().stream().filter(job -> predicate.test(JobRow.of(job))).toList();
  }

  /** All that there is to give. */
  public List<Resource> resources() {
    return resources.all();
  }

  /**
   * The resources that match a condition on their properties.
   *
   * @throws IllegalArgumentException with the words of the database, if it is no condition
   */
  public List<Resource> resources(String condition) {
    return resources.matching(condition).stream().mapToObj(resources::get).toList();
  }

  /** The zone of the site. */
  public ZoneId zone() {
    return zone;
  }

  /** The time of the site, in seconds of the epoch. */
  public long time() {
    return jobs.now();
  }
}
