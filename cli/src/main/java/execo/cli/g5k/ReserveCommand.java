package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.g5k.api.ReferenceData;
import execo.g5k.oar.Oar;
import execo.g5k.oar.OarJob;
import execo.g5k.oar.OarRequest;
import execo.g5k.oar.Refusal;
import execo.g5k.oar.Submitted;
import execo.g5k.planning.Element;
import execo.g5k.planning.PlanningOption;
import execo.g5k.planning.PlanningRequest;
import execo.g5k.planning.Plannings;
import execo.g5k.planning.Platform;
import execo.g5k.planning.Resources;
import execo.g5k.planning.Slot;
import execo.host.Host;
import execo.host.Hosts;
import execo.time.Dates;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo g5k reserve}: jobs at several sites as soon as all that is wanted is free. */
@Command(
    name = "reserve",
    mixinStandardHelpOptions = true,
    description = "Reserves hosts of sites and clusters for the first date at which all are free.",
    customSynopsis = "execo g5k reserve --want WANTED -w WALLTIME [OPTIONS]",
    sortOptions = false,
    footer = {
      "",
      "The jobs, one a site, are submitted all or none. They are printed as SITE:NUMBER and",
      "last until they are deleted or their walltime ends. What could not be counted on is",
      "told after 'left out'.",
      "",
      "Examples:",
      "  execo g5k reserve --want lyon=2,taurus=4,grid5000=20 -w 2:00 --dry-run",
      "  execo g5k reserve --want gros=4,kavlan=1 -w 12:00 --out-of-charter -t deploy --wait"
    })
final class ReserveCommand extends PlanningTask {
  @Option(
      names = "--want",
      required = true,
      paramLabel = "WANTED",
      description =
          "Numbers of hosts of sites, clusters, hosts and grid5000, and of kavlans. They add up:"
              + " lyon=2,taurus=4 are six hosts. 0 is all that can be had.")
  private String want = "";

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private WalltimeOption walltime;

  @Option(
      names = "--site",
      split = ",",
      paramLabel = "SITE",
      description =
          "What is wanted of grid5000 is taken from these sites only (default: all). What else is"
              + " wanted must be of these sites, too.")
  private List<String> sites = List.of();

  @Option(
      names = "--ratio",
      paramLabel = "SHARE",
      description = "Take this share of each number, rounded down, as 0.9 (default: 1).")
  private double ratio = 1;

  @Option(names = "--dry-run", description = "Print what would be submitted, and submit nothing.")
  private boolean dryRun;

  @Option(names = "--wait", description = "Wait until all jobs have started, and list their nodes.")
  private boolean wait;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private JobOptions job;

  @Override
  int run() {
    var platform = Platform.of(ReferenceData.current());
    var wanted = Resources.parse(want, platform);
    var excluded = options().excluded(platform);
    var request = request(platform, wanted);
    Duration length = walltime.walltime();
    var planning = look(platform, request);
    var left = LeftOut.of(platform, request, planning, excluded, missing());
    var slots = Plannings.computeSlots(planning, length, excluded);
    var needed = needed(wanted);
    Optional<Slot> slot = Plannings.findFreeSlot(slots, needed);
    if (slot.isEmpty()) {
      complain(Shortage.of(slots, length, wanted, needed) + (left.isEmpty() ? "" : "; " + left));
      return missing().isEmpty() ? REFUSED : UNREACHED;
    }
    if (slot.get().start().isBefore(Instant.now())) {
      throw new BadInput(
          "%s has passed; give a later --from".formatted(Dates.format(slot.get().start())));
    }
    var dealt = Plannings.distributeHosts(slot.get(), wanted, excluded, ratio);
    var requests =
        Plannings.requests(slot.get(), dealt, excluded).stream().map(this::complete).toList();
    if (requests.isEmpty()) {
      throw new BadInput("a share of %s of %s is no host".formatted(ratio, want));
    }
    var plan = new ReservationPlan(slot.get(), dealt, requests, left);
    if (!json()) {
      plan.print(out(), Plannings.maxResources(planning));
    } else if (dryRun) {
      out().println(plan.json(Map.of()));
    }
    out().flush();
    return dryRun ? 0 : submit(plan);
  }

  /** What a slot must have: of all that can be had, so much that the share taken is a host. */
  private Resources needed(Resources wanted) {
    int least = ratio > 0 && ratio <= 1 ? (int) Math.ceil(1 / ratio) : 1;
    var needed = wanted;
    for (var each : wanted.asMap().entrySet()) {
      Element element = each.getKey();
      if (each.getValue() == 0 && !(element instanceof Element.Kavlan)) {
        needed = needed.with(element, element instanceof Element.Node ? 1 : least);
      }
    }
    return needed;
  }

  private PlanningRequest request(Platform platform, Resources wanted) {
    var elements = new LinkedHashSet<>(wanted.asMap().keySet());
    elements.remove(Element.KAVLAN);
    if (elements.isEmpty()) {
      throw new BadInput("no hosts are wanted in '%s'".formatted(want));
    }
    if (!sites.isEmpty()) {
      if (!elements.remove(Element.GRID)) {
        throw new BadInput("--site goes with a number of grid5000, as --want grid5000=4");
      }
      var chosen = sites.stream().map(site -> site(platform, site)).toList();
      elements.forEach(element -> checkIsOf(chosen, element));
      elements.addAll(chosen);
    }
    var request = options().request(elements);
    return wanted.count(Element.KAVLAN) > 0 ? request.with(PlanningOption.VLANS) : request;
  }

  private static Element.Site site(Platform platform, String name) {
    if (platform.element(name) instanceof Element.Site site) {
      return site;
    }
    throw new BadInput("--site takes sites, which %s is not".formatted(name));
  }

  /** Hosts of grid5000 are dealt out over all sites of a planning, so it must not have others. */
  private void checkIsOf(List<Element.Site> chosen, Element element) {
    var site =
        switch (element) {
          case Element.Site itself -> itself;
          case Element.Cluster cluster -> cluster.site();
          case Element.Node node -> node.cluster().site();
          case Element.Grid _, Element.Kavlan _ -> null;
        };
    if (site != null && !chosen.contains(site)) {
      throw new BadInput(
          "--site %s leaves out %s, which is wanted: name its site, too, or reserve it by itself"
              .formatted(String.join(",", sites), element));
    }
  }

  private OarRequest complete(OarRequest request) {
    return job.addTo(request.submission().withName("execo")).at(request.site());
  }

  private int submit(ReservationPlan plan) {
    var oar = Oar.current();
    var submitted = oar.oarsubgrid(plan.requests(), each -> each);
    var jobs = new LinkedHashMap<String, OarJob>();
    int code = 0;
    for (Submitted each : submitted) {
      String site = Objects.requireNonNull(each.site());
      var refusal = each.refusal();
      if (each.job() != null) {
        jobs.put(site, each.job());
      } else if (refusal != null
          && (refusal.reason() != Refusal.Reason.GIVEN_BACK || refusal.left() != null)) {
        complain(site + ": " + line(refusal.toString()));
        code = Math.max(code, Refusals.code(refusal.reason()));
      }
    }
    if (code != 0) {
      return code;
    }
    if (json()) {
      out().println(plan.json(jobs));
    } else {
      jobs.values().forEach(out()::println);
    }
    out().flush();
    return wait ? await(oar, jobs) : 0;
  }

  private int await(Oar oar, Map<String, OarJob> jobs) {
    Map<String, Boolean> answers =
        ask(
            jobs.keySet(),
            site ->
                oar.awaitStart(
                    Objects.requireNonNull(jobs.get(site)),
                    null,
                    date -> tell(site, "starts at " + Dates.format(date))));
    var listing = new Listing("JOB", "NODES");
    answers.forEach((site, started) -> {
      OarJob each = Objects.requireNonNull(jobs.get(site));
      List<Host> nodes = started ? oar.nodes(each, Duration.ZERO) : List.of();
      var object = new LinkedHashMap<String, Object>();
      object.put("site", site);
      object.put("job", each.id());
      object.put("started", started);
      object.put("nodes", nodes.stream().map(Host::address).toList());
      listing.add(object, each, started ? Hosts.fold(nodes) : "ended before it was seen running");
    });
    print(listing);
    if (answers.size() < jobs.size()) {
      return UNREACHED;
    }
    return answers.containsValue(false) ? REFUSED : 0;
  }
}
