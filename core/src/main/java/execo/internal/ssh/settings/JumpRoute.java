package execo.internal.ssh.settings;

import execo.host.EffectiveConnection;
import execo.internal.ssh.connecting.ConnectionKey;
import execo.internal.ssh.connecting.JumpHost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The jump hosts on the way to a destination, those of the jump hosts themselves included. */
public final class JumpRoute {
  /**
   * A jump host.
   *
   * @param connection how it is connected to
   * @param settings those of that connection, or null where they are not to be had
   */
  public record Hop(EffectiveConnection connection, @Nullable ClientSettings settings) {}

  private final Function<EffectiveConnection, CompletableFuture<ClientSettings>> source;
  private final List<EffectiveConnection> passed = new ArrayList<>();
  private final List<Hop> hops = new ArrayList<>();

  private JumpRoute(Function<EffectiveConnection, CompletableFuture<ClientSettings>> source) {
    this.source = source;
  }

  /**
   * The jump hosts of a connection, the last one before the destination first.
   *
   * @param settings those of the connection
   * @param source where those of the jump hosts come from
   * @return completes with an {@link IllegalArgumentException} if one of them is not the name of a
   *     host, or if they lead in a circle, in which each would wait for the next for ever; a jump
   *     host whose settings are not to be had ends the search
   */
  public static CompletableFuture<List<Hop>> of(
      EffectiveConnection connection,
      ClientSettings settings,
      Function<EffectiveConnection, CompletableFuture<ClientSettings>> source) {
    return new JumpRoute(source).follow(connection, settings);
  }

  private CompletableFuture<List<Hop>> follow(
      EffectiveConnection from, @Nullable ClientSettings settings) {
    passed.add(from);
    if (settings == null || settings.proxyJump().isEmpty()) {
      return CompletableFuture.completedFuture(List.copyOf(hops));
    }
    EffectiveConnection hop;
    try {
      hop = JumpHost.of(settings.proxyJump(), from);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
    var key = ConnectionKey.of(hop);
    if (key.equals(ConnectionKey.of(from))) {
      return CompletableFuture.completedFuture(List.copyOf(hops)); // it is connected to directly
    }
    for (var i = 0; i < passed.size(); i++) {
      if (key.equals(ConnectionKey.of(passed.get(i)))) {
        return CompletableFuture.failedFuture(new IllegalArgumentException(circle(i, hop)));
      }
    }
    return source
        .apply(hop)
        .<@Nullable ClientSettings>handle((known, _) -> known)
        .thenCompose(known -> {
          hops.add(new Hop(hop, known));
          return follow(hop, known);
        });
  }

  private String circle(int begin, EffectiveConnection end) {
    var names = new ArrayList<String>();
    passed.subList(begin, passed.size()).forEach(one -> names.add(one.address()));
    names.add(end.address());
    return "the jump hosts lead in a circle: "
        + String.join(" via ", names)
        + "; see ProxyJump in the configuration of ssh";
  }
}
