package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.g5k.api.G5kApi;
import execo.g5k.api.ReferenceData;
import execo.g5k.charter.Allowance;
import execo.g5k.charter.Charter;
import execo.g5k.charter.Quota;
import execo.g5k.picture.Pictures;
import execo.g5k.schedule.Interval;
import execo.time.Dates;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code execo g5k charter}: when the usage policy restricts, and what it leaves. */
@Command(
    name = "charter",
    mixinStandardHelpOptions = true,
    description =
        "Tells whether the usage policy restricts jobs at a date, and what it leaves to a user.",
    customSynopsis = "execo g5k charter [OPTIONS] [DATE]",
    sortOptions = false,
    footer = {
      "",
      "Restricted are working days in France from 9 to 19 o'clock in Paris. Jobs that touch",
      "these hours may take as much of a cluster a day as all its cores for two hours;",
      "--quota tells in core-hours what is left of that. Jobs in the queue abaca, formerly",
      "production, are not restricted, and clusters for these only are not listed.",
      "The picture that -o writes has the restricted hours of four weeks from DATE on.",
      "",
      "Examples:",
      "  execo g5k charter '2026-12-24 12:00:00'",
      "  execo g5k charter --quota --site lyon,nancy",
      "  execo g5k charter -o hours.svg"
    })
final class CharterCommand extends Task {
  private static final Duration A_MONTH = Duration.ofDays(31);
  private static final int FOUR_WEEKS = 28;
  private static final double HOUR = Duration.ofHours(1).toSeconds();

  @Parameters(
      arity = "0..1",
      paramLabel = "DATE",
      description = "As '2026-12-24 19:00:00' in the time of this machine (default: now).")
  private @Nullable String text;

  @Option(names = "--quota", description = "List what is left on that day in each cluster.")
  private boolean quota;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "Whose jobs count (default: the user of the API, or of this machine).")
  private @Nullable String user;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Sites sites;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private PictureFile file;

  @Override
  int run() {
    Instant date = text == null ? Instant.now() : Dates.parse(text);
    var day = LocalDate.ofInstant(date, Charter.PARIS);
    if (file.asked(".svg", ".png")) {
      if (quota) {
        throw new BadInput("-o draws the restricted hours: give either -o or --quota");
      }
      file.write(Pictures.drawCharter(day, FOUR_WEEKS));
      return 0;
    }
    return quota ? allowances(day) : periods(date);
  }

  private int periods(Instant date) {
    boolean restricted = Charter.restricts(date);
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("date", date.toString());
    object.put("restricted", restricted);
    var text = new StringBuilder(Dates.format(date));
    Instant after = date;
    if (restricted) {
      Instant end = next(date).endDate();
      object.put("until", end.toString());
      text.append(": restricted until ").append(Dates.format(end));
      after = end;
    } else {
      text.append(": not restricted");
    }
    Interval next = next(after);
    object.put("next_from", next.startDate().toString());
    object.put("next_to", next.endDate().toString());
    text.append("\nnext restricted: ").append(next);
    out().println(json() ? Listing.json(object) : text);
    return 0;
  }

  private static Interval next(Instant date) {
    return Charter.nextPeriod(date, date.plus(A_MONTH)).orElseThrow();
  }

  private int allowances(LocalDate day) {
    var chosen = sites.chosen();
    var api = G5kApi.current();
    var data = ReferenceData.current();
    String whose =
        user == null ? api.user().orElseGet(() -> System.getProperty("user.name", "")) : user;
    Map<String, List<Allowance>> answers =
        ask(chosen, site -> Quota.of(api, data, site, day, whose));
    var listing = new Listing("CLUSTER", "SITE", "CORES", "CORE-HOURS", "LEFT");
    answers.values().forEach(site -> site.forEach(each -> add(listing, whose, day, each)));
    print(listing);
    return answers.size() < chosen.size() ? UNREACHED : 0;
  }

  private static void add(Listing listing, String user, LocalDate day, Allowance allowance) {
    var object = new LinkedHashMap<String, Object>();
    object.put("cluster", allowance.cluster());
    object.put("site", allowance.site());
    object.put("user", user);
    object.put("day", day.toString());
    object.put("cores", allowance.cores());
    object.put("core_seconds", allowance.whole());
    object.put("core_seconds_left", allowance.left());
    listing.add(
        object,
        allowance.cluster(),
        allowance.site(),
        allowance.cores(),
        hours(allowance.whole()),
        hours(allowance.left()));
  }

  private static double hours(long coreSeconds) {
    return Math.round(10 * coreSeconds / HOUR) / 10.0;
  }
}
