package execo.testbed.grid5000.internal.oar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who has which resources when: what runs, what is reserved, and what was planned so far. */
final class Plan {
  private final Resources resources;
  private final List<Slot> slots = new ArrayList<>();

  Plan(Resources resources) {
    this.resources = resources;
  }

  /**
   * Resources taken for a time.
   *
   * @param start the first second
   * @param end the second after the last
   * @param taken the resources
   */
  record Slot(long start, long end, BitSet taken) {}

  /**
   * A place for a job.
   *
   * @param start when
   * @param walltime for how long
   * @param chosen on what
   */
  record Place(long start, long walltime, BitSet chosen) {}

  /** What runs and what is reserved; besteffort jobs that run are left out unless wanted. */
  static Plan of(Jobs jobs, boolean withBesteffort) {
    var plan = new Plan(jobs.resources());
    jobs.holding()
        .filter(job -> withBesteffort || !job.besteffort())
        .forEach(job -> plan.take(job, jobs.now()));
    jobs.reserved().forEach(job -> plan.take(job.start, job.end(), job.assigned));
    return plan;
  }

  /** Adds the besteffort jobs that run. */
  void takeBesteffort(Jobs jobs) {
    jobs.holding().filter(Job::besteffort).forEach(job -> take(job, jobs.now()));
  }

  /** What is not over yet lasts a moment at least. */
  private void take(Job job, long now) {
    take(job.start, Math.max(job.end(), now + 1), job.assigned);
  }

  void take(long start, long end, BitSet taken) {
    slots.add(new Slot(start, end, taken));
  }

  /** What nobody has in a span of time. */
  BitSet free(long start, long end, BitSet usable) {
    var free = (BitSet) usable.clone();
    for (var slot : slots) {
      if (slot.start() < end && slot.end() > start) {
        free.andNot(slot.taken());
      }
    }
    return free;
  }

  /** Resources for a request at a date, or null. */
  @Nullable BitSet at(long start, ResourceRequest request, BitSet allowed, BitSet usable) {
    return resources.choose(request, allowed, free(start, start + request.walltime(), usable));
  }

  /** The first place from a date on, of all alternatives the one that ends first; or null. */
  @Nullable Place first(
      long from, List<ResourceRequest> alternatives, BitSet allowed, BitSet usable) {
    var dates = new TreeSet<Long>();
    dates.add(from);
    slots.forEach(slot -> dates.add(slot.end()));
    Place best = null;
    for (var date : dates.tailSet(from)) {
      for (var request : alternatives) {
        if (best != null && best.start() + best.walltime() <= date + request.walltime()) {
          continue;
        }
        var chosen = at(date, request, allowed, usable);
        if (chosen != null) {
          best = new Place(date, request.walltime(), chosen);
        }
      }
      if (best != null && alternatives.size() == 1) {
        break;
      }
    }
    return best;
  }
}
