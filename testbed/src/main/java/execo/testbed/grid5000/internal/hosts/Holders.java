package execo.testbed.grid5000.internal.hosts;

import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.site.GridSite;
import java.security.PublicKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.jspecify.annotations.Nullable;

/** Who has which node, and by which key. Thread-safe. */
public final class Holders {
  private final Map<String, GridSite> sites;
  private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();

  Holders(Map<String, GridSite> sites) {
    this.sites = sites;
  }

  /** Gives a job a key by which its nodes can be reached as the user oar. */
  public void key(String site, int job, PublicKey key) {
    keys.put(site + " " + job, key);
  }

  /** A job of a user, or of anybody if that is null, that has a node now; or null. */
  @Nullable JobInfo of(String host, @Nullable String user) {
    return find(host, job -> user == null || job.user().equals(user));
  }

  /** The job with a key that has a node now, or null. */
  @Nullable JobInfo byKey(String host, PublicKey key) {
    return find(
        host,
        job -> {
          var own = keys.get(site(host) + " " + job.id());
          return own != null && KeyUtils.compareKeys(own, key);
        });
  }

  private @Nullable JobInfo find(String host, Predicate<JobInfo> wanted) {
    var site = sites.get(site(host));
    return site == null
        ? null
        : site.oar().current().stream()
            .filter(job -> job.state().holds() && job.hosts().contains(host) && wanted.test(job))
            .findFirst()
            .orElse(null);
  }

  private static String site(String host) {
    var labels = host.split("\\.", 3);
    return labels.length > 1 ? labels[1] : "";
  }
}
