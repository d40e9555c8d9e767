package execo.g5k.oar;

import execo.g5k.api.JobState;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text that {@code oarstat -f} prints, in any of its formats: a line with the number of
 * the job, and lines {@code key = value}. Lines may end in CR LF.
 */
final class OarstatText {
  private static final Pattern HEAD = Pattern.compile("(?:Job_Id|id): *(\\d+)\\s*");
  private static final Pattern MEMBER = Pattern.compile("\\s+([A-Za-z_]+) = ?(.*?)\\s*");
  private static final Pattern EVENT =
      Pattern.compile("\\s*(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)> ([A-Z_0-9]+):(.*?)\\s*");
  private static final Pattern LISTED = Pattern.compile("(\\d+)\\s.*");

  private OarstatText() {}

  /** The jobs that {@code oarstat -f} tells of. */
  static List<OarJobInfo> read(String output, ZoneId zone) {
    var jobs = new ArrayList<OarJobInfo>();
    var members = new HashMap<String, String>();
    var events = new ArrayList<JobEvent>();
    long id = 0;
    for (String line : output.lines().toList()) {
      Matcher head = HEAD.matcher(line);
      if (head.matches()) {
        finish(jobs, id, members, events, zone);
        id = Long.parseLong(head.group(1));
        continue;
      }
      Matcher event = EVENT.matcher(line);
      Matcher member = MEMBER.matcher(line);
      if (event.matches()) {
        Instant date = OarText.parseDate(event.group(1), zone);
        events.add(new JobEvent(date, event.group(2), event.group(3)));
      } else if (member.matches()) {
        members.put(plain(member.group(1)), member.group(2));
      }
    }
    finish(jobs, id, members, events, zone);
    return List.copyOf(jobs);
  }

  /** The numbers in the table that {@code oarstat -u} prints. */
  static List<Long> listed(String output) {
    return output
        .lines()
        .map(LISTED::matcher)
        .filter(Matcher::matches)
        .map(line -> Long.valueOf(line.group(1)))
        .toList();
  }

  /** Formats differ in this only: startTime, start_time. */
  private static String plain(String key) {
    return key.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private static void finish(
      List<OarJobInfo> jobs,
      long id,
      Map<String, String> members,
      List<JobEvent> events,
      ZoneId zone) {
    if (id != 0) {
      jobs.add(job(id, members, events, zone));
    }
    members.clear();
    events.clear();
  }

  private static OarJobInfo job(
      long id, Map<String, String> members, List<JobEvent> events, ZoneId zone) {
    String reservation = text(members, "reservation");
    return new OarJobInfo(
        id,
        text(members, "name"),
        text(members, "owner"),
        JobState.of(members.getOrDefault("state", "")),
        text(members, "queue"),
        text(members, "project"),
        words(members.getOrDefault("types", ""), "[,; ]+"),
        text(members, "command"),
        duration(text(members, "walltime")),
        date(text(members, "submissiontime"), zone),
        date(text(members, "starttime"), zone),
        date(text(members, "scheduledstart"), zone),
        date(text(members, "stoptime"), zone),
        reservation != null && !reservation.equals("None"),
        words(members.getOrDefault("assignedhostnames", ""), "\\+"),
        exitCode(text(members, "exitcode")),
        text(members, "message"),
        events);
  }

  private static @Nullable String text(Map<String, String> members, String key) {
    String value = members.get(key);
    return value == null || value.isEmpty() ? null : value;
  }

  private static List<String> words(String text, String separator) {
    return Stream.of(text.strip().split(separator))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  /** What is no date, as "no prediction", tells none. */
  private static @Nullable Instant date(@Nullable String text, ZoneId zone) {
    if (text == null || !Character.isDigit(text.charAt(0))) {
      return null;
    }
    return OarText.parseDate(text, zone);
  }

  private static @Nullable Duration duration(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String[] parts = text.split(":");
    try {
      return parts.length == 3
          ? Duration.ofHours(Long.parseLong(parts[0]))
              .plusMinutes(Long.parseLong(parts[1]))
              .plusSeconds(Long.parseLong(parts[2]))
          : OarText.parseDuration(text);
    } catch (NumberFormatException | DateTimeException e) {
      throw new IllegalArgumentException("oarstat printed a malformed walltime: " + text, e);
    }
  }

  /** {@code 768 (3,0,0)}: the status of wait(2), and its parts. */
  private static @Nullable Integer exitCode(@Nullable String text) {
    if (text == null || !text.matches("\\d{1,9}( .*)?")) {
      return null;
    }
    return Integer.parseInt(text.split(" ")[0]) >> 8;
  }
}
