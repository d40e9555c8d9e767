package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.Oar;
import execo.testbed.grid5000.internal.oar.OarException;
import execo.testbed.grid5000.internal.oar.Submission;
import execo.testbed.grid5000.internal.site.Dates;
import execo.testbed.grid5000.internal.site.GridSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The jobs of a site: listed, submitted, deleted, and their walltimes changed. */
public final class JobsApi implements SitePart.Service {
  /** The one option of oarsub about keys that is passed on; that one is to be used is not. */
  private static final String JOB_KEY = "import-job-key-from-file";

  private static final List<String> UNSUPPORTED = List.of("notify", "signal", "checkpoint");

  /** Answers for any site. */
  public JobsApi() {}

  @Override
  public @Nullable Reply answer(Request request, GridSite site, List<String> rest) {
    return switch (rest.size()) {
      case 0 -> request.isGet() ? list(request, site) : submit(request, site);
      case 1 -> {
        var job = job(site, rest.getFirst());
        yield switch (request.method()) {
          case "GET", "HEAD" ->
              Reply.item(
                  request, 200, JobJson.withResources(JobJson.of(request, site, job, true), job));
          case "DELETE" -> delete(request, site, job);
          default -> throw ApiError.notAllowed(request);
        };
      }
      case 2 ->
          rest.getLast().equals("walltime")
              ? walltime(request, site, job(site, rest.getFirst()))
              : null;
      default -> null;
    };
  }

  /** A job of a site, which must be known. */
  static JobInfo job(GridSite site, String id) {
    var job = id.matches("\\d{1,9}") ? site.oar().job(Integer.parseInt(id)) : null;
    if (job == null) {
      throw new ApiError(404, "Couldn't find OAR::Job with 'job_id'=" + id);
    }
    return job;
  }

  private static Reply list(Request request, GridSite site) {
    var jobs =
        site.oar().jobs().reversed().stream()
            .filter(job -> matches(request, "state", job.state().lower()))
            .filter(job -> matches(request, "user", job.user()))
            .filter(job -> matches(request, "queue", job.queue()))
            .filter(job -> matches(request, "project", job.project()))
            .filter(job -> matches(request, "job_id", Integer.toString(job.id())))
            .filter(job -> {
              var name = job.submission().name();
              return matches(request, "name", name == null ? "" : name);
            })
            .toList();
    var self = "/sites/" + site.name() + "/jobs";
    var links = new Links(request).collection("self", self).item("parent", "/sites/" + site.name());
    var resources = "yes".equals(request.argument("resources"));
    return Reply.collection(
        request,
        Paging.page(
            request,
            jobs,
            job -> {
              var node = JobJson.of(request, site, job, true);
              return resources ? JobJson.withResources(node, job) : node;
            },
            links));
  }

  private static boolean matches(Request request, String argument, String value) {
    var wanted = request.argument(argument);
    return wanted == null
        || List.of(wanted.toLowerCase(Locale.ROOT).split(","))
            .contains(value.toLowerCase(Locale.ROOT));
  }

  private static Reply submit(Request request, GridSite site) {
    if (!request.method().equals("POST")) {
      throw ApiError.notAllowed(request);
    }
    var user = request.user();
    var body = request.jsonOrForm();
    if (!body.isObject()) {
      throw invalid("it must be an object");
    }
    var submission = submission(site, user, body);
    try {
      if (text(body, JOB_KEY) != null) {
        throw OarException.unusedJobKey();
      }
      var made = site.oar().submit(submission, 1);
      var job = made.jobs().getFirst();
      var said = "%s\nOAR_JOB_ID=%s\n".formatted(String.join("\n", made.said()), job.id());
      if (!made.told()) {
        throw new OarException(9, said, Oar.UNREACHED);
      }
      var answer = made.answer();
      if (answer != null && !answer.valid()) {
        throw new OarException(
            10,
            said
                + "Reservation mode: waiting validation...\nReservation not valid --> KO ("
                + answer.text()
                + ")\n",
            "");
      }
      var self = "/sites/" + site.name() + "/jobs/" + job.id();
      return Reply.item(
              request, 201, JobJson.withResources(JobJson.of(request, site, job, true), job))
          .with("Location", location(request, self));
    } catch (OarException e) {
      throw relayed(
          site,
          "Oarsub command exited with status %d: %s%s\nCmd:\n%s"
              .formatted(e.code(), e.out(), e.err(), submission.text()));
    }
  }

  private static ApiError relayed(GridSite site, String message) {
    var body = JsonNodeFactory.instance.objectNode();
    body.put("code", 400);
    body.put("message", message);
    body.put("title", "Bad query");
    return new ApiError(
        400,
        "Request to http://api-server"
            + site.suffix()
            + "/oarapi/jobs.json failed with status 400: "
            + body);
  }

  static String location(Request request, String path) {
    return "http://" + request.header("Host") + request.base() + path;
  }

  private static ApiError invalid(String why) {
    return new ApiError(400, "The job you are trying to submit is not valid: " + why);
  }

  private static Submission submission(GridSite site, String user, JsonNode body) {
    for (var unsupported : UNSUPPORTED) {
      if (body.hasNonNull(unsupported)) {
        throw invalid(unsupported + " is not simulated");
      }
    }
    var reservation = body.get("reservation");
    if (reservation != null && !reservation.isNull() && !reservation.isString()) {
      throw invalid("the reservation must be a text");
    }
    var command = text(body, "command");
    if (command == null && reservation == null) {
      throw invalid("you must give a command to execute on launch");
    }
    var types = new ArrayList<String>();
    for (var key : Set.of("types", "type")) {
      var given = body.path(key);
      if (given.isString()) {
        types.add(given.asString());
      }
      given.forEach(type -> types.add(type.asString()));
    }
    var resources = text(body, "resources");
    var walltime = text(body, "walltime");
    var request = resources == null ? "nodes=1" : resources;
    if (walltime != null && !request.contains("walltime=")) {
      request += ",walltime=" + walltime;
    }
    var from = text(body, "reservation");
    var dates = from == null ? null : Dates.of(site, from);
    if (from != null && dates == null) {
      throw invalid("the reservation date cannot be read: " + from);
    }
    var directory =
        text(body, "directory") == null ? text(body, "workdir") : text(body, "directory");
    return new Submission(
        user,
        dates == null ? List.of(request) : dates.within(List.of(request)),
        command,
        types,
        orEmpty(text(body, "properties")),
        text(body, "queue"),
        text(body, "project"),
        text(body, "name"),
        directory == null ? "/home/" + user : directory,
        text(body, "stdout"),
        text(body, "stderr"),
        dates == null ? null : dates.start(),
        false,
        false,
        "oarsub -l " + request + (command == null ? "" : " " + command));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String text(JsonNode body, String name) {
    var value = body.get(name);
    return value == null || value.isNull() ? null : value.asString();
  }

  private static Reply delete(Request request, GridSite site, JobInfo job) {
    var user = request.user();
    if (!job.user().equals(user)) {
      throw ApiError.forbidden();
    }
    var deletion = site.oar().delete(job.id(), user);
    if (deletion == Oar.Deletion.ALREADY) {
      throw relayed(
          site,
          "Oar command exited with status 6: Deleting the job = %1$s ...ERROR.\nCannot frag %1$s ; This job was already killed.\n"
              .formatted(job.id()));
    }
    if (deletion == Oar.Deletion.UNNOTICED) {
      throw relayed(
          site,
          "Oar command exited with status 2: Deleting the job = %s ...REGISTERED.\nCould not connect to the socket localhost:6666\n"
              .formatted(job.id()));
    }
    var self = "/sites/" + site.name() + "/jobs/" + job.id();
    return Reply.of(202)
        .with("Location", location(request, self))
        .with(
            "X-Oar-Info",
            "Deleting the job = "
                + job.id()
                + " ...REGISTERED. The job(s) [ "
                + job.id()
                + " ] will be deleted in the near future.");
  }

  private static Reply walltime(Request request, GridSite site, JobInfo job) {
    if (request.isGet()) {
      return Reply.item(request, 200, walltime(request, site.name(), job));
    }
    var user = request.user();
    var wish = text(request.json(), "walltime");
    if (wish == null) {
      throw new ApiError(400, "The walltime is missing");
    }
    try {
      site.oar()
          .changeWalltime(
              job.id(), user, wish, request.json().path("delay_next_jobs").asBoolean(false));
    } catch (OarException e) {
      throw new ApiError(e.code(), e.err());
    }
    return Reply.text(
        202,
        "Accepted: walltime change request accepted for job "
            + job.id()
            + ", it will be handled shortly.");
  }

  private static JsonNode walltime(Request request, String site, JobInfo job) {
    var change = job.change();
    var node = JsonNodeFactory.instance.objectNode();
    node.put("uid", job.id());
    node.put("walltime", "+" + time(job.walltime()));
    node.put("possible", "UNLIMITED");
    node.put("force", "NO");
    node.put("delay_next_jobs", change.delayNext() ? "YES" : "NO");
    node.put("whole", "NO");
    node.put("granted", "+" + time(change.granted()));
    node.put("pending", "+" + time(change.pending()));
    node.put("granted_with_force", "+0:0:0");
    node.put("granted_with_delay_next_jobs", "+0:0:0");
    node.put("granted_with_whole", "+0:0:0");
    var parent = "/sites/" + site + "/jobs/" + job.id();
    node.set(
        "links",
        new Links(request).item("self", parent + "/walltime").item("parent", parent).json());
    return node;
  }

  private static String time(long seconds) {
    return seconds / 3600 + ":" + seconds / 60 % 60 + ":" + seconds % 60;
  }
}
