package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.JobState;
import execo.testbed.grid5000.internal.oar.OarException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Shows and changes walltimes: oarwalltime, which prints its errors to stdout. */
final class WalltimeTool implements Tool {
  private static final Set<String> DELAY = Set.of("-d", "--delay-next-jobs");
  private static final Set<String> IGNORED = Set.of("-f", "--force", "-w", "--whole");
  private static final String USAGE =
      "Syntax error.\n\nUsage:\n  oarwalltime [options] <job_id> [<[+/-]new walltime>]\n";

  @Override
  public String run(Call call) throws IOException, ToolException {
    var words = new ArrayList<>(call.arguments());
    var delay = words.removeIf(DELAY::contains);
    words.removeIf(IGNORED::contains);
    if (!wellFormed(words)) {
      throw new ToolException(4, USAGE, "");
    }
    var id = Integer.parseInt(words.getFirst());
    var oar = call.site().oar();
    if (words.size() == 1) {
      var job = oar.job(id);
      if (job == null) {
        throw new ToolException(2, "UNKNOWN JOB\n", "");
      }
      call.out(status(job));
      return "0";
    }
    try {
      oar.changeWalltime(id, call.user(), words.get(1), delay);
    } catch (OarException e) {
      throw switch (e.code()) {
        case 403 -> new ToolException(3, "Forbidden: " + e.err() + ".\n", "");
        case 404 -> new ToolException(4, "Not found: " + e.err() + ".\n", "");
        default -> new ToolException(1, "Bad request: " + e.err() + ".\n", "");
      };
    }
    call.out(
        "Accepted: walltime change request accepted for job "
            + id
            + ", it will be handled shortly.\n");
    return "0";
  }

  private static boolean wellFormed(List<String> words) {
    return (words.size() == 1 || words.size() == 2)
        && words.getFirst().matches("\\d{1,9}")
        && (words.size() == 1 || words.getLast().matches("[-+]?\\d{1,6}(:\\d{1,6}){0,2}"));
  }

  private static String status(JobInfo job) {
    var head = "Walltime change status for job " + job.id();
    if (job.walltime() == 0 || job.state().pending()) {
      return head + " (job is not running yet):\n  N/A\n";
    }
    var granted = signed(job.change().granted());
    var pending = signed(job.change().pending());
    return job.state() == JobState.RUNNING
        ? String.format(
            Locale.ROOT,
            "%s (job is running):%n  Current walltime: %11s%n  Possible increase: %10s%n"
                + "  Already granted: %12s%n  Pending/unsatisfied: %8s%s%n",
            head,
            JobText.duration(job.walltime()),
            "UNLIMITED",
            granted,
            pending,
            job.change().delayNext() ? " (will possibly delay next jobs)" : "")
        : String.format(
            Locale.ROOT,
            "%s (job is not running):%n  Walltime: %11s%n  Granted: %12s%n  Unsatisfied: %8s%n",
            head,
            JobText.duration(job.walltime()),
            granted,
            pending);
  }

  private static String signed(long seconds) {
    return (seconds > 0 ? "+" : seconds < 0 ? "-" : "") + JobText.duration(Math.abs(seconds));
  }
}
