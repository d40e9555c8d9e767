package execo.internal.ssh.auto;

import execo.host.EffectiveConnection;
import execo.internal.ssh.keys.Identities;
import execo.internal.ssh.settings.ClientSettings;
import execo.internal.ssh.settings.HonouredOptions;
import execo.internal.ssh.trust.Algorithms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the embedded connector does for a connection all that the user's ssh would do. */
final class Suitability {
  private static final List<String> RECURSIVE = List.of("-r", "-p", "-rp", "-pr", "-q");

  private Suitability() {}

  /** Why the connection parameters alone ask for the user's ssh; null if they do not. */
  static @Nullable String obstacle(EffectiveConnection connection) {
    var ssh = connection.ssh();
    if (ssh.size() != 1 || !Path.of(ssh.getFirst()).endsWith("ssh")) {
      return "its ssh is '" + String.join(" ", ssh) + "'";
    }
    return connection.pty() ? "its ssh is to have a pseudo-terminal" : null;
  }

  /** The same for a copy, which has a program and options of its own. */
  static @Nullable String copyObstacle(EffectiveConnection connection) {
    var scp = connection.scp();
    if (scp.size() != 1 || !Path.of(scp.getFirst()).endsWith("scp")) {
      return "its scp is '" + String.join(" ", scp) + "'";
    }
    var options = connection.scpOptions().stream().filter(o -> !RECURSIVE.contains(o)).toList();
    return options.equals(connection.sshOptions()) || options.isEmpty()
        ? obstacle(connection)
        : "its scp has options that its ssh has not";
  }

  /** Why the user's configuration or keys ask for the user's ssh; null if they do not. */
  static @Nullable String obstacle(
      EffectiveConnection connection, ClientSettings settings, Identities identities) {
    var offending = HonouredOptions.offending(settings);
    if (offending != null) {
      return "it has the option " + offending;
    }
    if (!times(connection, settings)) {
      return "its options set other times than its connection parameters";
    }
    if (gssapi(settings)) {
      return "it has GSSAPIAuthentication, and there is a Kerberos ticket";
    }
    if (!identities.foreign().isEmpty()) {
      return "it may need the " + identities.foreign().getFirst();
    }
    return Algorithms.of(settings).obstacle();
  }

  /** The user's own options come before ours and may contradict them. */
  private static boolean times(EffectiveConnection connection, ClientSettings settings) {
    return same(settings.option("connecttimeout"), "none", connection.connectTimeout(), 1)
        && same(settings.option("serveraliveinterval"), "0", connection.keepAlive(), 3);
  }

  private static boolean same(@Nullable String value, String none, Duration wanted, int parts) {
    if (value == null) {
      return true;
    }
    var expected =
        wanted.isZero()
            ? none
            : Long.toString(Math.max(1, Math.ceilDiv(wanted.toSeconds(), parts)));
    return value.equals(expected);
  }

  private static boolean gssapi(ClientSettings settings) {
    var asked =
        "yes".equals(settings.option("gssapiauthentication"))
            || "yes".equals(settings.option("gssapikeyexchange"));
    return asked && Kerberos.MAY_HAVE_TICKET;
  }

  private static final class Kerberos {
    static final boolean MAY_HAVE_TICKET = mayHaveTicket();

    private static boolean mayHaveTicket() {
      if (System.getenv("KRB5CCNAME") != null) {
        return true;
      }
      try (var files = Files.newDirectoryStream(Path.of("/tmp"), "krb5cc_*")) {
        for (var file : files) {
          if (Files.isReadable(file)) {
            return true;
          }
        }
        return false;
      } catch (java.io.IOException _) {
        return false;
      }
    }
  }
}
