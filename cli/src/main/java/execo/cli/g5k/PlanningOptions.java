package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.g5k.planning.Element;
import execo.g5k.planning.PlanningOption;
import execo.g5k.planning.PlanningRequest;
import execo.g5k.planning.Platform;
import execo.g5k.schedule.Interval;
import execo.time.Dates;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a planning is made of. */
final class PlanningOptions {
  private static final Duration FOUR_WEEKS = Duration.ofDays(28);
  private static final Duration SOON = Duration.ofMinutes(1);

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description =
          "From this date on, as '2026-12-24 19:00:00' in the time of this machine (default: in a"
              + " minute).")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Until this date (default: four weeks after the first one).")
  private @Nullable String to;

  @Option(
      names = {"-q", "--queue"},
      split = ",",
      paramLabel = "QUEUE",
      description =
          "Clusters in these queues, as default or production; 'all' is any (default: default).")
  private List<String> queues = List.of("default");

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "ELEMENT",
      description = "Not these sites, clusters and hosts, apart by commas.")
  private List<String> excluded = List.of();

  @Option(
      names = "--besteffort-is-busy",
      description = "Hosts with besteffort jobs are busy, though these jobs would leave.")
  private boolean besteffortIsBusy;

  @Option(
      names = "--out-of-charter",
      description = "All is busy in the hours that the usage policy restricts.")
  private boolean outOfCharter;

  @Option(
      names = "--exotic",
      description = "Exotic clusters, too; those that are named are taken anyway.")
  private boolean exotic;

  @Option(names = "--absent", description = "Hosts that do not answer now, too.")
  private boolean absent;

  /** What is asked for of some elements. */
  PlanningRequest request(Collection<Element> elements) {
    Instant start = from == null ? Instant.now().plus(SOON) : Dates.parse(from);
    Instant end = to == null ? start.plus(FOUR_WEEKS) : Dates.parse(to);
    if (end.getEpochSecond() <= start.getEpochSecond()) {
      throw new BadInput(
          "--to %s is not after %s".formatted(Dates.format(end), Dates.format(start)));
    }
    var request =
        new PlanningRequest(
            new LinkedHashSet<>(elements), Interval.of(start, end), queues(), Set.of());
    request = with(request, besteffortIsBusy, PlanningOption.BESTEFFORT_IS_BUSY);
    request = with(request, outOfCharter, PlanningOption.OUT_OF_CHARTER);
    request = with(request, exotic, PlanningOption.EXOTIC);
    return with(request, absent, PlanningOption.ABSENT);
  }

  private static PlanningRequest with(
      PlanningRequest request, boolean asked, PlanningOption option) {
    return asked ? request.with(option) : request;
  }

  /** The queues; none for any. */
  Set<String> queues() {
    return queues.contains("all") ? Set.of() : new LinkedHashSet<>(queues);
  }

  /** What is excluded. */
  Set<Element> excluded(Platform platform) {
    return Elements.of(excluded, platform);
  }
}
