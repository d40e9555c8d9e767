package execo.internal.ssh;

import execo.internal.ssh.auto.AutoConnector;
import execo.internal.ssh.embedded.EmbeddedConnector;
import execo.internal.ssh.openssh.OpensshConnector;
import execo.spi.Connector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The connectors that there are: those of this library, then those that others add. */
public final class Connectors {
  private static final Connector AUTO =
      new AutoConnector(OpensshConnector.INSTANCE, () -> EmbeddedConnector.INSTANCE);

  /** Made only when they are asked for: each brings much code with it. */
  private static final Map<String, Supplier<Connector>> OWN = own();

  private Connectors() {}

  /**
   * The connector of a name.
   *
   * @throws IllegalArgumentException if there is none; the message says which there are
   */
  public static Connector named(String name) {
    var own = OWN.get(name);
    if (own != null) {
      return own.get();
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
    OWN.values().forEach(own -> own.get().closeIdle());
    added().forEach(Connector::closeIdle);
  }

  private static Stream<Connector> added() {
    return ServiceLoader.load(Connector.class).stream().map(ServiceLoader.Provider::get);
  }

  private static Map<String, Supplier<Connector>> own() {
    var own = new LinkedHashMap<String, Supplier<Connector>>();
    own.put("auto", () -> AUTO);
    own.put("embedded", () -> EmbeddedConnector.INSTANCE);
    own.put("openssh", () -> OpensshConnector.INSTANCE);
    return own;
  }

  private static String names() {
    return Stream.concat(OWN.keySet().stream(), added().map(Connector::name))
        .collect(Collectors.joining(", "));
  }
}
