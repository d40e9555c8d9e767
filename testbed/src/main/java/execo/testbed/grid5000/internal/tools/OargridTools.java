package execo.testbed.grid5000.internal.tools;

import execo.testbed.grid5000.internal.hosts.GridHosts;
import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.Oar;
import execo.testbed.grid5000.internal.oar.OarException;
import execo.testbed.grid5000.internal.oar.Submission;
import execo.testbed.grid5000.internal.site.GridSite;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tools of oargrid, for jobs on several sites: oargridsub, oargridstat, oargriddel. */
final class OargridTools {
  private final GridHosts hosts;
  private final Map<Integer, Reservation> reservations = new TreeMap<>();

  OargridTools(GridHosts hosts) {
    this.hosts = hosts;
  }

  /** A part of a grid job, at a place, which may be a cluster of the site. */
  private record Part(String place, GridSite site, JobInfo job) {}

  private record Reservation(
      String user, long submitted, long start, String walltime, List<Part> parts) {}

  String submit(Call call) throws IOException, ToolException, OarException {
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
    if (options.rest().size() != 1) {
      throw new ToolException(1, "", "Usage: oargridsub [options] description\n");
    }
    var asked = OargridPart.all(options.rest().getFirst());
    var walltime = options.value("w") == null ? "1:0:0" : String.valueOf(options.value("w"));
    var parts = new ArrayList<Part>();
    var keys =
        new JobKeys(
            call,
            new Options(
                "k i=",
                options.value("i") == null
                    ? List.of("-k")
                    : List.of("-k", "-i", String.valueOf(options.value("i")))));
    try {
      for (var part : asked) {
        submit(call, options, part, start, walltime, parts);
      }
    } catch (OarException | ToolException e) {
      parts.forEach(part -> part.site().oar().delete(part.job().id(), call.user()));
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
              call.user(), call.site().oar().time(), start.getEpochSecond(), walltime, parts));
    }
    var shared = keys.shared();
    for (var part : parts) {
      keys.give(hosts, part.site().name(), part.job(), shared);
    }
    call.out("[OAR_GRIDSUB] Grid reservation id = " + id + "\n");
    var first = parts.getFirst();
    var key = hosts.places().job(first.site().name(), first.job().id()).resolve("key");
    call.out("[OAR_GRIDSUB] SSH KEY : " + key + "\n");
    call.out("\tYou can use this key to connect directly to your OAR nodes with the oar user.\n");
    return "0";
  }

  private static void submit(
      Call call,
      Options options,
      OargridPart asked,
      Instant start,
      String walltime,
      List<Part> parts)
      throws IOException, ToolException, OarException {
    var alias = asked.place();
    var site = site(call, alias);
    var submission = submission(call, options, asked, start, walltime);
    var made = site.oar().submit(submission, 1);
    var job = made.jobs().getFirst();
    parts.add(new Part(alias, site, job));
    if (!made.told()) {
      throw new ToolException(1, "", Oar.UNREACHED);
    }
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

  private static Submission submission(
      Call call, Options options, OargridPart part, Instant start, String walltime) {
    var type = part.members().getOrDefault("type", options.value("t"));
    var directory = options.value("d");
    var program = options.value("p");
    return new Submission(
        call.user(),
        List.of(part.resources() + ",walltime=" + walltime),
        program,
        type == null ? List.of() : List.of(type),
        properties(call, part),
        part.members().getOrDefault("queue", options.value("q")),
        null,
        part.members().get("name"),
        directory == null ? "/home/" + call.user() : directory,
        null,
        null,
        start,
        false,
        true,
        "oarsub -l " + part.resources());
  }

  private static String properties(Call call, OargridPart part) {
    var asked = part.members().getOrDefault("prop", "");
    if (call.sites().containsKey(part.place())) {
      return asked;
    }
    var cluster = "cluster = '" + part.place() + "'";
    return asked.isEmpty() ? cluster : cluster + " AND (" + asked + ")";
  }

  private static GridSite site(Call call, String alias) throws ToolException {
    var site = call.sites().get(alias);
    if (site != null) {
      return site;
    }
    return call.sites().values().stream()
        .filter(candidate ->
            candidate.oar().resources().stream().anyMatch(r -> r.text("cluster").equals(alias)))
        .findFirst()
        .orElseThrow(() ->
            new ToolException(1, "", "[OAR_GRIDSUB] Unknown site or cluster: " + alias + "\n"));
  }

  String stat(Call call) throws IOException, ToolException {
    var options =
        new Options("l|list_nodes w|wait p|poll= m|monitor gantt= Y D h|help", call.arguments());
    for (var id : ids(options.rest(), call)) {
      var reservation = reservation(id);
      if (options.has("l")) {
        call.out(nodes(reservation));
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
        if (reservation.user().equals(call.user()) && alive(reservation)) {
          ids.add(id);
        }
      });
    }
    return ids;
  }

  private static boolean alive(Reservation reservation) {
    return reservation.parts().stream()
        .map(part -> part.site().oar().job(part.job().id()))
        .anyMatch(job -> job != null && !job.state().over());
  }

  private synchronized Reservation reservation(int id) throws ToolException {
    var reservation = reservations.get(id);
    if (reservation == null) {
      throw new ToolException(1, "", "Error: the grid job " + id + " does not exist\n");
    }
    return reservation;
  }

  private static String nodes(Reservation reservation) {
    var text = new StringBuilder();
    for (var part : reservation.parts()) {
      var job = part.site().oar().job(part.job().id());
      if (job != null) {
        job.hosts().forEach(host -> text.append(host).append('\n'));
      }
    }
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
    for (var part : reservation.parts()) {
      text.append('\t').append(part.place()).append(" --> ").append(part.job().id()).append('\n');
    }
    return text.append('\n').toString();
  }

  String delete(Call call) throws IOException, ToolException {
    if (call.arguments().isEmpty()) {
      throw new ToolException(1, "", "Usage: oargriddel id...\n");
    }
    for (var id : ids(call.arguments(), call)) {
      var reservation = reservation(id);
      if (!reservation.user().equals(call.user())) {
        throw new ToolException(1, "", "You are not the owner of the grid job " + id + "\n");
      }
      for (var part : reservation.parts()) {
        part.site().oar().delete(part.job().id(), call.user());
        call.out("[OAR_GRIDDEL] Delete job " + part.job().id() + " on " + part.place() + "\n");
      }
    }
    return "0";
  }
}
