package execo.internal.ssh.embedded;

import execo.host.EffectiveConnection;
import execo.internal.ssh.settings.ClientSettings;
import execo.internal.ssh.settings.ClientSettingsReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The jump hosts on the way to a destination, those of the jump hosts themselves included. */
final class JumpRoute {
  private final List<EffectiveConnection> passed = new ArrayList<>();

  private JumpRoute() {}

  /**
   * Looks whether the jump hosts lead in a circle, in which each would wait for the next for ever.
   *
   * @param settings those of the connection
   * @return completes with an {@link IllegalArgumentException} if they do; a jump host whose
   *     settings are not to be had ends the search
   */
  static CompletableFuture<@Nullable Void> check(
      EffectiveConnection connection, ClientSettings settings) {
    return new JumpRoute().follow(connection, settings);
  }

  private CompletableFuture<@Nullable Void> follow(
      EffectiveConnection from, @Nullable ClientSettings settings) {
    passed.add(from);
    if (settings == null || settings.proxyJump().isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    EffectiveConnection hop;
    try {
      hop = JumpHost.of(settings.proxyJump(), from);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(e);
    }
    var key = Destination.key(hop);
    if (key.equals(Destination.key(from))) {
      return CompletableFuture.completedFuture(null); // it is connected to directly
    }
    for (var i = 0; i < passed.size(); i++) {
      if (key.equals(Destination.key(passed.get(i)))) {
        return CompletableFuture.failedFuture(new IllegalArgumentException(circle(i, hop)));
      }
    }
    return ClientSettingsReader.system()
        .of(hop)
        .<@Nullable ClientSettings>handle((known, _) -> known)
        .thenCompose(known -> follow(hop, known));
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
