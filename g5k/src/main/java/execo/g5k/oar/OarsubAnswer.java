package execo.g5k.oar;

import execo.g5k.oar.Refusal.Reason;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What oarsub says, read. Both outputs may have lines that end in CR LF, and lines of admission
 * rules before all others. The exit code decides: refused submissions print a number too.
 *
 * <p>An oarsub that a signal ended, or that ended well without the number of a job, may have
 * submitted one all the same.
 *
 * @param jobs the job, or those of an array; empty if there is none
 * @param refusal why there is no job; null if there is one
 */
record OarsubAnswer(List<OarJob> jobs, @Nullable Refusal refusal) {
  /** What the refusal of an array ends with, where that of one job ends with 8. */
  private static final int ARRAY_REFUSED = 251;

  private static final int LAST_SIGNAL = 64;

  private static final Pattern ID = Pattern.compile("OAR_JOB_ID=(-?\\d{1,18})\\s*");

  /**
   * What is said of a job key that is none, cannot be read or is taken: the numbers of OAR 2.5.9,
   * the words of 2.5.10.
   */
  private static final Pattern BAD_KEY =
      Pattern.compile(
          "\\bOAR_JOB_ID=-1[45]\\b|use-job-key|(public|private) key|\\bkey file\\b|same ssh keys"
              + "|job key (format|generation)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern UNRECOGNIZED =
      Pattern.compile("cannot recognize", Pattern.CASE_INSENSITIVE);

  private static final String RULE = "[ADMISSION RULE]";

  /** What is said on the way, and says nothing of a failure. */
  private static final Pattern ASIDE =
      Pattern.compile(
          "OAR_(JOB|ARRAY)_ID=|(Import|Generate a|Export) job key|Simple array job"
              + "|(Reservation mode|Advance reservation request): waiting");

  private static final Pattern PROPOSAL =
      Pattern.compile("could run at (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)");

  static OarsubAnswer read(
      int exitCode, String stdout, String stderr, @Nullable String site, ZoneId zone) {
    var jobs = jobs(stdout, site);
    if (exitCode == 0 && !jobs.isEmpty()) {
      return new OarsubAnswer(jobs, null);
    }
    String all = stdout + "\n" + stderr;
    return new OarsubAnswer(
        List.of(),
        new Refusal(
            reason(exitCode, all),
            message(exitCode, stdout, stderr),
            proposal(all, zone),
            exitCode == 10 && jobs.size() == 1 ? List.of() : jobs));
  }

  /** The answer of an oarsub that did not come to its end; it may have submitted all the same. */
  static OarsubAnswer unfinished(
      Reason reason, String message, String stdout, @Nullable String site) {
    return new OarsubAnswer(List.of(), new Refusal(reason, message, null, jobs(stdout, site)));
  }

  /** Numbers of jobs are positive; that of an error is not. */
  private static List<OarJob> jobs(String stdout, @Nullable String site) {
    return stdout
        .lines()
        .map(ID::matcher)
        .filter(Matcher::matches)
        .map(matcher -> Long.parseLong(matcher.group(1)))
        .filter(id -> id > 0)
        .distinct()
        .map(id -> new OarJob(id, site))
        .toList();
  }

  private static List<String> lines(String text) {
    return text.lines()
        .map(line -> line.strip().replaceFirst("^# ", ""))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /**
   * The words that matter in what a command of OAR printed, in one line; empty if there are none.
   */
  static String line(String text) {
    var lines = lines(text).stream().filter(line -> !ASIDE.matcher(line).lookingAt()).toList();
    return Stream.<Predicate<String>>of(
            line -> !line.startsWith(RULE), line -> line.contains("Error"), _ -> true)
        .map(which -> lines.stream().filter(which).limit(6).collect(Collectors.joining("; ")))
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Reason reason(int exitCode, String all) {
    return switch (exitCode) {
      case 0 -> Reason.UNREACHABLE;
      case 1, 5, 6, 16, 17 -> Reason.MALFORMED_COMMAND;
      case 7 -> Reason.MALFORMED_DATE;
      case 8, ARRAY_REFUSED -> resources(all);
      case 9 -> Reason.SERVER_DOWN;
      case 10 -> all.contains("too old") ? Reason.TOO_LATE : Reason.NOT_FREE_THEN;
      case 18 -> Reason.MALFORMED_RESOURCES;
      case 248 -> all.contains("queue") ? Reason.UNKNOWN_QUEUE : Reason.OTHER;
      case 254 -> Reason.NOT_ADMITTED;
      case 255 -> UNRECOGNIZED.matcher(all).find() ? Reason.MALFORMED_RESOURCES : Reason.OTHER;
      default -> signal(exitCode) > 0 ? Reason.UNREACHABLE : Reason.OTHER;
    };
  }

  /** The code is that of all that is wrong with what a job is to have. */
  private static Reason resources(String all) {
    if (all.contains("not enough resources")) {
      return Reason.NOT_ENOUGH_RESOURCES;
    }
    return BAD_KEY.matcher(all).find() ? Reason.MALFORMED_JOB_KEY : Reason.MALFORMED_RESOURCES;
  }

  /** The signal that an exit code tells of, as a shell has it; 0 if it tells of none. */
  private static int signal(int exitCode) {
    return exitCode > 128 && exitCode <= 128 + LAST_SIGNAL ? exitCode - 128 : 0;
  }

  private static @Nullable Instant proposal(String all, ZoneId zone) {
    Matcher matcher = PROPOSAL.matcher(all);
    return matcher.find() ? OarText.parseDate(matcher.group(1), zone) : null;
  }

  /** What is worth repeating: the errors, else the last line of the output. */
  private static String message(int exitCode, String stdout, String stderr) {
    String errors = line(stderr);
    if (!errors.isEmpty()) {
      return errors;
    }
    var said = lines(stdout);
    if (signal(exitCode) > 0) {
      return "oarsub was ended by signal " + signal(exitCode);
    }
    return said.isEmpty()
        ? "oarsub ended with exit code " + exitCode + (exitCode == 0 ? " and named no job" : "")
        : exitCode == 5 ? "oarsub printed its usage: no command was given" : said.getLast();
  }
}
