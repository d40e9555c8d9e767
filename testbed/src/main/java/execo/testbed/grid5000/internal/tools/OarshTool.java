package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.GridHosts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Connects to the nodes of a job, oarsh and oarcp: checks the right to, then is ssh or scp. */
final class OarshTool implements Tool {
  private static final List<String> WITH_VALUE =
      List.of(
          "-b", "-c", "-D", "-E", "-e", "-F", "-I", "-i", "-J", "-L", "-l", "-m", "-O", "-o", "-P",
          "-p", "-Q", "-R", "-S", "-W", "-w");

  private final GridHosts hosts;
  private final String program;

  OarshTool(GridHosts hosts, String program) {
    this.hosts = hosts;
    this.program = program;
  }

  @Override
  public String run(Call call) throws IOException, ToolException {
    var words = new ArrayList<>(call.arguments());
    var key = call.variable("OAR_JOB_KEY_FILE");
    for (var i = 0; i + 1 < words.size(); i++) {
      if (words.get(i).equals("-i")) {
        key = words.get(i + 1);
        words.remove(i);
        words.remove(i);
        break;
      }
      if (!words.get(i).startsWith("-")) {
        break;
      }
    }
    var id = call.variable("OAR_JOB_ID");
    var host = host(words);
    if (host.isEmpty()) {
      if (program.equals("ssh")) {
        throw new ToolException(7, "oarsh: cannot retrieve host\n", "");
      }
      return command(words, call.user(), List.of());
    }
    if (!key.isEmpty()) {
      var file = call.file(key.replaceFirst("^~/", call.variable("HOME") + "/"));
      return command(words, "oar", List.of("-i", file.toString()));
    }
    if (id.isEmpty()) {
      throw new ToolException(
          6,
          "",
          """
          oarsh: Cannot connect. Please set either a job id or a job key in your
          oarsh: environment using the OAR_JOB_ID or the OAR_JOB_KEY_FILE variable.
          """);
    }
    if (!id.matches("\\d{1,9}")) {
      throw new ToolException(5, "", "oarsh: Invalid job id: " + id + "\n");
    }
    var job = call.site().oar().job(Integer.parseInt(id));
    if (job == null) {
      throw new ToolException(
          5, "", "oarsh: Cannot retrieve the job cpuset name for job id: " + id + "\n");
    }
    if (!job.user().equals(call.user())) {
      throw new ToolException(
          5, "", "oarsh: Permission denied, seems like job " + id + " is not yours.\n");
    }
    var full = host.contains(".") ? host : host + call.site().suffix();
    if (!job.state().holds() || job.is("deploy") || !job.hosts().contains(full)) {
      throw new ToolException(
          61,
          "",
          "oarsh: Cannot find cpuset file : /dev/cpuset//oar/"
              + call.user()
              + "_"
              + id
              + "/tasks\n");
    }
    return command(words, call.user(), List.of());
  }

  /** The machine that is meant, empty if it cannot be told. */
  private String host(List<String> words) {
    var values = new ArrayList<String>();
    for (var i = 0; i < words.size(); i++) {
      if (WITH_VALUE.contains(words.get(i))) {
        i++;
      } else if (!words.get(i).startsWith("-")) {
        values.add(words.get(i));
      }
    }
    if (program.equals("ssh")) {
      return values.isEmpty() ? "" : values.getFirst().replaceFirst("^.*@", "");
    }
    return values.stream()
        .filter(value -> value.matches("[^/]+:.*"))
        .map(value -> value.substring(0, value.indexOf(':')).replaceFirst("^.*@", ""))
        .findFirst()
        .orElse("");
  }

  private String command(List<String> words, String user, List<String> more) {
    var all = new ArrayList<>(List.of(hosts.places().bin().resolve(program).toString()));
    all.addAll(List.of("-o", "User=" + user));
    all.addAll(more);
    all.addAll(words);
    return all.stream()
        .map(word -> "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" ", "!", ""));
  }
}
