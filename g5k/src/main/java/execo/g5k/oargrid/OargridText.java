package execo.g5k.oargrid;

import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarText;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the commands of oargrid print, read. Its lines may end in CR LF. */
final class OargridText {
  private static final Pattern ID =
      Pattern.compile("(?m)^\\[OAR_GRIDSUB] Grid reservation id = (\\d{1,18})\\s*$");
  private static final Pattern KEY = Pattern.compile("(?m)^\\[OAR_GRIDSUB] SSH KEY : (\\S+)\\s*$");
  private static final Pattern LISTED = Pattern.compile("(?m)^Reservation # (\\d{1,18}):");
  private static final Pattern PART = Pattern.compile("(?m)^\\t(\\S+) --> (\\d{1,18})");
  private static final Pattern START = Pattern.compile("(?m)^\\s*start date : (.*?)\\s*$");
  private static final Pattern WALLTIME = Pattern.compile("(?m)^\\s*walltime : (\\S+)\\s*$");
  private static final Pattern USER = Pattern.compile("(?m)^\\s*user : (\\S+)\\s*$");
  private static final int LINES = 6;

  private OargridText() {}

  /** Reads what oargridsub prints. */
  static OargridSubmitted submitted(String stdout, String message) {
    String id = first(ID, stdout);
    return new OargridSubmitted(
        id == null ? null : Long.valueOf(id), id == null ? null : first(KEY, stdout), message);
  }

  /** Reads the numbers in the list that oargridstat prints. */
  static List<Long> listed(String stdout) {
    return LISTED.matcher(stdout).results().map(found -> Long.valueOf(found.group(1))).toList();
  }

  /**
   * Reads the jobs of the grid job that oargridstat tells of.
   *
   * @param siteOf the site of a place, which may be a cluster
   */
  static List<OarJob> jobs(String stdout, UnaryOperator<String> siteOf) {
    return PART.matcher(stdout)
        .results()
        .map(found -> new OarJob(Long.parseLong(found.group(2)), siteOf.apply(found.group(1))))
        .toList();
  }

  /**
   * Reads what oargridstat tells of a grid job.
   *
   * @throws IllegalArgumentException if a date or a duration cannot be read
   */
  static OargridInfo info(String stdout, ZoneId zone) {
    String start = first(START, stdout);
    String walltime = first(WALLTIME, stdout);
    return new OargridInfo(
        start == null ? null : OarText.parseDate(start, zone),
        walltime == null ? null : OarText.parseDuration(walltime),
        first(USER, stdout));
  }

  /** The last words of a command, in one line; empty if it said nothing. */
  static String message(String stdout, String stderr) {
    var lines =
        Stream.concat(stdout.lines(), stderr.lines())
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    return lines.stream().skip(Math.max(0, lines.size() - LINES)).collect(Collectors.joining("; "));
  }

  private static @Nullable String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : null;
  }
}
