package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.GridHosts;
import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.OarException;
import execo.testbed.grid5000.internal.oar.Submission;
import execo.testbed.grid5000.internal.site.GridSite;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The tools of oargrid, for jobs on several sites: oargridsub, oargridstat, oargriddel. */
final class OargridTools {
  private static final Pattern SPEC =
      Pattern.compile("([\\w-]+):rdef=\"?(.*?)\"?(?::(?:type|prop|name|queue)=.*)?$");

  private final GridHosts hosts;
  private final Map<Integer, Reservation> reservations = new TreeMap<>();

  OargridTools(GridHosts hosts) {
    this.hosts = hosts;
  }

  private record Reservation(
      String user, long submitted, long start, String walltime, Map<String, JobInfo> jobs) {}

  String submit(Call call) throws IOException, ToolException {
    var options =
        new Options(
            "v|verbose i|identity= s|start_date= q|queue= t|type= w|walltime= d|directory= p|program= f|file= F|force h|help",
            call.arguments());
    var start = Instant.ofEpochSecond(call.site().oar().time() + 2);
    var date = options.value("s");
    if (date != null) {
      var given = call.site().date(date);
      if (given == null) {
        throw new ToolException(1, "", "[OAR_GRIDSUB] Bad date format: " + date + "\n");
      }
      start = given;
    }
    var walltime = options.value("w") == null ? "1:0:0" : String.valueOf(options.value("w"));
    var jobs = new LinkedHashMap<String, JobInfo>();
    var keys =
        new JobKeys(
            call,
            new Options(
                "k i=",
                options.value("i") == null
                    ? List.of("-k")
                    : List.of("-k", "-i", String.valueOf(options.value("i")))));
    try {
      for (var spec : String.join(",", options.rest()).split(",(?=[\\w-]+:rdef=)")) {
        submit(call, options, spec.replace("\\", ""), start, walltime, jobs);
      }
    } catch (OarException | ToolException e) {
      jobs.forEach((alias, job) -> site(call, alias).oar().delete(job.id(), call.user()));
      call.err("[OAR_GRIDSUB] Reservation failed: " + e.getMessage() + "\n");
      call.err("[OAR_GRIDSUB] I delete the jobs already submitted\n");
      return "3";
    }
    int id;
    synchronized (this) {
      id = reservations.size() + 1;
      reservations.put(
          id,
          new Reservation(
              call.user(), call.site().oar().time(), start.getEpochSecond(), walltime, jobs));
    }
    keys.make(hosts, List.copyOf(jobs.values()));
    call.out("[OAR_GRIDSUB] Grid reservation id = " + id + "\n");
    var key =
        hosts.places().job(call.site().name(), jobs.values().iterator().next().id()).resolve("key");
    call.out("[OAR_GRIDSUB] SSH KEY : " + key + "\n");
    call.out("\tYou can use this key to connect directly to your OAR nodes with the oar user.\n");
    return "0";
  }

  private static void submit(
      Call call,
      Options options,
      String spec,
      Instant start,
      String walltime,
      Map<String, JobInfo> jobs)
      throws IOException, ToolException, OarException {
    var matcher = SPEC.matcher(spec.strip());
    if (!matcher.matches()) {
      throw new ToolException(1, "", "Bad syntax: " + spec);
    }
    var alias = matcher.group(1);
    var site = site(call, alias);
    var resources = matcher.group(2).replace("\"", "") + ",walltime=" + walltime;
    var submission =
        Submission.of(call.user(), resources, options.value("p"))
            .withTypes(options.values("t").toArray(String[]::new))
            .withReservation(start);
    var made = site.oar().submit(submission, 1);
    var job = made.jobs().getFirst();
    jobs.put(alias, job);
    var answer = made.answer();
    if (answer != null && !answer.valid()) {
      throw new ToolException(1, "", alias + ": " + answer.text());
    }
    call.out(
        "[OAR_GRIDSUB] ["
            + alias
            + "] Reservation success on "
            + alias
            + " : batchId = "
            + job.id()
            + "\n");
  }

  private static GridSite site(Call call, String alias) {
    var site = call.sites().get(alias);
    if (site != null) {
      return site;
    }
    return call.sites().values().stream()
        .filter(candidate ->
            candidate.oar().resources().stream().anyMatch(r -> r.text("cluster").equals(alias)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown site or cluster: " + alias));
  }

  String stat(Call call) throws IOException, ToolException {
    var options =
        new Options("l|list_nodes w|wait p|poll= m|monitor gantt= Y D h|help", call.arguments());
    for (var id : ids(options.rest(), call)) {
      var reservation = reservation(id);
      if (options.has("l")) {
        call.out(nodes(call, reservation));
      } else {
        call.out(text(call, id, reservation));
      }
    }
    return "0";
  }

  private synchronized List<Integer> ids(List<String> given, Call call) throws ToolException {
    var ids = new ArrayList<Integer>();
    for (var id : given) {
      if (!id.matches("\\d{1,9}")) {
        throw new ToolException(1, "", "Bad grid job id: " + id + "\n");
      }
      ids.add(Integer.valueOf(id));
    }
    if (given.isEmpty()) {
      reservations.forEach((id, reservation) -> {
        if (reservation.user().equals(call.user()) && alive(call, reservation)) {
          ids.add(id);
        }
      });
    }
    return ids;
  }

  private static boolean alive(Call call, Reservation reservation) {
    return reservation.jobs().entrySet().stream()
        .anyMatch(entry -> {
          var job = site(call, entry.getKey()).oar().job(entry.getValue().id());
          return job != null && !job.state().over();
        });
  }

  private synchronized Reservation reservation(int id) throws ToolException {
    var reservation = reservations.get(id);
    if (reservation == null) {
      throw new ToolException(1, "", "Error: the grid job " + id + " does not exist\n");
    }
    return reservation;
  }

  private static String nodes(Call call, Reservation reservation) {
    var text = new StringBuilder();
    reservation
        .jobs()
        .forEach((alias, submitted) -> {
          var job = site(call, alias).oar().job(submitted.id());
          if (job != null) {
            for (var resource : job.resources()) {
              if (!resource.host().isEmpty()) {
                text.append(resource.host()).append('\n');
              }
            }
          }
        });
    return text.toString();
  }

  private static String text(Call call, int id, Reservation reservation) throws ToolException {
    var oar = call.site().oar();
    var words = new JobText(oar.zone(), oar.time());
    var text = new StringBuilder();
    text.append("Reservation # ").append(id).append(":\n");
    text.append("\tsubmission date : ").append(words.date(reservation.submitted())).append('\n');
    text.append("\tstart date : ").append(words.date(reservation.start())).append('\n');
    text.append("\twalltime : ").append(reservation.walltime()).append('\n');
    text.append("\tprogram : \n\tdirectory : /home/").append(reservation.user()).append('\n');
    text.append("\tuser : ").append(reservation.user()).append('\n');
    text.append("\tclusters with job id:\n");
    reservation
        .jobs()
        .forEach((alias, job) ->
            text.append('\t').append(alias).append(" --> ").append(job.id()).append('\n'));
    return text.append('\n').toString();
  }

  String delete(Call call) throws IOException, ToolException {
    for (var id : ids(call.arguments(), call)) {
      var reservation = reservation(id);
      if (!reservation.user().equals(call.user())) {
        throw new ToolException(1, "", "You are not the owner of the grid job " + id + "\n");
      }
      for (var entry : reservation.jobs().entrySet()) {
        site(call, entry.getKey()).oar().delete(entry.getValue().id(), call.user());
        call.out(
            "[OAR_GRIDDEL] Delete job " + entry.getValue().id() + " on " + entry.getKey() + "\n");
      }
    }
    return "0";
  }
}
