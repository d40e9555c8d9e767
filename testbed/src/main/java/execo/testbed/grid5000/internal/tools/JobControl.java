package execo.testbed.grid5000.internal.tools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is done to jobs: oardel, oarhold, oarresume. */
final class JobControl {
  private JobControl() {}

  static String delete(Call call) throws IOException, ToolException {
    var options =
        new Options(
            JobChoice.OPTIONS
                + " c|checkpoint b|besteffort s|signal= force-terminate-finishing-job",
            call.arguments());
    for (var unsupported : List.of("c", "b", "s", "force-terminate-finishing-job")) {
      if (options.has(unsupported)) {
        throw new ToolException(1, "", "oardel: -" + unsupported + " is not simulated\n");
      }
    }
    if (told(call, options, "Usage: oardel [options] <job_id> [job_id [...]]\n")) {
      return "0";
    }
    var choice = JobChoice.of(call, options);
    var code = choice.malformed() ? 4 : 0;
    var registered = new ArrayList<String>();
    var reached = true;
    for (int id : choice.ids()) {
      call.out("Deleting the job = " + id + " ...");
      switch (call.site().oar().delete(id, call.user())) {
        case REGISTERED -> {
          call.out("REGISTERED.\n");
          registered.add(Integer.toString(id));
        }
        case UNNOTICED -> {
          call.out("REGISTERED.\n");
          reached = false;
        }
        case NOT_YOURS -> {
          call.out("ERROR.\n");
          call.err("Cannot frag " + id + " ; You are not the right user.\n");
          code = 1;
        }
        case ALREADY -> {
          call.out("ERROR.\n");
          call.err("Cannot frag " + id + " ; This job was already killed.\n");
          code = 6;
        }
      }
    }
    if (!reached) {
      call.err("Could not connect to the socket localhost:6666\n");
      code = 2;
    }
    if (!registered.isEmpty()) {
      var all = String.join(" ", registered);
      call.out("The job(s) [ " + all + " ] will be deleted in the near future.\n");
    }
    return Integer.toString(code);
  }

  static String hold(Call call, boolean hold) throws IOException, ToolException {
    var tool = hold ? "oarhold" : "oarresume";
    var options = new Options(JobChoice.OPTIONS + " r|running", call.arguments());
    if (told(
        call, options, "Usage: " + tool + " [--array][job_ids][--sql \"sql syntax\"][-V][-h]\n")) {
      return "0";
    }
    var choice = JobChoice.of(call, options);
    var code = choice.malformed() ? 2 : 0;
    for (int id : choice.ids()) {
      var problem = call.site().oar().hold(id, call.user(), hold);
      if (problem == null) {
        var request = hold ? "Hold" : "Resume";
        call.out("[" + id + "] " + request + " request was sent to the OAR server.\n");
      } else {
        var verb = hold ? "hold" : "resume";
        call.err("/!\\ Cannot " + verb + " " + id + " : " + problem + "\n");
        code = 1;
      }
    }
    return Integer.toString(code);
  }

  /** Answers a call that names no job: for help or the version; says whether it was one. */
  private static boolean told(Call call, Options options, String usage)
      throws IOException, ToolException {
    if (options.has("h")) {
      call.out(usage);
      return true;
    }
    if (options.has("V")) {
      call.out(OarVersion.LINE);
      return true;
    }
    if (options.rest().isEmpty() && !options.has("sql")) {
      throw new ToolException(1, usage, "");
    }
    return false;
  }
}
