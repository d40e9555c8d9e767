package execo.cli.g5k;

import execo.g5k.api.ReferenceData;
import execo.g5k.picture.Pictures;
import execo.g5k.picture.Stamp;
import execo.g5k.planning.Element;
import execo.g5k.planning.PlanningOption;
import execo.g5k.planning.Plannings;
import execo.g5k.planning.Platform;
import execo.g5k.planning.SitePlanning;
import execo.g5k.planning.Slot;
import execo.g5k.planning.Slots;
import execo.time.Dates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo g5k slots}: how many hosts are free for a walltime. */
@Command(
    name = "slots",
    mixinStandardHelpOptions = true,
    description = "Lists how many hosts are free for a walltime from each date on.",
    customSynopsis = "execo g5k slots [OPTIONS] -w WALLTIME [ELEMENT...]",
    sortOptions = false,
    footer = {
      "",
      "A line of the table stands until the next one: numbers fall as soon as a job that",
      "comes next, or the end of what is looked at (--to), is nearer than the walltime. It",
      "shows the ELEMENTs, or grid5000 and its sites; --json has all clusters, and every",
      "date at which anything changes. The picture that -o writes has the clusters on top",
      "of each other, over time.",
      "",
      "Examples:",
      "  execo g5k slots -w 2:00 taurus gros",
      "  execo g5k slots -w 12:00 --out-of-charter -o slots.png"
    })
final class SlotsCommand extends PlanningTask {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private WalltimeOption walltime;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Elements elements;

  @Option(
      names = "--kavlan",
      description =
          "Count kavlans, too: the routed ones of a site, or the global ones of several sites.")
  private boolean kavlan;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private PictureFile file;

  @Override
  int run() {
    boolean picture = file.asked(".svg", ".png");
    var platform = Platform.of(ReferenceData.current());
    var named = elements.in(platform);
    var request = options().request(named);
    var excluded = options().excluded(platform);
    var length = walltime.walltime();
    var planning = look(platform, kavlan ? request.with(PlanningOption.VLANS) : request);
    var slots = Plannings.computeSlots(planning, length, excluded);
    if (picture) {
      file.write(Pictures.drawSlots(slots, Stamp.now(ReferenceData.current())));
    } else {
      print(listing(slots.withAllChanges(), shown(slots, named)));
    }
    return code();
  }

  private Set<Element> shown(Slots slots, Set<Element> named) {
    var shown = new LinkedHashSet<Element>(named);
    if (named.contains(Element.GRID)) {
      slots.planning().sites().forEach(site -> shown.add(site.site()));
    }
    if (kavlan) {
      shown.add(Element.KAVLAN);
    }
    return shown;
  }

  private Listing listing(Slots slots, Set<Element> shown) {
    var headers = new ArrayList<>(List.of("FROM"));
    shown.forEach(element -> headers.add(element.name().toUpperCase(Locale.ROOT)));
    var listing = new Listing(headers.toArray(String[]::new));
    List<Integer> last = List.of();
    for (Slot slot : slots) {
      var counts = shown.stream().map(slot::count).toList();
      if (json() || !counts.equals(last)) {
        var cells = new ArrayList<Object>(List.of(Dates.format(slot.start())));
        cells.addAll(counts);
        listing.add(object(slots, slot), cells.toArray());
      }
      last = counts;
    }
    return listing;
  }

  private Map<String, Object> object(Slots slots, Slot slot) {
    var object = new LinkedHashMap<String, Object>();
    object.put("start", slot.start().toString());
    object.put("end", slot.end().toString());
    var hosts = new LinkedHashMap<String, Integer>();
    slot.counts().asMap().forEach((element, count) -> hosts.put(element.name(), count));
    object.put("hosts", hosts);
    if (kavlan) {
      var routed = new LinkedHashMap<String, Integer>();
      for (SitePlanning site : slots.planning().sites()) {
        routed.put(site.name(), slot.routedVlans(site.site()));
      }
      object.put("routed_kavlans", routed);
      object.put("global_kavlan_sites", slot.globalVlanSites());
    }
    return object;
  }
}
