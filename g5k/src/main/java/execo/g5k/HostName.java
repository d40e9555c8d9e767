package execo.g5k;

import execo.host.Host;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a node: {@code taurus-1}, {@code abacus22-1.rennes.grid5000.fr}, with a kavlan's
 * number {@code taurus-1-kavlan-4.lyon.grid5000.fr}, or of one of its interfaces {@code
 * taurus-1-eth1.lyon.grid5000.fr}. Names sort by cluster and number.
 *
 * <p>A value. Immutable and thread-safe.
 *
 * @param cluster the cluster, which may end in digits
 * @param number the node's number in its cluster
 * @param networkInterface the interface that is meant, or null
 * @param vlan the kavlan that is meant, or null
 * @param domain what follows the first label, with its dot, or nothing
 */
public record HostName(
    String cluster,
    int number,
    @Nullable String networkInterface,
    @Nullable Integer vlan,
    String domain)
    implements Comparable<HostName> {

  private static final Pattern NAME =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9]*)-([0-9]{1,9})(?:-(?!kavlan)([A-Za-z][A-Za-z0-9]*))?"
              + "(?:-kavlan-([0-9]{1,5}))?((?:\\.[A-Za-z0-9-]+)*)");

  private static final Comparator<HostName> ORDER =
      Comparator.comparing(HostName::cluster)
          .thenComparingInt(HostName::number)
          .thenComparing(HostName::toString);

  /** The parts of a name; empty if it is not that of a node. */
  public static Optional<HostName> of(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String vlan = matcher.group(4);
    return Optional.of(
        new HostName(
            matcher.group(1),
            Integer.parseInt(matcher.group(2)),
            matcher.group(3),
            vlan == null ? null : Integer.valueOf(vlan),
            matcher.group(5)));
  }

  /**
   * The parts of a name.
   *
   * @throws IllegalArgumentException if it is not that of a node
   */
  public static HostName parse(String name) {
    return of(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "not the name of a node: '"
                    + name
                    + "'; accepted is as taurus-1.lyon.grid5000.fr"));
  }

  /** The name of the node itself, {@code taurus-1}. */
  public String shortName() {
    return cluster + "-" + number;
  }

  /** The name of the node itself, whatever kavlan or interface is meant; its domain stays. */
  public String canonical() {
    return shortName() + domain;
  }

  /** The name under which the node is reached in a kavlan. */
  public HostName inVlan(int id) {
    return new HostName(cluster, number, networkInterface, id, domain);
  }

  /** The name of one of the node's interfaces. */
  public HostName onInterface(String name) {
    return new HostName(cluster, number, name, vlan, domain);
  }

  /** The canonical name of a text; a text that is not the name of a node comes back as it is. */
  public static String canonical(String name) {
    return of(name).map(HostName::canonical).orElse(name);
  }

  /** The host with its canonical name; user, key file and port stay. */
  public static Host canonical(Host host) {
    return new Host(canonical(host.address()), host.user(), host.keyFile(), host.port());
  }

  /** A host's name in a kavlan: {@code taurus-1-kavlan-4.lyon.grid5000.fr}. */
  public static String kavlan(String name, int vlan) {
    return parse(name).inVlan(vlan).toString();
  }

  /** The host under its name in a kavlan; user, key file and port stay. */
  public static Host kavlan(Host host, int vlan) {
    return new Host(kavlan(host.address(), vlan), host.user(), host.keyFile(), host.port());
  }

  @Override
  public int compareTo(HostName other) {
    return ORDER.compare(this, other);
  }

  /** The name itself. */
  @Override
  public String toString() {
    return shortName()
        + (networkInterface == null ? "" : "-" + networkInterface)
        + (vlan == null ? "" : "-kavlan-" + vlan)
        + domain;
  }
}
