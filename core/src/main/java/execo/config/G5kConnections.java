package execo.config;

import execo.host.ConnectionParams;
import execo.host.Host;
import execo.host.HostKeyPolicy;
import execo.host.RewriteRules;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What connections to Grid'5000 have of their own before the file is read. */
final class G5kConnections {
  private static final String SITE = "[A-Za-z][A-Za-z0-9-]*";

  /** To reserved nodes through oarsh; nodes change their keys at each deployment. */
  static final ConnectionParams OARSH =
      ConnectionParams.none()
          .withSsh(List.of("oarsh"))
          .withScp(List.of("oarcp"))
          .withTaktukConnector(List.of("oarsh"))
          .withPty(true)
          .withHostKeys(HostKeyPolicy.OFF);

  private G5kConnections() {}

  /** To frontends: a site's name is the address. */
  static ConnectionParams frontend(Configuration configuration) {
    return ConnectionParams.none().withPty(true).withHostRewrite(rewrite(configuration));
  }

  /** The name of a site becomes that of its frontend; the name of a frontend stays. */
  private static RewriteRules rewrite(Configuration configuration) {
    var rules = new ArrayList<RewriteRules.Rule>();
    var settled = new ArrayList<String>();
    configuration
        .get(G5kKeys.FRONTENDS)
        .forEach((String site, Host frontend) -> {
          String address = Matcher.quoteReplacement(frontend.address());
          rules.add(new RewriteRules.Rule("^" + Pattern.quote(site) + "$", address));
          settled.add(Pattern.quote(frontend.address()));
        });
    String pattern =
        configuration
            .get(G5kKeys.FRONTEND_PATTERN)
            .replace("{domain}", configuration.get(G5kKeys.DOMAIN_SUFFIX));
    if (!pattern.equals("{site}")) {
      if (pattern.indexOf('.') < 0) {
        settled.add(pattern.replace("{site}", SITE));
      }
      String others = settled.isEmpty() ? "" : "(?!(?:" + String.join("|", settled) + ")$)";
      rules.add(new RewriteRules.Rule("^" + others + SITE + "$", pattern.replace("{site}", "$0")));
    }
    return new RewriteRules(rules);
  }
}
