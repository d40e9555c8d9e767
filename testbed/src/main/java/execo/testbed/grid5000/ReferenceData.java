package execo.testbed.grid5000;

import execo.testbed.grid5000.internal.data.SyntheticGrid;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The description of a grid: its sites, clusters, nodes and network, as one JSON tree.
 *
 * <p>The grid holds the maps {@code sites} and {@code network_equipments}, a site {@code clusters},
 * {@code network_equipments}, {@code pdus} and {@code servers}, a cluster {@code nodes}; all are
 * maps from uid to item. Immutable: the tree that is given or taken is a copy.
 */
public final class ReferenceData {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUNDLED = "g5k-2020.json.gz";
  private static final Instant BUNDLED_DATE = Instant.parse("2020-09-16T12:26:44Z");

  private final ObjectNode tree;
  private final Instant changed;

  private ReferenceData(ObjectNode tree, Instant changed) {
    this.tree = tree;
    this.changed = changed;
  }

  /** Four sites, twelve clusters and 375 nodes, as they were in September 2020. */
  public static ReferenceData g5k2020() {
    return new ReferenceData(bundled(), BUNDLED_DATE);
  }

  /**
   * As many sites, clusters and nodes as Grid'5000 has today, multiplied from {@link #g5k2020}: 12
   * sites, 158 clusters, 939 nodes. The first sites, clusters and nodes bear real names.
   */
  public static ReferenceData synthetic() {
    return new ReferenceData(SyntheticGrid.of(bundled(), 12, 158, 939), BUNDLED_DATE);
  }

  /**
   * A few nodes with what is peculiar since 2020: cluster names that end in digits, site routers
   * that are all called {@code gw}, aggregated links ({@code channels}), equipments without {@code
   * backplane_bps}, a queue {@code abaca}, an exotic cluster, and a site that the backbone does not
   * reach.
   */
  public static ReferenceData today() {
    return new ReferenceData(read("today.json"), Instant.parse("2026-03-23T10:00:00Z"));
  }

  /** The given tree. */
  public static ReferenceData of(JsonNode tree) {
    return new ReferenceData((ObjectNode) tree.deepCopy(), Instant.EPOCH);
  }

  private static ObjectNode bundled() {
    try (var in = new GZIPInputStream(resource(BUNDLED))) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode read(String name) {
    try (var in = resource(name)) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(ReferenceData.class.getResourceAsStream(name), name);
  }

  /**
   * Only some sites, with the network between sites as it is.
   *
   * @throws IllegalArgumentException if there is no such site
   */
  public ReferenceData onlySites(List<String> wanted) {
    for (var site : wanted) {
      if (!tree.get("sites").has(site)) {
        throw new IllegalArgumentException(
            "unknown site: '" + site + "', there are " + String.join(", ", sites()));
      }
    }
    var copy = tree.deepCopy();
    ((ObjectNode) copy.get("sites")).retain(wanted);
    return new ReferenceData(copy, changed);
  }

  /** This with a change to its tree, dated a day later. */
  public ReferenceData with(Consumer<ObjectNode> change) {
    var copy = tree.deepCopy();
    change.accept(copy);
    return new ReferenceData(copy, changed.plus(Duration.ofDays(1)));
  }

  /** The names of the sites. */
  public List<String> sites() {
    return new ArrayList<>(tree.get("sites").propertyNames());
  }

  /** A copy of the tree. */
  public ObjectNode tree() {
    return tree.deepCopy();
  }

  /** When it was changed last. */
  public Instant changed() {
    return changed;
  }
}
