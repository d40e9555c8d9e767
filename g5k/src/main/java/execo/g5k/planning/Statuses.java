package execo.g5k.planning;

import static execo.g5k.planning.PlanningOption.DISKS;
import static execo.g5k.planning.PlanningOption.SUBNETS;
import static execo.g5k.planning.PlanningOption.VLANS;

import execo.g5k.api.ApiException;
import execo.g5k.api.G5kApi;
import execo.g5k.api.StatusQuery;
import execo.g5k.schedule.SiteStatus;
import execo.internal.wait.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Asks the API for the status of sites, several at once. */
final class Statuses {
  private record Answer(String site, @Nullable SiteStatus status, @Nullable ApiException failure) {}

  private Statuses() {}

  static List<SiteStatus> of(
      G5kApi api,
      List<String> sites,
      PlanningRequest request,
      BiConsumer<String, ApiException> missing) {
    var query =
        new StatusQuery(
            true, request.has(DISKS), request.has(VLANS), request.has(SUBNETS), true, true, null);
    var answers = Parallel.map(sites, site -> ask(api, site, query));
    var statuses = new ArrayList<SiteStatus>();
    for (var answer : answers) {
      if (answer.status() != null) {
        statuses.add(answer.status());
      } else if (answer.failure() != null) {
        missing.accept(answer.site(), answer.failure());
      }
    }
    return statuses;
  }

  private static Answer ask(G5kApi api, String site, StatusQuery query) {
    try {
      return new Answer(site, SiteStatus.of(site, api.status(site, query)), null);
    } catch (ApiException e) {
      return new Answer(site, null, e);
    }
  }
}
