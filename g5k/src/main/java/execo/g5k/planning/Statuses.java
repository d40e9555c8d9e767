package execo.g5k.planning;

import static execo.g5k.planning.PlanningOption.DISKS;
import static execo.g5k.planning.PlanningOption.SUBNETS;
import static execo.g5k.planning.PlanningOption.VLANS;

import execo.g5k.api.ApiException;
import execo.g5k.api.G5kApi;
import execo.g5k.api.StatusQuery;
import execo.g5k.schedule.SiteStatus;
import execo.internal.wait.Parallel;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the API for the status of the sites that a request concerns. */
final class Statuses {
  private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);

  private Statuses() {}

  static List<SiteStatus> of(G5kApi api, Platform platform, PlanningRequest request) {
    var query =
        new StatusQuery(
            true, request.has(DISKS), request.has(VLANS), request.has(SUBNETS), true, true, null);
    var sites =
        platform.sites().stream()
            .map(SiteInfo::name)
            .filter(site -> request.concerns(new Element.Site(site)))
            .toList();
    return Parallel.map(sites, site -> of(api, site, query)).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<SiteStatus> of(G5kApi api, String site, StatusQuery query) {
    try {
      return Optional.of(SiteStatus.of(site, api.status(site, query)));
    } catch (ApiException e) {
      LOG.warn("the status of {} cannot be had: {}", site, e.getMessage());
      return Optional.empty();
    }
  }
}
