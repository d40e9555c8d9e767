package execo.testbed.grid5000.internal.site;

import execo.testbed.grid5000.internal.kadeploy.Kadeploy;
import execo.testbed.grid5000.internal.kadeploy.Vlans;
import execo.testbed.grid5000.internal.oar.JobInfo;
import execo.testbed.grid5000.internal.oar.Oar;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * A site and its services.
 *
 * @param name its name
 * @param suffix what follows the names of its machines, as {@code .lyon.grid5000.fr}
 * @param oar its batch scheduler
 * @param kadeploy its deployments
 * @param vlans its vlans
 */
public record GridSite(String name, String suffix, Oar oar, Kadeploy kadeploy, Vlans vlans) {
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd H:mm[:ss]");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm[:ss]");

  /** Whether a user has a running job with a vlan. */
  public boolean holdsVlan(String user, String vlan) {
    return oar.current().stream()
        .filter(job -> job.state().holds() && job.user().equals(user))
        .anyMatch(job -> job.values("kavlan", "vlan").contains(vlan));
  }

  /** Whether a user has a running job on a node. */
  public boolean holdsNode(String user, String host) {
    return oar.current().stream()
        .anyMatch(job -> holds(job) && job.user().equals(user) && job.hosts().contains(host));
  }

  private static boolean holds(JobInfo job) {
    return job.state().holds();
  }

  /** A date in the forms of {@code oarsub -r}, in the zone of the site; null if it is malformed. */
  public @Nullable Instant date(String text) {
    try {
      if (text.equals("now")) {
        return Instant.ofEpochSecond(oar.time());
      }
      if (text.matches("\\d{1,2}:\\d{2}(:\\d{2})?")) {
        var now = Instant.ofEpochSecond(oar.time()).atZone(oar.zone());
        var date = now.with(LocalTime.parse(text, TIME));
        return (date.isBefore(now) ? date.plusDays(1) : date).toInstant();
      }
      return LocalDateTime.parse(text, DATE).atZone(oar.zone()).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
