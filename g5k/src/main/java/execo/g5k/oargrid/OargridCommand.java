package execo.g5k.oargrid;

import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import execo.g5k.oar.OarText;
import execo.internal.shell.ShellWords;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The command line of oargridsub. */
final class OargridCommand {
  /** What is in force between double quotes, where the texts of a part stand. */
  private static final Pattern UNQUOTABLE = Pattern.compile("[\"\\\\$`\\n\\r]");

  private static final Pattern COMMA_IN_BRACES = Pattern.compile("\\{[^}]*,[^}]*}");
  private static final Pattern PLACE = Pattern.compile("[A-Za-z0-9-]+");

  /** oargrid evaluates the resources twice more: a quote that is to last has seven backslashes. */
  private static final String QUOTE = "\\".repeat(7) + "\"";

  private OargridCommand() {}

  /**
   * The command line, for a shell.
   *
   * @param parts resources, type, properties and name of each part, and its site or cluster
   * @param common what holds for all parts: the date, the walltime, a type, the queue, the
   *     directory and further options
   * @param keyFile the job key, a path on the frontend; null is a new one
   * @throws IllegalArgumentException for what oargrid cannot take
   */
  static String line(
      Collection<OarRequest> parts, OarSubmission common, ZoneId zone, @Nullable String keyFile) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a grid job has one part or more");
    }
    var words = new ArrayList<>(List.of("oargridsub", "-v"));
    add(words, "-i", keyFile);
    add(
        words,
        "-s",
        common.reservationDate() == null
            ? null
            : OarText.formatDate(common.reservationDate(), zone));
    add(words, "-q", common.queue());
    add(words, "-t", type(common));
    add(words, "-w", common.walltime() == null ? null : OarText.formatDuration(common.walltime()));
    add(words, "-d", common.directory());
    words.addAll(common.additionalOptions());
    return ShellWords.quote(words)
        + parts.stream().map(OargridCommand::part).collect(Collectors.joining(",", " ", ""));
  }

  private static void add(List<String> words, String option, @Nullable String value) {
    if (value != null) {
      words.add(option);
      words.add(value);
    }
  }

  private static @Nullable String type(OarSubmission submission) {
    if (submission.types().size() > 1) {
      throw new IllegalArgumentException("oargrid takes one type of job: " + submission.types());
    }
    return submission.types().isEmpty() ? null : submission.types().getFirst();
  }

  /** A part as the shell is to read it. */
  private static String part(OarRequest part) {
    String place = part.site();
    OarSubmission submission = part.submission();
    if (place == null || !PLACE.matcher(place).matches()) {
      throw new IllegalArgumentException(
          "each part of a grid job needs a site or a cluster, not '%s': %s"
              .formatted(place, submission));
    }
    if (submission.resources().size() != 1) {
      throw new IllegalArgumentException(
          "each part of a grid job needs resources, without alternatives: " + submission);
    }
    String resources = submission.resources().getFirst();
    if (COMMA_IN_BRACES.matcher(resources).find()) {
      throw new IllegalArgumentException("oargrid takes no comma in braces: " + resources);
    }
    return place
        + member("rdef", plain(resources).replace("{", "{" + QUOTE).replace("}", QUOTE + "}"))
        + member("type", type(submission))
        + member("prop", submission.properties())
        + member("name", submission.name());
  }

  private static String member(String name, @Nullable String value) {
    return value == null
        ? ""
        : ":" + name + "=\"" + (name.equals("rdef") ? value : plain(value)) + "\"";
  }

  private static String plain(String text) {
    if (UNQUOTABLE.matcher(text).find()) {
      throw new IllegalArgumentException(
          "oargrid takes no quote, backslash, dollar or line end in a part: " + text);
    }
    return text;
  }
}
