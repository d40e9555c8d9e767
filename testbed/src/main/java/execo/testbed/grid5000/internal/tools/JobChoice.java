package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.Oar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The jobs that a tool is to do something with: numbers, arrays with {@code --array}, and those
 * that a condition of {@code --sql} finds.
 *
 * @param ids their numbers, of jobs that need not exist
 * @param malformed whether something was no number
 */
record JobChoice(List<Integer> ids, boolean malformed) {
  static final String OPTIONS = "array sql= h|help V|version";

  /** Reads the arguments, and complains about those that are no numbers. */
  static JobChoice of(Call call, Options options) throws IOException, ToolException {
    var oar = call.site().oar();
    var array = options.has("array");
    var ids = new ArrayList<Integer>();
    var malformed = false;
    for (var word : options.rest()) {
      if (!word.matches("\\d{1,9}")) {
        var kind = array ? "job array identifier" : "job identifier";
        call.err("[ERROR] \"" + word + "\" is not a valid " + kind + "\n");
        malformed = true;
      } else if (array) {
        malformed |= !addArray(call, oar, Integer.parseInt(word), ids);
      } else {
        ids.add(Integer.parseInt(word));
      }
    }
    for (var condition : options.values("sql")) {
      matching(call, oar, condition).forEach(job -> ids.add(job.id()));
    }
    return new JobChoice(List.copyOf(ids), malformed);
  }

  private static boolean addArray(Call call, Oar oar, int array, List<Integer> ids)
      throws IOException {
    var members = oar.jobs().stream().filter(job -> job.array() == array).map(JobInfo::id).toList();
    if (members.isEmpty()) {
      call.err("[ERROR] \"" + array + "\" is not a valid array job\n");
    }
    return ids.addAll(members);
  }

  /** The jobs that a condition finds; OAR prints what the database says of one, and finds none. */
  static List<JobInfo> matching(Call call, Oar oar, String condition) throws IOException {
    try {
      return oar.matching(condition);
    } catch (IllegalArgumentException e) {
      call.err("DBD::Pg::st execute failed: ERROR:  " + e.getMessage() + "\n");
      return List.of();
    }
  }
}
