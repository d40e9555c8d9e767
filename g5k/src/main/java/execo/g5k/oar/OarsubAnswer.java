package execo.g5k.oar;

import execo.g5k.oar.Refusal.Reason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What oarsub says, read. Both outputs may have lines that end in CR LF, and lines of admission
 * rules before all others. The exit code decides: refused submissions print a number too.
 *
 * @param id the number of the job, the first one of an array; 0 if there is none
 * @param refusal why there is no job; null if there is one
 */
record OarsubAnswer(long id, @Nullable Refusal refusal) {
  private static final Pattern ID = Pattern.compile("OAR_JOB_ID=(-?\\d{1,18})\\s*");
  private static final Pattern PROPOSAL =
      Pattern.compile("could run at (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)");

  /** The number in a line that tells the number of a job that OAR has. */
  static OptionalLong idIn(String line) {
    Matcher matcher = ID.matcher(line);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    long id = Long.parseLong(matcher.group(1));
    return id > 0 ? OptionalLong.of(id) : OptionalLong.empty();
  }

  static OarsubAnswer read(
      int exitCode, String stdout, String stderr, @Nullable String site, ZoneId zone) {
    long id =
        lines(stdout).stream()
            .map(OarsubAnswer::idIn)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .findFirst()
            .orElse(0);
    if (exitCode == 0 && id > 0) {
      return new OarsubAnswer(id, null);
    }
    String all = stdout + "\n" + stderr;
    Reason reason = reason(exitCode, all);
    boolean kept = exitCode != 10 && id > 0;
    return new OarsubAnswer(
        0,
        new Refusal(
            reason,
            message(exitCode, stdout, stderr),
            proposal(all, zone),
            kept ? new OarJob(id, site) : null));
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static Reason reason(int exitCode, String all) {
    return switch (exitCode) {
      case 1, 5 -> Reason.MALFORMED_COMMAND;
      case 7 -> Reason.MALFORMED_DATE;
      case 8 ->
          all.contains("not enough resources")
              ? Reason.NOT_ENOUGH_RESOURCES
              : Reason.MALFORMED_RESOURCES;
      case 9 -> Reason.SERVER_DOWN;
      case 10 -> all.contains("too old") ? Reason.TOO_LATE : Reason.NOT_FREE_THEN;
      case 248 -> all.contains("queue") ? Reason.UNKNOWN_QUEUE : Reason.OTHER;
      case 254 -> Reason.NOT_ADMITTED;
      case 255 -> all.contains("Cannot recognize") ? Reason.MALFORMED_RESOURCES : Reason.OTHER;
      default -> Reason.OTHER;
    };
  }

  private static @Nullable Instant proposal(String all, ZoneId zone) {
    Matcher matcher = PROPOSAL.matcher(all);
    return matcher.find() ? OarText.parseDate(matcher.group(1), zone) : null;
  }

  /** What is worth repeating: the errors, else the last line of the output. */
  private static String message(int exitCode, String stdout, String stderr) {
    var errors = lines(stderr);
    if (!errors.isEmpty()) {
      return String.join("; ", errors.size() > 6 ? errors.subList(0, 6) : errors);
    }
    var said = lines(stdout);
    return said.isEmpty()
        ? "oarsub ended with exit code " + exitCode
        : exitCode == 5 ? "oarsub printed its usage: no command was given" : said.getLast();
  }
}
