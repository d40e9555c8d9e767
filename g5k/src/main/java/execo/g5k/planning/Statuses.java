package execo.g5k.planning;

import static execo.g5k.planning.PlanningOption.DISKS;
import static execo.g5k.planning.PlanningOption.SUBNETS;
import static execo.g5k.planning.PlanningOption.VLANS;

import execo.g5k.api.ApiException;
import execo.g5k.api.G5kApi;
import execo.g5k.api.Job;
import execo.g5k.api.JobQuery;
import execo.g5k.api.JobsApi;
import execo.g5k.api.Status;
import execo.g5k.api.StatusQuery;
import execo.g5k.schedule.Booking;
import execo.g5k.schedule.SiteStatus;
import execo.internal.wait.Parallel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API for the status of sites, several at once. Where one cannot be had or does not tell
 * what is booked, as to those who are not logged in, the jobs of the site tell it.
 */
final class Statuses {
  private static final Logger LOG = LoggerFactory.getLogger(Statuses.class);

  private record Answer(String site, @Nullable SiteStatus status, @Nullable ApiException failure) {}

  private final G5kApi api;
  private final Platform platform;
  private final PlanningRequest request;

  private Statuses(G5kApi api, Platform platform, PlanningRequest request) {
    this.api = api;
    this.platform = platform;
    this.request = request;
  }

  static List<SiteStatus> of(
      G5kApi api,
      Platform platform,
      PlanningRequest request,
      BiConsumer<String, ApiException> missing) {
    var answers = Parallel.map(request.sites(platform), new Statuses(api, platform, request)::ask);
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

  private Answer ask(String site) {
    var query =
        new StatusQuery(
            true, request.has(DISKS), request.has(VLANS), request.has(SUBNETS), true, true, null);
    Status status;
    try {
      status = api.status(site, query);
    } catch (ApiException e) {
      return ofJobs(site, e);
    }
    try {
      var told = SiteStatus.of(site, status);
      return new Answer(
          site, told.isPresent() ? told.get() : SiteStatus.ofJobs(site, status, jobs(site)), null);
    } catch (ApiException e) {
      return new Answer(site, null, e);
    }
  }

  /** What the jobs alone tell, after the status failed. */
  private Answer ofJobs(String site, ApiException failure) {
    try {
      var status = SiteStatus.ofJobs(site, hosts(site), vlans(site), jobs(site));
      LOG.warn(
          "the status of {} cannot be had, so all its hosts are taken for alive: {}",
          site,
          failure.getMessage());
      return new Answer(site, status, null);
    } catch (ApiException e) {
      failure.addSuppressed(e);
      return new Answer(site, null, failure);
    }
  }

  private List<Booking> jobs(String site) {
    var jobs = api.jobs(site);
    return jobs.list(JobQuery.all().live().withResources()).stream()
        .map(job -> Booking.of(hasResources(job) ? job : whole(jobs, job)))
        .toList();
  }

  /** An API that does not know the argument lists jobs without; a job alone has them always. */
  private static boolean hasResources(Job job) {
    return job.json().has("assigned_nodes") || job.json().has("resources_by_type");
  }

  private static Job whole(JobsApi jobs, Job job) {
    return jobs.get(job.id());
  }

  private List<String> hosts(String site) {
    return platform.sites().stream()
        .filter(info -> info.name().equals(site))
        .flatMap(info -> info.clusters().stream())
        .flatMap(cluster -> cluster.hosts().stream())
        .toList();
  }

  private Map<String, String> vlans(String site) {
    var types = new LinkedHashMap<String, String>();
    if (request.has(VLANS)) {
      api.vlans(site).list().forEach(vlan -> types.put(vlan.id(), vlan.type()));
    }
    return types;
  }
}
