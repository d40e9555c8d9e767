package execo.cli.g5k;

import execo.Execo;
import execo.cli.input.BadInput;
import execo.g5k.G5kSettings;
import execo.g5k.oar.Deletion;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.UnknownJobException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
      description = "Wait until they have ended; deletion takes OAR a moment.")
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
    if (untilGone) {
      deletions.stream().filter(Deletion::ok).forEach(each -> awaitEnd(oar, each.job()));
    }
    print(listing(deletions));
    return !answered ? UNREACHED : deletions.stream().allMatch(Deletion::ok) ? 0 : REFUSED;
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

  private static void awaitEnd(Oar oar, OarJob job) {
    try {
      while (!oar.info(job).state().over()) {
        Execo.sleep(G5kSettings.current().tinyPollingInterval());
      }
    } catch (UnknownJobException _) {
      // OAR forgets jobs.
    }
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
