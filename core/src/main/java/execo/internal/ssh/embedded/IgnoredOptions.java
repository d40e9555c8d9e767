package execo.internal.ssh.embedded;

import execo.internal.ssh.settings.ClientSettings;
import execo.internal.ssh.settings.HonouredOptions;
import execo.log.Log;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The options of ssh that are not honoured in here: those that decide where a connection goes and
 * whom it trusts stop it, and of the others it is said that they are ignored. Thread-safe.
 */
final class IgnoredOptions {
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private IgnoredOptions() {}

  /** Why no connection is made with these settings; null if one is. */
  static @Nullable String obstacle(ClientSettings settings) {
    var option = HonouredOptions.vital(settings);
    return option == null
        ? null
        : "ssh's option '"
            + option
            + "' is not for the connector embedded; take auto or openssh for this host";
  }

  /** Warns of each option that is ignored, once in this program, with the first host. */
  static void tell(String host, ClientSettings settings) {
    HonouredOptions.dispensable(settings)
        .forEach((name, line) -> {
          if (TOLD.add(name)) {
            Log.program()
                .warn(host + ": ssh's option '" + line + "' is ignored by the connector embedded");
          }
        });
  }
}
