package execo.internal.ssh;

import execo.internal.ssh.embedded.EmbeddedConnector;
import execo.internal.ssh.openssh.OpensshConnector;
import execo.spi.Connector;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connectors that there are: those of this library, then those that others add. */
public final class Connectors {
  private static final List<Connector> OWN =
      List.of(OpensshConnector.INSTANCE, EmbeddedConnector.INSTANCE);

  private Connectors() {}

  /**
   * The connector of a name.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  public static Connector named(String name) {
    for (var own : OWN) {
      if (own.name().equals(name)) {
        return own;
      }
    }
    return added()
        .filter(connector -> connector.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "connector '"
                    + name
                    + "' is not available in this version; available: "
                    + names()));
  }

  /** Closes the connections that are kept open for reuse and that nothing uses now. */
  public static void closeIdle() {
    OWN.forEach(Connector::closeIdle);
    added().forEach(Connector::closeIdle);
  }

  private static Stream<Connector> added() {
    return ServiceLoader.load(Connector.class).stream().map(ServiceLoader.Provider::get);
  }

  private static String names() {
    return Stream.concat(OWN.stream(), added())
        .map(Connector::name)
        .collect(Collectors.joining(", "));
  }
}
