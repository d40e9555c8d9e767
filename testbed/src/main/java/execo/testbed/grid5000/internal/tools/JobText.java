package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.Resource;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Jobs as oarstat prints them for people. */
final class JobText {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final ZoneId zone;
  private final long now;

  JobText(ZoneId zone, long now) {
    this.zone = zone;
    this.now = now;
  }

  String date(long seconds) {
    return DATE.format(Instant.ofEpochSecond(seconds).atZone(zone));
  }

  static String duration(long seconds) {
    return seconds / 3600 + ":" + seconds / 60 % 60 + ":" + seconds % 60;
  }

  private static String letter(JobInfo job) {
    return switch (job.state()) {
      case TO_LAUNCH -> "t";
      case TO_ERROR -> "e";
      case TO_ACK_RESERVATION -> "W";
      default -> job.state().text().substring(0, 1);
    };
  }

  /** The list of format 1. */
  String shortList(List<JobInfo> jobs) {
    var text = new StringBuilder();
    if (!jobs.isEmpty()) {
      text.append("Job id     Name           User           Submission Date     S Queue\n");
      text.append("---------- -------------- -------------- ------------------- - ----------\n");
    }
    for (var job : jobs) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-10.10s %-14.14s %-14.14s %-19.19s %1.1s %-10.10s%n",
              job.id(),
              Objects.requireNonNullElse(job.submission().name(), ""),
              job.user(),
              date(job.submitted()),
              letter(job),
              job.queue()));
    }
    return text.toString();
  }

  /** The list of format 2. */
  String list(List<JobInfo> jobs) {
    var text = new StringBuilder();
    if (!jobs.isEmpty()) {
      text.append("Job id    S User     Duration   System message\n");
      text.append(
          "--------- - -------- ---------- ------------------------------------------------\n");
    }
    for (var job : jobs) {
      var length = job.state().holds() ? Math.max(0, now - job.started()) : 0;
      var duration =
          String.format(Locale.ROOT, "%d:%02d:%02d", length / 3600, length / 60 % 60, length % 60);
      text.append(
          String.format(
              Locale.ROOT,
              "%-9s %s %-8.8s %10s %s%n",
              job.id(),
              letter(job),
              job.user(),
              duration,
              job.message()));
    }
    return text.toString();
  }

  /** All about a job, as another user or its owner sees it. */
  String full(JobInfo job, String viewer) {
    var lines = new ArrayList<String>();
    var submission = job.submission();
    var held = job.state().pending() ? List.<Resource>of() : job.resources();
    lines.add("Job_Id: " + job.id());
    add(lines, "job_array_id", job.array());
    add(lines, "job_array_index", job.arrayIndex());
    add(lines, "name", Objects.requireNonNullElse(submission.name(), ""));
    add(lines, "project", job.project());
    add(lines, "owner", job.user());
    add(lines, "state", job.state().text());
    add(lines, "wanted_resources", job.wanted());
    add(lines, "types", String.join(", ", submission.types()));
    add(lines, "dependencies", "");
    add(lines, "assigned_resources", ids(held));
    add(lines, "assigned_hostnames", String.join("+", hosts(held)));
    add(lines, "queue", job.queue());
    add(lines, "command", Objects.requireNonNullElse(submission.command(), ""));
    add(lines, "launchingDirectory", submission.directory());
    add(lines, "stdout_file", job.stdout());
    add(lines, "stderr_file", job.stderr());
    add(lines, "jobType", job.mode());
    add(lines, "properties", properties(job));
    add(lines, "reservation", job.reservation());
    if (reserved(job)) {
      add(lines, "reserved_resources", ids(job.resources()));
    }
    add(lines, "walltime", job.walltime() == 0 ? "" : duration(job.walltime()));
    add(lines, "submissionTime", date(job.submitted()));
    if (job.started() > 0) {
      add(lines, "startTime", date(job.started()));
    }
    if (job.stopped() > 0) {
      add(lines, "stopTime", date(job.stopped()));
    }
    add(lines, "cpuset_name", job.cpuset());
    add(lines, "initial_request", viewer.equals(job.user()) ? submission.text() : "");
    add(lines, "message", job.message());
    if (job.exit() != null) {
      add(lines, "exit_code", exit(job.exit()));
    }
    add(lines, "scheduledStart", job.predicted() > 0 ? date(job.predicted()) : "no prediction");
    add(lines, "resubmit_job_id", 0);
    add(lines, "events", "");
    for (var event : job.events()) {
      lines.add(date(event.date()) + "> " + event.type() + ":" + event.description());
    }
    return String.join("\n", lines) + "\n\n";
  }

  /** What happened to a job, a line each. */
  String events(JobInfo job) {
    return job.events().stream()
        .map(event ->
            "%s> [%s] %s: %s\n"
                .formatted(date(event.date()), job.id(), event.type(), event.description()))
        .collect(Collectors.joining());
  }

  private static void add(List<String> lines, String name, Object value) {
    lines.add("    " + name + " = " + value);
  }

  static boolean reserved(JobInfo job) {
    return job.reserved() && job.state().pending();
  }

  static String properties(JobInfo job) {
    var condition = job.submission().properties();
    for (var type : List.of("besteffort", "deploy")) {
      if (job.is(type)) {
        condition = and(condition, type + " = 'YES'");
      }
    }
    return and(and(condition, "desktop_computing = 'NO'"), "drain='NO'");
  }

  private static String and(String condition, String more) {
    return condition.isEmpty() ? more : "(" + condition + ") AND " + more;
  }

  private static String exit(int status) {
    return status + " (" + (status >> 8) + "," + (status & 127) + "," + (status >> 7 & 1) + ")";
  }

  private static String ids(List<Resource> resources) {
    return resources.stream()
        .map(resource -> Integer.toString(resource.id()))
        .collect(Collectors.joining("+"));
  }

  static List<String> hosts(List<Resource> resources) {
    return resources.stream()
        .map(Resource::host)
        .filter(host -> !host.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }
}
