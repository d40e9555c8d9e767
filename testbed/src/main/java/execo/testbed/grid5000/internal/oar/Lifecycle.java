package execo.testbed.grid5000.internal.oar;

import execo.testbed.grid5000.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What a job goes through from its launch to its end, step by step, each as long as OAR takes to
 * react. Thread-safe; what runs the jobs is never called with the monitor of the {@link Jobs} held.
 */
final class Lifecycle {
  private final Jobs jobs;
  private final VirtualClock clock;
  private final Duration reaction;
  private final JobRunner runner;
  private final Runnable freed;

  /**
   * The steps of jobs.
   *
   * @param freed called when one is over
   */
  Lifecycle(Jobs jobs, VirtualClock clock, Duration reaction, JobRunner runner, Runnable freed) {
    this.jobs = jobs;
    this.clock = clock;
    this.reaction = reaction;
    this.runner = runner;
    this.freed = freed;
  }

  /** Starts a job on what it was given. */
  void launch(Job job) {
    job.state = JobState.TO_LAUNCH;
    job.planned = new BitSet();
    job.start = jobs.now();
    job.predicted = job.start;
    clock.after(
        reaction.dividedBy(2),
        () -> {
          move(job, JobState.TO_LAUNCH, JobState.LAUNCHING);
          clock.after(reaction.dividedBy(2), () -> running(job));
        });
  }

  private boolean move(Job job, JobState from, JobState to) {
    synchronized (jobs) {
      if (job.state != from) {
        return false;
      }
      job.state = to;
      return true;
    }
  }

  private void running(Job job) {
    JobInfo info;
    synchronized (jobs) {
      if (!move(job, JobState.LAUNCHING, JobState.RUNNING)) {
        return;
      }
      info = jobs.info(job);
      endInTime(job);
    }
    runner.running(info);
  }

  /** Ends a job that runs at the end of its walltime, unless that has become another by then. */
  void endInTime(Job job) {
    clock.at(Instant.ofEpochSecond(job.end()), () -> elapsed(job));
  }

  private void elapsed(Job job) {
    JobState end;
    synchronized (jobs) {
      if (job.state != JobState.RUNNING || jobs.now() < job.end()) {
        return;
      }
      jobs.note(
          job,
          "WALLTIME",
          "[sarko] Job ["
              + job.id
              + "] from "
              + job.start
              + " with "
              + job.walltime
              + "; current time="
              + jobs.now()
              + " (Elapsed)");
      end = job.is("noop") ? JobState.TERMINATED : JobState.ERROR;
    }
    finish(job, end);
  }

  /** The command of a job has ended, with a wait status. */
  void ended(int id, int status) {
    @Nullable Job job;
    synchronized (jobs) {
      job = jobs.get(id);
      if (job == null || job.state != JobState.RUNNING) {
        return;
      }
      job.exit = status;
    }
    finish(job, JobState.TERMINATED);
  }

  /** Asks besteffort jobs to leave resources; says whether nobody is on them. */
  boolean vacated(BitSet wanted) {
    var there = jobs.holding().filter(job -> job.assigned.intersects(wanted)).toList();
    for (var job : there) {
      if (job.besteffort() && !job.killed) {
        jobs.note(job, "BESTEFFORT_KILL", "[MetaSched] kill the besteffort job " + job.id);
        killSoon(job);
      }
    }
    return there.isEmpty();
  }

  /** Ends a job in the near future, whatever it does. */
  void killSoon(Job job) {
    job.killed = true;
    clock.after(reaction, () -> kill(job));
  }

  private void kill(Job job) {
    synchronized (jobs) {
      if (job.state.over() || job.state == JobState.FINISHING) {
        return;
      }
      if (job.state.pending()) {
        jobs.note(job, "SWITCH_INTO_ERROR_STATE", "[Leon] Ask to change the job state");
        job.state = JobState.ERROR;
        job.stop = jobs.now();
        freed.run();
        return;
      }
      var hosts = jobs.info(job).hosts();
      jobs.note(
          job,
          "SEND_KILL_JOB",
          "[Leon] Send the kill signal to oarexec on "
              + (hosts.isEmpty() ? "the frontend" : hosts.getFirst())
              + " for job "
              + job.id);
    }
    finish(job, JobState.ERROR);
  }

  /** A job that lost its first node. */
  void lost(Job job) {
    finish(job, JobState.ERROR);
  }

  private void finish(Job job, JobState end) {
    JobInfo info;
    synchronized (jobs) {
      if (!job.state.holds() || job.state == JobState.FINISHING) {
        return;
      }
      job.state = JobState.FINISHING;
      info = jobs.info(job);
    }
    runner.finishing(info);
    clock.after(reaction, () -> over(job, end));
  }

  private void over(Job job, JobState end) {
    synchronized (jobs) {
      if (end == JobState.ERROR) {
        job.exit = null;
        jobs.note(
            job, "SWITCH_INTO_ERROR_STATE", "[bipbip " + job.id + "] Ask to change the job state");
      }
      job.state = end;
      job.stop = jobs.now();
      job.predicted = 0;
      freed.run();
    }
  }
}
