package execo.g5k.oargrid;

import execo.g5k.oar.OarRequest;
import execo.g5k.oar.OarSubmission;
import execo.g5k.oar.OarText;
import execo.internal.shell.ShellWords;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the former service oargrid, for a site that still has it: command lines, and what
 * they print.
 */
public final class OargridCommand {
  private static final Pattern ID =
      Pattern.compile("(?m)^\\[OAR_GRIDSUB] Grid reservation id = (\\d{1,18})\\s*$");
  private static final Pattern KEY = Pattern.compile("(?m)^\\[OAR_GRIDSUB] SSH KEY : (\\S+)\\s*$");
  private static final Pattern LISTED = Pattern.compile("(?m)^Reservation # (\\d{1,18}):");
  private static final Pattern PART = Pattern.compile("(?m)^\\t(\\S+) --> (\\d{1,18})");
  private static final Pattern START = Pattern.compile("(?m)^\\s*start date : (.*?)\\s*$");
  private static final Pattern WALLTIME = Pattern.compile("(?m)^\\s*walltime : (\\S+)\\s*$");
  private static final Pattern USER = Pattern.compile("(?m)^\\s*user : (\\S+)\\s*$");

  private OargridCommand() {}

  /**
   * What oargridsub says.
   *
   * @param id the number of the grid job
   * @param keyFile its key, a path on the frontend, if there is one
   */
  public record Submitted(long id, @Nullable String keyFile) {}

  /**
   * A part of a grid job.
   *
   * @param place a site, or a cluster
   * @param id the number of the job there
   */
  public record Part(String place, long id) {}

  /**
   * What oargridstat says of a grid job.
   *
   * @param start when it starts
   * @param walltime how long it may last
   * @param user whose it is
   */
  public record Info(@Nullable Instant start, @Nullable Duration walltime, @Nullable String user) {}

  /**
   * The command line of oargridsub.
   *
   * @param common what holds for all parts: the date, the walltime, one type, the queue, the
   *     directory and further options
   * @param keyFile the job key, a path on the frontend; null is a new one
   * @throws IllegalArgumentException for a part without a place
   */
  public static String submit(
      List<OarRequest> parts, OarSubmission common, ZoneId zone, @Nullable String keyFile) {
    var words = new ArrayList<>(List.of("oargridsub", "-v"));
    add(words, "-i", keyFile);
    add(
        words,
        "-s",
        common.reservationDate() == null
            ? null
            : OarText.formatDate(common.reservationDate(), zone));
    add(words, "-q", common.queue());
    add(words, "-t", common.types().isEmpty() ? null : common.types().getFirst());
    add(words, "-w", common.walltime() == null ? null : OarText.formatDuration(common.walltime()));
    add(words, "-d", common.directory());
    words.addAll(common.additionalOptions());
    words.add(String.join(",", parts.stream().map(OargridCommand::part).toList()));
    return ShellWords.quote(words);
  }

  private static void add(List<String> words, String option, @Nullable String value) {
    if (value != null) {
      words.add(option);
      words.add(value);
    }
  }

  /** oargrid evaluates the resources again and again: quotes in braces have seven backslashes. */
  private static String part(OarRequest part) {
    if (part.site() == null) {
      throw new IllegalArgumentException("each part of a grid job needs a site");
    }
    OarSubmission submission = part.submission();
    String quote = "\\".repeat(7) + "\"";
    var out = new StringBuilder(part.site()).append(":rdef=\"");
    for (char c : String.join("+", submission.resources()).toCharArray()) {
      if (c == '}') {
        out.append(quote);
      }
      out.append(c);
      if (c == '{') {
        out.append(quote);
      }
    }
    out.append('"');
    member(out, "type", submission.types().isEmpty() ? null : submission.types().getFirst());
    member(out, "prop", submission.properties());
    member(out, "name", submission.name());
    return out.toString();
  }

  private static void member(StringBuilder out, String name, @Nullable String value) {
    if (value != null) {
      out.append(':').append(name).append("=\"").append(value).append('"');
    }
  }

  /** Reads what oargridsub prints; null if it has not submitted. */
  public static @Nullable Submitted submitted(String output) {
    Matcher id = ID.matcher(output);
    Matcher key = KEY.matcher(output);
    return id.find()
        ? new Submitted(Long.parseLong(id.group(1)), key.find() ? key.group(1) : null)
        : null;
  }

  /** Reads the numbers in the list that oargridstat prints. */
  public static List<Long> listed(String output) {
    return LISTED.matcher(output).results().map(found -> Long.valueOf(found.group(1))).toList();
  }

  /** Reads the parts of the grid job that oargridstat tells of. */
  public static List<Part> parts(String output) {
    return PART.matcher(output)
        .results()
        .map(found -> new Part(found.group(1), Long.parseLong(found.group(2))))
        .toList();
  }

  /** Reads what oargridstat tells of a grid job. */
  public static Info info(String output, ZoneId zone) {
    Matcher start = START.matcher(output);
    Matcher walltime = WALLTIME.matcher(output);
    Matcher user = USER.matcher(output);
    return new Info(
        start.find() ? OarText.parseDate(start.group(1), zone) : null,
        walltime.find() ? OarText.parseDuration(walltime.group(1)) : null,
        user.find() ? user.group(1) : null);
  }

  /** Where oargridsub puts the key of a grid job, on the frontend. */
  public static String keyFile(String user, long id) {
    return "/tmp/oargrid/oargrid_ssh_key_%s_%d".formatted(user, id);
  }
}
