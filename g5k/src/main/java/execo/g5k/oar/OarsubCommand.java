package execo.g5k.oar;

import execo.internal.shell.ShellWords;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line of oarsub for a submission. */
final class OarsubCommand {
  /** What a job runs that is there for its nodes only: a year's sleep. */
  static final String SLEEP = "sleep 31536000";

  private OarsubCommand() {}

  /**
   * The words of the command line.
   *
   * @param keyFile the job key, a path where oarsub runs; null is none
   */
  static List<String> words(OarSubmission submission, ZoneId zone, @Nullable String keyFile) {
    var words = new ArrayList<String>();
    words.add("oarsub");
    words.addAll(submission.additionalOptions());
    String walltime =
        submission.walltime() == null
            ? null
            : "walltime=" + OarText.formatDuration(submission.walltime());
    for (String resources : submission.resources()) {
      add(words, "-l", walltime == null ? resources : resources + "," + walltime);
    }
    if (submission.resources().isEmpty()) {
      add(words, "-l", walltime);
    }
    if (keyFile != null) {
      words.add("-k");
      add(words, "-i", keyFile);
    }
    for (String type : submission.types()) {
      add(words, "-t", type);
    }
    add(words, "-p", submission.properties());
    add(words, "-q", submission.queue());
    add(
        words,
        "-r",
        submission.reservationDate() == null
            ? null
            : OarText.formatDate(submission.reservationDate(), zone));
    add(words, "-d", submission.directory());
    add(words, "--project", submission.project());
    add(words, "-n", submission.name());
    words.add(submission.command() == null ? SLEEP : submission.command());
    return List.copyOf(words);
  }

  /** The command line for a shell. */
  static String line(OarSubmission submission, ZoneId zone, @Nullable String keyFile) {
    return ShellWords.quote(words(submission, zone, keyFile));
  }

  private static void add(List<String> words, String option, @Nullable String value) {
    if (value != null) {
      words.add(option);
      words.add(value);
    }
  }
}
