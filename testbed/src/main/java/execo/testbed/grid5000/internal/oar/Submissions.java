package execo.testbed.grid5000.internal.oar;

import java.util.ArrayList;
import java.util.List;

/** How submissions become jobs: admitted, checked against all that there is, and numbered. */
final class Submissions {
  /** The last line of what oarsub says about a request that it refuses. */
  static final String REFUSED = "[ERROR] Oarsub failed, please verify your request syntax.\n";

  private static final String SHORT = "There are not enough resources for your request\n";

  private final Jobs jobs;
  private final Nodes nodes;

  Submissions(Jobs jobs, Nodes nodes) {
    this.jobs = jobs;
    this.nodes = nodes;
  }

  /**
   * Jobs that were added.
   *
   * @param jobs one, or those of an array
   * @param said what oarsub prints about them
   */
  record Added(List<Job> jobs, List<String> said) {}

  Added add(Submission asked, int count) throws OarException {
    var admission = new Admission(jobs.resources());
    var admitted = admission.admit(asked);
    var size = size(admission, admitted, count > 1);
    var added = new ArrayList<Job>();
    var array = jobs.nextId();
    for (var i = 0; i < count; i++) {
      var job =
          new Job(
              jobs.nextId(),
              array,
              i + 1,
              asked,
              admitted.alternatives(),
              admitted.queue(),
              jobs.now());
      job.message = message(job, size);
      job.state = asked.hold() ? JobState.HOLD : JobState.WAITING;
      jobs.add(job);
      added.add(job);
    }
    return new Added(List.copyOf(added), admitted.said());
  }

  /** How many resources the first alternative takes; all of them must be possible some day. */
  private int size(Admission admission, Admission.Admitted admitted, boolean array)
      throws OarException {
    var said = String.join("\n", admitted.said()) + "\n";
    var asked = admitted.submission();
    var size = 0;
    try {
      for (var request : admitted.alternatives()) {
        var allowed = admission.allowed(asked, admitted.queue(), request.walltime());
        var chosen = jobs.resources().choose(request, allowed, nodes.usableSomeDay());
        if (chosen == null) {
          throw refused(said, SHORT, array);
        }
        size = size == 0 ? chosen.cardinality() : size;
      }
    } catch (IllegalArgumentException e) {
      var problem = "ERROR:  " + e.getMessage();
      var why =
          "DBD::Pg::st execute failed: " + problem + "\nBad resource request (" + problem + ")\n";
      throw refused(said, why, array);
    }
    return size;
  }

  private static OarException refused(String said, String why, boolean array) {
    return array
        ? new OarException(251, said, why)
        : new OarException(8, said + "OAR_JOB_ID=-5\n", why + REFUSED);
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
}
