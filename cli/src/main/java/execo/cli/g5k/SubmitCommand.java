package execo.cli.g5k;

import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarSubmission;
import execo.g5k.oar.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
      names = "-t",
      paramLabel = "TYPE",
      description = "A type of the job, as deploy or besteffort; may be given several times.")
  private List<String> types = List.of();

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

  @Option(names = "-n", paramLabel = "NAME", description = "A name for the job.")
  private @Nullable String name;

  @Option(names = "--project", paramLabel = "PROJECT", description = "The project.")
  private @Nullable String project;

  @Option(
      names = "--site",
      paramLabel = "SITE",
      description = "At this site (default: the setting default-frontend).")
  private @Nullable String site;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", hidden = true)
  private List<String> words = List.of();

  @Override
  int run() {
    var submission = submission();
    String at = Sites.orDefault(site);
    var submitted = Oar.current().oarsub(submission.at(at));
    Refusal refusal = submitted.refusal();
    if (refusal != null) {
      complain(at + ": " + line(refusal.toString()));
      return code(refusal.reason());
    }
    OarJob job = submitted.job();
    if (json() && job != null) {
      var object = new LinkedHashMap<String, Object>();
      object.put("site", at);
      object.put("job", job.id());
      out().println(Listing.json(object));
    } else {
      out().println(job);
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
    String command = String.join(" ", words);
    return submission
        .withTypes(types.toArray(String[]::new))
        .withProperties(properties)
        .withQueue(queue)
        .withName(name)
        .withProject(project)
        .withCommand(command.isBlank() ? null : command);
  }

  private static int code(Refusal.Reason reason) {
    return switch (reason) {
      case MALFORMED_RESOURCES, MALFORMED_DATE, MALFORMED_COMMAND, UNKNOWN_QUEUE -> BAD_INPUT;
      case SERVER_DOWN, UNREACHABLE, INTERRUPTED -> UNREACHED;
      case TIMEOUT -> TIMED_OUT;
      case NOT_ENOUGH_RESOURCES, NOT_ADMITTED, NOT_FREE_THEN, TOO_LATE, GIVEN_BACK, OTHER ->
          REFUSED;
    };
  }
}
