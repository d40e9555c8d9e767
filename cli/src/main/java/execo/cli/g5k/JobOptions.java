package execo.cli.g5k;

import execo.g5k.oar.OarSubmission;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a job is, whatever it has. */
final class JobOptions {
  @Option(
      names = "-t",
      paramLabel = "TYPE",
      description = "A type of the job, as deploy or besteffort; may be given several times.")
  private List<String> types = List.of();

  @Option(names = "-n", paramLabel = "NAME", description = "A name for the job.")
  private @Nullable String name;

  @Option(names = "--project", paramLabel = "PROJECT", description = "The project.")
  private @Nullable String project;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", hidden = true)
  private List<String> words = List.of();

  /** A submission with these options; the types that it has stay. */
  OarSubmission addTo(OarSubmission submission) {
    String command = String.join(" ", words);
    return submission
        .plusTypes(types.toArray(String[]::new))
        .withName(name == null ? submission.name() : name)
        .withProject(project)
        .withCommand(command.isBlank() ? null : command);
  }
}
