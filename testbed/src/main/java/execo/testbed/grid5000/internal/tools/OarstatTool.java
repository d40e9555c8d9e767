package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.JobProcesses;
import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.JobState;
import execo.testbed.grid5000.internal.oar.Oar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells about jobs. */
final class OarstatTool implements Tool {
  private static final String KNOWN =
      "j|job? array= f|full s|state p|properties e|events u|user? J|json Y|yaml X|xml D|dumper "
          + "format= F= g|gantt= a|accounting= sql= c|compact n|noheader h|help V|version";
  private static final String NO_ID =
      "/!\\ ERROR: No job id provided in command line or environment variables\n";

  @Override
  public String run(Call call) throws IOException, ToolException {
    var options = new Options(KNOWN, call.arguments());
    for (var unsupported : List.of("Y", "X", "D", "g", "a")) {
      if (options.has(unsupported)) {
        throw new ToolException(1, "", "oarstat: -" + unsupported + " is not simulated\n");
      }
    }
    var oar = call.site().oar();
    var jobs = jobs(call, options, oar);
    if (options.has("s")) {
      call.out(states(jobs, options.has("J")));
    } else if (options.has("p")) {
      for (var job : jobs) {
        if (!job.state().pending()) {
          for (var resource : job.resources()) {
            call.out(JobProcesses.properties(resource) + "\n");
          }
        }
      }
    } else if (options.has("J")) {
      if (!jobs.isEmpty()) {
        call.out(OarJson.text(OarJson.jobs(jobs, options.has("f"), call.user(), oar)));
      }
    } else {
      call.out(text(call, options, oar, jobs));
    }
    return "0";
  }

  private static List<JobInfo> jobs(Call call, Options options, Oar oar)
      throws IOException, ToolException {
    var condition = options.value("sql");
    if (condition != null) {
      return JobChoice.matching(call, oar, condition);
    }
    if (!options.has("j")) {
      var user = options.value("u");
      var wanted = user == null || !user.isEmpty() ? user : call.user();
      return oar.current().stream()
          .filter(job -> wanted == null || job.user().equals(wanted))
          .toList();
    }
    var jobs = new LinkedHashMap<Integer, JobInfo>();
    for (var given : options.values("j")) {
      var id = given.isEmpty() ? call.variable("OAR_JOB_ID") : given;
      if (!id.matches("\\d{1,9}")) {
        throw new ToolException(255, "", NO_ID);
      }
      var job = oar.job(Integer.parseInt(id));
      if (job != null) {
        jobs.put(job.id(), job);
      }
    }
    return new ArrayList<>(jobs.values());
  }

  private static String states(List<JobInfo> jobs, boolean json) {
    if (json) {
      var node = JsonNodeFactory.instance.objectNode();
      jobs.forEach(job -> node.put(Integer.toString(job.id()), job.state().text()));
      return jobs.isEmpty() ? "{}\n" : OarJson.text(node);
    }
    var text = new StringBuilder();
    jobs.forEach(job -> text.append(job.id()).append(": ").append(job.state().text()).append('\n'));
    return text.toString();
  }

  private static String text(Call call, Options options, Oar oar, List<JobInfo> jobs)
      throws ToolException {
    var words = new JobText(oar.zone(), oar.time());
    if (options.has("f")) {
      var text = new StringBuilder();
      jobs.forEach(job -> text.append(words.full(job, call.user())));
      return text.toString();
    }
    var asked = options.has("F") ? options.value("F") : options.value("format");
    var format = asked == null ? call.variable("OAR_OARSTAT_OUTPUT_FORMAT") : asked;
    var shown =
        options.has("j")
            ? jobs
            : jobs.stream().filter(job -> job.state() != JobState.ERROR).toList();
    return format.equals("1") ? words.shortList(shown) : words.list(shown);
  }
}
