package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.GridHosts;
import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.JobState;
import execo.testbed.grid5000.internal.oar.Oar;
import execo.testbed.grid5000.internal.oar.OarException;
import execo.testbed.grid5000.internal.oar.Submission;
import execo.testbed.grid5000.internal.site.Dates;
import execo.testbed.grid5000.internal.site.GridSite;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Submits jobs. */
final class OarsubTool implements Tool {
  private static final String KNOWN =
      "l|resource= q|queue= p|property= r|reservation= t|type= d|directory= n|name= project= "
          + "O|stdout= E|stderr= S|scanscript I|interactive C|connect# k|use-job-key "
          + "i|import-job-key-from-file= e|export-job-key-to-file= J|json Y|yaml X|xml D|dumper "
          + "hold array# array-param-file= notify= checkpoint= signal= a|after# anterior# "
          + "stagein= resubmit= s h|help V|version B|verbose v";
  private static final String USAGE =
      """
      Usage: oarsub [options] [-I|-C|script]
      Submit a job to OAR batch scheduler
      """;
  private static final List<String> UNSUPPORTED =
      List.of("Y", "X", "D", "a", "anterior", "array-param-file", "stagein", "resubmit");

  private final GridHosts hosts;

  OarsubTool(GridHosts hosts) {
    this.hosts = hosts;
  }

  @Override
  public String run(Call call) throws IOException, ToolException, OarException {
    var options = new Options(KNOWN, call.arguments());
    if (options.has("h")) {
      call.out(USAGE);
      return "0";
    }
    if (options.has("V")) {
      call.out(OarVersion.LINE);
      return "0";
    }
    for (var unsupported : UNSUPPORTED) {
      if (options.has(unsupported)) {
        throw new ToolException(1, "", "oarsub: -" + unsupported + " is not simulated\n");
      }
    }
    var site = call.site();
    if (options.value("C") != null) {
      return connect(call, site, String.valueOf(options.value("C")));
    }
    if (options.has("S") && !options.rest().isEmpty()) {
      options = new Options(KNOWN, withScript(call, options));
    }
    var command = options.rest().isEmpty() ? null : String.join(" ", options.rest());
    var dates = dates(site, options.value("r"));
    if (command == null && !options.has("I") && dates == null) {
      throw new ToolException(5, USAGE, "");
    }
    var submission = submission(call, options, command, dates);
    return submit(call, site, options, submission);
  }

  /** The arguments of a script's lines {@code #OAR}, before those of the call. */
  private static List<String> withScript(Call call, Options options)
      throws IOException, ToolException {
    var words = new ArrayList<String>();
    var script = options.rest().getFirst();
    if (!Files.isReadable(call.file(script))) {
      throw new ToolException(12, "", "[ERROR] Cannot open the file " + script + ".\n");
    }
    for (var line : call.read(script).lines().toList()) {
      if (line.startsWith("#OAR ")) {
        var parts = line.substring("#OAR ".length()).strip().split("\\s+", 2);
        words.add(parts[0]);
        if (parts.length > 1) {
          words.add(parts[1].replaceAll("^(['\"])(.*)\\1$", "$2"));
        }
      }
    }
    words.addAll(call.arguments());
    return words;
  }

  private static @Nullable Dates dates(GridSite site, @Nullable String text) throws ToolException {
    if (text == null) {
      return null;
    }
    var dates = Dates.of(site, text);
    if (dates == null) {
      throw new ToolException(
          7,
          "",
          "[ERROR] Syntax error near the -r or --reservation option. The reservation date synstax"
              + " is : \"2027-03-25 17:32:12\".\n");
    }
    return dates;
  }

  private static Submission submission(
      Call call, Options options, @Nullable String command, @Nullable Dates dates)
      throws IOException {
    var resources = options.values("l");
    var directory = options.value("d");
    return new Submission(
        call.user(),
        dates == null ? resources : dates.within(resources),
        options.has("I") ? null : command,
        options.values("t"),
        String.join(" AND ", options.values("p")),
        options.value("q"),
        options.value("project"),
        options.value("n"),
        directory == null ? call.directory().toString() : directory,
        options.value("O"),
        options.value("E"),
        dates == null ? null : dates.start(),
        options.has("hold"),
        options.has("k"),
        "oarsub " + String.join(" ", call.arguments()));
  }

  private String submit(Call call, GridSite site, Options options, Submission submission)
      throws IOException, OarException, ToolException {
    var array = options.value("array");
    if (array != null) {
      if (!array.matches("[1-9]\\d{0,3}")) {
        throw new ToolException(
            6, USAGE, "[ERROR] An array job must have a positive number of sub-jobs.\n");
      }
      call.err("Simple array job submission is used\n");
    }
    var keys = new JobKeys(call, options);
    Oar.Submitted made;
    try {
      made = site.oar().submit(submission, array == null ? 1 : Integer.parseInt(array));
    } catch (OarException e) {
      var json = e.code() == 8 && options.has("J") ? json(-5) : "";
      throw new OarException(e.code(), e.out() + json, e.err());
    }
    call.out(String.join("\n", made.said()) + "\n");
    call.out(keys.make(hosts, made.jobs()));
    for (var job : made.jobs()) {
      call.out("OAR_JOB_ID=" + job.id() + "\n");
    }
    var first = made.jobs().getFirst();
    if (array != null) {
      call.out("OAR_ARRAY_ID=" + first.array() + "\n");
    }
    if (!made.told()) {
      throw new ToolException(9, "", Oar.UNREACHED);
    }
    var answer = made.answer();
    if (answer != null) {
      call.out("Reservation mode: waiting validation...\n");
      if (!answer.valid()) {
        throw new ToolException(10, "Reservation not valid --> KO (" + answer.text() + ")\n", "");
      }
      call.out("Reservation valid --> OK\n");
    }
    if (options.has("J")) {
      call.out(json(first.id()));
    }
    return options.has("I") ? interactive(call, site, first) : "0";
  }

  private static String json(int id) {
    return "\n##########\n{\n   \"job_id\" : " + id + "\n}\n\n##########\n";
  }

  private String interactive(Call call, GridSite site, JobInfo job)
      throws IOException, ToolException {
    call.out("Interactive mode: waiting...\n");
    while (true) {
      var now = site.oar().job(job.id());
      if (now == null || now.state().over()) {
        throw new ToolException(11, "", "[ERROR] The job was deleted.\n");
      }
      if (now.state() == JobState.RUNNING) {
        call.out("Starting...\n");
        return shell(call, site, now)
            + "; code=$?; oardel "
            + job.id()
            + " >/dev/null 2>&1; (exit $code)";
      }
      if (isGone(call)) {
        site.oar().delete(job.id(), call.user());
        return "1";
      }
    }
  }

  private static boolean isGone(Call call) {
    try {
      call.gone().get(100, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private String shell(Call call, GridSite site, JobInfo job) throws IOException {
    call.out("Connect to OAR job " + job.id() + " via the node " + head(site, job) + "\n");
    return job.is("deploy") || job.hosts().isEmpty()
        ? "!OAR_JOB_ID="
            + job.id()
            + " OAR_NODEFILE='"
            + hosts.places().job(site.name(), job.id())
            + "/nodes' sh"
        : "!ssh -t -l '" + call.user() + "' '" + job.hosts().getFirst() + "'";
  }

  private static String head(GridSite site, JobInfo job) {
    return job.is("deploy") || job.hosts().isEmpty()
        ? "frontend" + site.suffix()
        : job.hosts().getFirst();
  }

  private String connect(Call call, GridSite site, String id) throws IOException, ToolException {
    var job = id.matches("\\d{1,9}") ? site.oar().job(Integer.parseInt(id)) : null;
    var owner = job == null ? "" : job.user();
    var other =
        owner.equals(call.user())
            ? ""
            : "[ERROR] you are not the right user for the job "
                + id
                + ". This job is owned by "
                + owner
                + ".\n";
    if (job == null || job.state() != JobState.RUNNING) {
      var state = job == null ? "" : job.state().text();
      throw new ToolException(
          20,
          "",
          "[ERROR] the job "
              + id
              + " is not running. Its current state is "
              + state
              + ".\n"
              + other);
    }
    if (!other.isEmpty()) {
      throw new ToolException(20, "", other);
    }
    return shell(call, site, job);
  }
}
