package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.g5k.oar.Deletion;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code execo g5k delete}: jobs end. */
@Command(
    name = "delete",
    mixinStandardHelpOptions = true,
    description = "Deletes jobs.",
    customSynopsis = "execo g5k delete [OPTIONS] (--all | --orphans | JOB...)",
    sortOptions = false)
final class DeleteCommand extends Task {
  private static final Pattern JOB = Pattern.compile("(?:([A-Za-z0-9-]+):)?([1-9]\\d{0,17})");

  @Parameters(
      arity = "0..*",
      paramLabel = "JOB",
      description = "A job's number, or SITE:NUMBER as submit and jobs print it.")
  private List<String> words = List.of();

  @Option(names = "--all", description = "All your jobs at the sites.")
  private boolean all;

  @Option(names = "--orphans", description = "Those of them that jobs --orphans lists.")
  private boolean orphans;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Sites sites;

  @Option(
      names = "--until-gone",
      description =
          "Wait until they have ended, which takes OAR a moment; at most as long as default-timeout"
              + " says.")
  private boolean untilGone;

  @Override
  int run() {
    if ((all ? 1 : 0) + (orphans ? 1 : 0) + (words.isEmpty() ? 0 : 1) != 1) {
      throw new BadInput("give --all, --orphans, or the jobs to delete");
    }
    var oar = Oar.current();
    var jobs = new ArrayList<OarJob>();
    boolean answered = true;
    if (words.isEmpty()) {
      var chosen = sites.chosen();
      Map<String, List<OarJob>> answers =
          ask(
              chosen,
              site -> orphans ? oar.orphans(List.of(site)) : oar.currentJobs(List.of(site)));
      answers.values().forEach(jobs::addAll);
      answered = answers.size() == chosen.size();
    } else {
      words.forEach(word -> jobs.add(job(word)));
    }
    var deletions = oar.oardel(jobs);
    print(listing(deletions));
    out().flush();
    int waited = untilGone ? awaitEnd(deletions) : 0;
    return !answered ? UNREACHED : deletions.stream().allMatch(Deletion::ok) ? waited : REFUSED;
  }

  private OarJob job(String word) {
    Matcher matcher = JOB.matcher(word);
    if (!matcher.matches()) {
      throw new BadInput("not a job: '" + word + "'; accepted is NUMBER or SITE:NUMBER");
    }
    String site = matcher.group(1);
    return new OarJob(
        Long.parseLong(matcher.group(2)), site == null ? sites.only() : sites.known(site));
  }

  /** Waits at all sites at the same time; gives the exit code of that. */
  private int awaitEnd(List<Deletion> deletions) {
    var bySite =
        deletions.stream()
            .filter(Deletion::ok)
            .map(Deletion::job)
            .collect(
                Collectors.groupingBy(
                    job -> String.valueOf(job.site()), LinkedHashMap::new, Collectors.toList()));
    var wait = EndWait.current();
    var ends = ask(bySite.keySet(), site -> wait.await(bySite.getOrDefault(site, List.of())));
    int code = 0;
    for (Map.Entry<String, EndWait.End> each : ends.entrySet()) {
      EndWait.End end = each.getValue();
      if (!end.gone()) {
        complain(each.getKey() + ": " + end.problem());
        code = Math.max(code, end.answered() ? TIMED_OUT : UNREACHED);
      }
    }
    return code;
  }

  private Listing listing(List<Deletion> deletions) {
    var listing = new Listing("JOB", "OUTCOME");
    for (Deletion deletion : deletions) {
      OarJob job = deletion.job();
      String outcome = deletion.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      var object = new LinkedHashMap<String, Object>();
      object.put("site", String.valueOf(job.site()));
      object.put("job", job.id());
      object.put("ok", deletion.ok());
      object.put("outcome", outcome);
      object.put("message", deletion.message());
      listing.add(object, job, outcome);
      if (!deletion.ok()) {
        complain("job " + job + " is not deleted: " + line(deletion.message()));
      }
    }
    return listing;
  }
}
