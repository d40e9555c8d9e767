package execo.cli.g5k;

import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarJobInfo;
import execo.time.Dates;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo g5k jobs}: the user's jobs. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "Lists your jobs that have not ended.",
    sortOptions = false)
final class JobsCommand extends Task {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Sites sites;

  @Option(
      names = "--orphans",
      description =
          "Only those that were not to outlive their program, one of this machine, and have.")
  private boolean orphans;

  @Override
  int run() {
    var chosen = sites.chosen();
    Map<String, List<OarJobInfo>> answers =
        ask(chosen, site -> orphans ? orphans(site) : Oar.current().currentJobInfos(site));
    var listing = new Listing("JOB", "STATE", "START", "END", "QUEUE", "NODES", "NAME");
    answers.forEach((site, jobs) -> jobs.forEach(job -> add(listing, site, job)));
    print(listing);
    return answers.size() < chosen.size() ? UNREACHED : 0;
  }

  private static List<OarJobInfo> orphans(String site) {
    var oar = Oar.current();
    var ids = oar.orphans(List.of(site)).stream().map(OarJob::id).collect(Collectors.toSet());
    return ids.isEmpty()
        ? List.of()
        : oar.currentJobInfos(site).stream().filter(job -> ids.contains(job.id())).toList();
  }

  private static void add(Listing listing, String site, OarJobInfo job) {
    Instant start = job.expectedStart();
    Instant end = job.expectedEnd();
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("site", site);
    object.put("job", job.id());
    object.put("name", job.name());
    object.put("state", job.state().apiName());
    object.put("queue", job.queue());
    object.put("project", job.project());
    object.put("types", job.types());
    object.put("command", job.command());
    object.put("walltime_seconds", job.walltime() == null ? null : job.walltime().toSeconds());
    object.put("submitted", iso(job.submitted()));
    object.put("start", iso(start));
    object.put("end", iso(end));
    object.put("nodes", job.nodes());
    object.put("message", job.message());
    listing.add(
        object,
        new OarJob(job.id(), site),
        job.state().apiName(),
        start == null ? null : Dates.format(start),
        end == null ? null : Dates.format(end),
        job.queue(),
        job.nodes().size(),
        job.name());
  }

  private static @Nullable String iso(@Nullable Instant date) {
    return date == null ? null : date.toString();
  }
}
