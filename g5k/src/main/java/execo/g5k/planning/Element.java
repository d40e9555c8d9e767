package execo.g5k.planning;

/** Something of Grid'5000 that has a name and that can be asked for. */
public sealed interface Element {
  /** All of it: {@code grid5000}. */
  Grid GRID = new Grid();

  /** A vlan that spans the reserved hosts: {@code kavlan}. */
  Kavlan KAVLAN = new Kavlan();

  /** The name in texts, as {@code grid5000}, {@code lyon}, {@code taurus} or {@code taurus-1}. */
  String name();

  /** The whole of Grid'5000. */
  record Grid() implements Element {
    @Override
    public String name() {
      return "grid5000";
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** A site, as lyon. */
  record Site(String name) implements Element {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A cluster of a site, as taurus. */
  record Cluster(String name, Site site) implements Element {
    @Override
    public String toString() {
      return name;
    }
  }

  /** A host of a cluster, by its full name, as taurus-1.lyon.grid5000.fr. */
  record Node(String address, Cluster cluster) implements Element {
    /** The first label of the full name. */
    @Override
    public String name() {
      int dot = address.indexOf('.');
      return dot < 0 ? address : address.substring(0, dot);
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** A vlan: a routed one of the site, or a global one for hosts of several sites. */
  record Kavlan() implements Element {
    @Override
    public String name() {
      return "kavlan";
    }

    @Override
    public String toString() {
      return name();
    }
  }
}
