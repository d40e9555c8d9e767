package execo.testbed.grid5000.internal.oar;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * The jobs that are to start at a date: promised when they are submitted, started when it comes.
 */
final class Reservations {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int LATENESS = 60;

  private final Jobs jobs;
  private final Nodes nodes;
  private final Lifecycle lifecycle;
  private final ZoneId zone;

  Reservations(Jobs jobs, Nodes nodes, Lifecycle lifecycle, ZoneId zone) {
    this.jobs = jobs;
    this.nodes = nodes;
    this.lifecycle = lifecycle;
    this.zone = zone;
  }

  /** Promises a job its resources at a date, or refuses it for good. */
  Oar.Answer reserve(Job job, Instant date) {
    var request = job.alternatives.getFirst();
    var now = jobs.now();
    var asked = Math.max(date.getEpochSecond(), 0);
    if (asked + request.walltime() <= now || asked < now - LATENESS) {
      return refuse(job, "Reservation too old");
    }
    var start = Math.max(asked, now);
    var plan = Plan.of(jobs, job.besteffort());
    var allowed =
        new Admission(jobs.resources()).allowed(job.submission, job.queue, request.walltime());
    var usable = nodes.usableSomeDay();
    var chosen = plan.at(start, request, allowed, usable);
    if (chosen == null) {
      var place = plan.first(start, List.of(request), allowed, usable);
      return refuse(
          job,
          place == null
              ? "This reservation may be run at no date"
              : "This reservation could run at " + text(place.start()));
    }
    job.assigned = chosen;
    job.planned = chosen;
    job.reserved = true;
    job.start = start;
    job.predicted = start;
    job.walltime = request.walltime();
    return new Oar.Answer(true, "OK");
  }

  private Oar.Answer refuse(Job job, String why) {
    job.state = JobState.ERROR;
    job.stop = jobs.now();
    job.message = why;
    return new Oar.Answer(false, why);
  }

  private String text(long seconds) {
    return DATE.format(Instant.ofEpochSecond(seconds).atZone(zone));
  }

  /** Starts those whose date has come; who starts late has so much less time. */
  void start() {
    for (var job : jobs.reserved().toList()) {
      if (job.start > jobs.now() || job.killed) {
        continue;
      }
      if (jobs.now() >= job.end()) {
        refuse(job, "Reservation expired");
      } else if (lifecycle.vacated(job.assigned)) {
        shorten(job);
        lifecycle.launch(job);
      }
    }
  }

  private void shorten(Job job) {
    var late = jobs.now() - job.start;
    if (late > 0) {
      job.walltime -= late;
      jobs.note(
          job,
          "REDUCE_RESERVATION_WALLTIME",
          "Change walltime from " + (job.walltime + late) + " to " + job.walltime);
    }
  }
}
