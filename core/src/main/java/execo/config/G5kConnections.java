package execo.config;

import execo.host.ConnectionParams;
import execo.host.HostKeyPolicy;
import execo.host.RewriteRules;
import java.util.List;

/** What connections to Grid'5000 have of their own before the file is read. */
final class G5kConnections {
  /** To frontends: a site's name is the address. */
  static final ConnectionParams FRONTEND =
      ConnectionParams.none()
          .withPty(true)
          .withHostRewrite(RewriteRules.of("^[A-Za-z][A-Za-z0-9-]*$", "$0.grid5000.fr"));

  /** To reserved nodes through oarsh; nodes change their keys at each deployment. */
  static final ConnectionParams OARSH =
      ConnectionParams.none()
          .withSsh(List.of("oarsh"))
          .withScp(List.of("oarcp"))
          .withTaktukConnector(List.of("oarsh"))
          .withPty(true)
          .withHostKeys(HostKeyPolicy.OFF);

  private G5kConnections() {}
}
