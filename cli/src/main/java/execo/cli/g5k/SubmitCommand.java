package execo.cli.g5k;

import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarSubmission;
import execo.g5k.oar.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo g5k submit}: one job more. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = "Submits a job, which lasts until it is deleted or its walltime ends.",
    customSynopsis = "execo g5k submit [OPTIONS] [--] [COMMAND...]",
    sortOptions = false,
    footer = {
      "",
      "COMMAND is run on the job's first node; several words are joined by blanks. Without",
      "one the job does nothing until its end. The job is printed as SITE:NUMBER.",
      "",
      "Examples:",
      "  execo g5k submit --site lyon -l nodes=4,walltime=2:00:00 -t deploy",
      "  execo g5k submit -l \"{cluster='taurus'}/nodes=1\" -r '2026-12-24 19:00:00' ./run.sh"
    })
final class SubmitCommand extends Task {
  @Option(
      names = "-l",
      paramLabel = "RESOURCES",
      description =
          "What is wanted, as nodes=2,walltime=1:00:00; given several times, OAR takes one of"
              + " them.")
  private List<String> resources = List.of();

  @Option(
      names = "-p",
      paramLabel = "CONDITION",
      description = "An SQL condition on the resources, as cluster='taurus'.")
  private @Nullable String properties;

  @Option(names = "-q", paramLabel = "QUEUE", description = "The queue.")
  private @Nullable String queue;

  @Option(
      names = "-r",
      paramLabel = "DATE",
      description =
          "Reserve for this date, as '2026-12-24 19:00:00' in the time of this machine (default:"
              + " start as soon as possible).")
  private @Nullable String date;

  @Option(
      names = "--site",
      paramLabel = "SITE",
      description = "At this site (default: the setting default-frontend).")
  private @Nullable String site;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private JobOptions job;

  @Override
  int run() {
    var submission = submission();
    String at = Sites.orDefault(site);
    var submitted = Oar.current().oarsub(submission.at(at));
    Refusal refusal = submitted.refusal();
    if (refusal != null) {
      complain(at + ": " + line(refusal.toString()));
      return Refusals.code(refusal.reason());
    }
    OarJob made = submitted.job();
    if (json() && made != null) {
      var object = new LinkedHashMap<String, Object>();
      object.put("site", at);
      object.put("job", made.id());
      out().println(Listing.json(object));
    } else {
      out().println(made);
    }
    return 0;
  }

  private OarSubmission submission() {
    var submission = OarSubmission.of();
    for (String each : resources) {
      submission = submission.orResources(each);
    }
    if (date != null) {
      submission = submission.withReservationDate(date);
    }
    return job.addTo(submission).withProperties(properties).withQueue(queue);
  }
}
