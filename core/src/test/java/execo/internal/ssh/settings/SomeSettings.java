package execo.internal.ssh.settings;

import execo.host.HostKeyPolicy;
import java.util.HashMap;
import java.util.List;

/** What {@code ssh -G} says of a host in a test. */
public final class SomeSettings {
  private SomeSettings() {}

  /** Settings with these options: {@code name value}, besides what execo asks for itself. */
  public static ClientSettings of(String... options) {
    var map = new HashMap<String, List<String>>();
    map.put("connecttimeout", List.of("20"));
    map.put("serveraliveinterval", List.of("5"));
    for (var option : options) {
      var words = option.split(" ", 2);
      map.put(words[0], List.of(words[1]));
    }
    return new ClientSettings(
        "node",
        22,
        "me",
        List.of(),
        List.of(),
        false,
        null,
        List.of(),
        null,
        HostKeyPolicy.STRICT,
        List.of(),
        List.of(),
        false,
        ClientOptions.of(map));
  }

  /** These settings, with a jump host. */
  public static ClientSettings behind(ClientSettings settings, String jump) {
    return new ClientSettings(
        settings.hostName(),
        settings.port(),
        settings.user(),
        settings.identityFiles(),
        settings.certificateFiles(),
        settings.identitiesOnly(),
        settings.identityAgent(),
        List.of(jump),
        settings.hostKeyAlias(),
        settings.hostKeys(),
        settings.userKnownHosts(),
        settings.globalKnownHosts(),
        settings.hashKnownHosts(),
        settings.options());
  }
}
