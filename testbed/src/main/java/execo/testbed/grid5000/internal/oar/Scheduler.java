package execo.testbed.grid5000.internal.oar;

import java.util.BitSet;
import java.util.Comparator;
import java.util.function.Predicate;

/** Gives each job that waits the first place there is, and starts those whose place is now. */
final class Scheduler {
  private static final Comparator<Job> BY_QUEUE =
      Comparator.comparingInt((Job job) -> priority(job.queue)).reversed();

  private final Jobs jobs;
  private final Nodes nodes;
  private final Lifecycle lifecycle;

  Scheduler(Jobs jobs, Nodes nodes, Lifecycle lifecycle) {
    this.jobs = jobs;
    this.nodes = nodes;
    this.lifecycle = lifecycle;
  }

  private static int priority(String queue) {
    return switch (queue) {
      case "admin" -> 4;
      case "testing" -> 3;
      case "besteffort" -> 0;
      default -> 2;
    };
  }

  /** Places all; besteffort jobs are in nobody's way but their own. */
  void place() {
    var plan = Plan.of(jobs, false);
    place(plan, job -> !job.besteffort());
    plan.takeBesteffort(jobs);
    place(plan, Job::besteffort);
  }

  private void place(Plan plan, Predicate<Job> which) {
    var admission = new Admission(jobs.resources());
    var usable = nodes.usable();
    for (var job : jobs.waiting(which).stream().sorted(BY_QUEUE).toList()) {
      var longest = job.alternatives.stream().mapToLong(ResourceRequest::walltime).max().orElse(0);
      var allowed = admission.allowed(job.submission, job.queue, longest);
      var place = plan.first(jobs.now(), job.alternatives, allowed, usable);
      if (place == null) {
        job.predicted = 0;
        job.planned = new BitSet();
      } else {
        take(plan, job, place);
      }
    }
  }

  private void take(Plan plan, Job job, Plan.Place place) {
    job.predicted = place.start();
    job.planned = place.chosen();
    plan.take(place.start(), place.start() + place.walltime(), place.chosen());
    if (place.start() <= jobs.now() && lifecycle.vacated(place.chosen())) {
      job.assigned = place.chosen();
      job.walltime = place.walltime();
      lifecycle.launch(job);
    }
  }
}
