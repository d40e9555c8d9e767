package execo.cli.g5k;

import execo.cli.input.BadInput;
import execo.g5k.api.ReferenceData;
import execo.g5k.picture.Picture;
import execo.g5k.picture.Pictures;
import execo.g5k.topology.Link;
import execo.g5k.topology.NetworkData;
import execo.g5k.topology.Place;
import execo.g5k.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code execo g5k topology}: how hosts are cabled. */
@Command(
    name = "topology",
    mixinStandardHelpOptions = true,
    description = "Lists the network equipment between hosts, or the way between two of them.",
    customSynopsis = "execo g5k topology [OPTIONS] [ELEMENT...]",
    sortOptions = false,
    footer = {
      "",
      "Rates are in Gb/s; what the reference data do not tell is left empty. The file that -o",
      "writes is a picture (.svg, .png), or a graph for other programs (.dot, .graphml).",
      "",
      "Examples:",
      "  execo g5k topology --between taurus-1,gros-1",
      "  execo g5k topology lyon nancy --exclude nova --folded -o network.svg"
    })
final class TopologyCommand extends Task {
  private static final long GIGA = 1_000_000_000;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Elements elements;

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "NAME",
      description =
          "Not these sites, clusters, hosts and pieces of equipment (force10.lyon), nor 'backbone'.")
  private List<String> excluded = List.of();

  @Option(
      names = "--between",
      split = ",",
      paramLabel = "HOST",
      description = "The way between these two, and its bottleneck.")
  private List<String> ends = List.of();

  @Option(names = "--folded", description = "Draw each cluster as one box.")
  private boolean folded;

  @Option(
      names = "--unfolded",
      description = "Draw each host, even where that is too small to be read on a page.")
  private boolean unfolded;

  @Mixin
  @SuppressWarnings("NullAway.Init")
  private PictureFile file;

  @Override
  int run() {
    if (!ends.isEmpty() && ends.size() != 2) {
      throw new BadInput("--between takes two hosts, as taurus-1,gros-1");
    }
    if (folded && unfolded) {
      throw new BadInput("a network is drawn either --folded or --unfolded");
    }
    boolean written = file.asked(".svg", ".png", ".dot", ".graphml");
    var network =
        Topology.of(NetworkData.of(ReferenceData.current()), names())
            .minus(excluded.toArray(String[]::new));
    if (written) {
      write(network);
    } else if (ends.isEmpty()) {
      print(equipment(network));
    } else {
      return way(network);
    }
    return 0;
  }

  private List<String> names() {
    if (!elements.names().isEmpty()) {
      return elements.names();
    }
    return ends.isEmpty() ? List.of("grid5000") : ends;
  }

  private void write(Topology network) {
    switch (file.ending()) {
      case ".dot" -> file.write(network.dot());
      case ".graphml" -> file.write(network.graphMl());
      default -> file.write(picture(network));
    }
  }

  private Picture picture(Topology network) {
    if (unfolded) {
      return Pictures.drawUnfoldedTopology(network);
    }
    return folded ? Pictures.drawFoldedTopology(network) : Pictures.drawTopology(network);
  }

  private static Listing equipment(Topology network) {
    var listing = new Listing("EQUIPMENT", "SITE", "KIND", "HOSTS", "LINKS", "BACKPLANE");
    var all = new ArrayList<Place>(network.equipment());
    all.addAll(network.backbone());
    for (Place place : all) {
      String kind = place.kind().name().toLowerCase(Locale.ROOT);
      int hosts = network.hostsOf(place).size();
      int links = network.graph().degreeOf(place);
      var object = new LinkedHashMap<String, @Nullable Object>();
      object.put("equipment", place.name());
      object.put("site", place.site());
      object.put("kind", kind);
      object.put("hosts", hosts);
      object.put("links", links);
      object.put("backplane_bps", place.backplane() == 0 ? null : place.backplane());
      listing.add(object, place.name(), place.site(), kind, hosts, links, gigas(place.backplane()));
    }
    return listing;
  }

  private int way(Topology network) {
    Place from = network.place(ends.getFirst());
    Place to = network.place(ends.getLast());
    var path = network.path(from, to);
    if (path.isEmpty()) {
      complain("no way from %s to %s is known".formatted(from, to));
      return REFUSED;
    }
    var listing = new Listing("FROM", "TO", "RATE");
    for (int i = 1; i < path.size(); i++) {
      Place one = path.get(i - 1);
      Place other = path.get(i);
      long rate = rate(network, one, other);
      var object = new LinkedHashMap<String, @Nullable Object>();
      object.put("from", one.name());
      object.put("to", other.name());
      object.put("bandwidth_bps", rate == 0 ? null : rate);
      listing.add(object, one, other, gigas(rate));
    }
    print(listing);
    if (!json()) {
      var least = network.bottleneck(from, to);
      out()
          .println(
              "bottleneck: "
                  + (least.isEmpty() ? "not known" : gigas(least.getAsLong()) + " Gb/s"));
    }
    return 0;
  }

  /** The best active link of one step. */
  private static long rate(Topology network, Place one, Place other) {
    return network.links(one, other).stream()
        .filter(Link::active)
        .mapToLong(Link::bandwidth)
        .max()
        .orElse(0);
  }

  /** A rate in Gb/s; null if it is not known. */
  private static @Nullable Object gigas(long rate) {
    if (rate == 0) {
      return null;
    }
    return rate % GIGA == 0 ? (Object) (rate / GIGA) : (Object) (rate / (double) GIGA);
  }
}
