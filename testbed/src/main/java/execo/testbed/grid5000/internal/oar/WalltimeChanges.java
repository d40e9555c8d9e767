package execo.testbed.grid5000.internal.oar;

/** The wishes for other walltimes: heard at once, granted when they are in nobody's way. */
final class WalltimeChanges {
  private final Jobs jobs;
  private final Lifecycle lifecycle;

  WalltimeChanges(Jobs jobs, Lifecycle lifecycle) {
    this.jobs = jobs;
    this.lifecycle = lifecycle;
  }

  /** Takes a wish, {@code +h:m:s}, {@code -h:m:s} or the new walltime, or refuses it. */
  void ask(int id, String user, String wish, boolean delayNext) throws OarException {
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
      throw new OarException(400, "", "syntax error");
    }
    var wished = relative ? sign * seconds : seconds - job.walltime;
    if (wished == 0) {
      throw new OarException(400, "", "walltime change is null");
    }
    job.change = new WalltimeChange(wished, job.change.granted(), delayNext);
  }

  /** Grants what can be. */
  void grant() {
    for (var job : jobs.all()) {
      var wished = job.change.pending();
      if (wished == 0 || job.state != JobState.RUNNING) {
        continue;
      }
      var end = Math.max(jobs.now() + 1, job.end() + wished);
      if (wished > 0 && !extensible(job, end)) {
        continue;
      }
      var granted = end - job.end();
      job.walltime += granted;
      job.change = new WalltimeChange(0, job.change.granted() + granted, job.change.delayNext());
      lifecycle.endInTime(job);
    }
  }

  private boolean extensible(Job job, long end) {
    return jobs.all().stream().noneMatch(other -> isInTheWay(other, job, end));
  }

  private static boolean isInTheWay(Job other, Job job, long end) {
    return (other.reserved || !job.change.delayNext())
        && other.state.pending()
        && !other.besteffort()
        && other.predicted > 0
        && other.predicted < end
        && (!other.reserved || other.assigned.intersects(job.assigned));
  }
}
