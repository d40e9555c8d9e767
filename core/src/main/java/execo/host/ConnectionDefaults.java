package execo.host;

import execo.internal.path.UserPaths;
import java.time.Duration;
import java.util.List;

/** The connection parameters that hold where nothing else is said. */
final class ConnectionDefaults {
  private static final List<String> SSH_OPTIONS =
      List.of("-o", "BatchMode=yes", "-o", "PasswordAuthentication=no");

  static final ConnectionParams PARAMS =
      ConnectionParams.none()
          .withSsh(List.of("ssh"))
          .withScp(List.of("scp"))
          .withSshOptions(SSH_OPTIONS)
          .withScpOptions(List.of("-o", "BatchMode=yes", "-o", "PasswordAuthentication=no", "-rp"))
          .withTaktuk(List.of("taktuk"))
          .withTaktukOptions(List.of("-s"))
          .withTaktukConnector(List.of("ssh"))
          .withTty(false)
          .withPty(false)
          .withHostKeys(HostKeyPolicy.ACCEPT_NEW)
          .withKnownHosts(UserPaths.current().config().resolve("known_hosts"))
          .withConnectTimeout(Duration.ofSeconds(20))
          .withKeepAlive(Duration.ofSeconds(15))
          .withConnector("auto")
          .withHostRewrite(new RewriteRules(List.of()))
          .withChainPutClientTimeout(Duration.ofSeconds(5))
          .withChainPutServerTimeout(Duration.ofSeconds(30))
          .withChainPutTries(5)
          .withChainPutNextHops(NextHops.of(10))
          .withChainPutRetryDelay(Duration.ofSeconds(1))
          .withPortForwardTimeout(Duration.ofSeconds(25));

  private ConnectionDefaults() {}
}
