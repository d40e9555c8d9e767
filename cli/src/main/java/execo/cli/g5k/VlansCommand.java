package execo.cli.g5k;

import execo.g5k.api.G5kApi;
import execo.g5k.api.Job;
import execo.g5k.api.Status;
import execo.g5k.api.VlansApi.Vlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code execo g5k vlans}: the kavlans of sites. */
@Command(
    name = "vlans",
    mixinStandardHelpOptions = true,
    description = "Lists kavlans: their types, and who has them now.",
    sortOptions = false)
final class VlansCommand extends Task {
  @Mixin
  @SuppressWarnings("NullAway.Init")
  private Sites sites;

  /** What is known of a site's kavlans. */
  private record Found(List<Vlan> vlans, Status status) {}

  @Override
  int run() {
    var chosen = sites.chosen();
    var api = G5kApi.current();
    Map<String, Found> answers =
        ask(chosen, site -> new Found(api.vlans(site).list(), api.status(site)));
    var listing = new Listing("SITE", "VLAN", "TYPE", "USE", "JOBS");
    answers.forEach(
        (site, found) -> found.vlans().forEach(vlan -> add(listing, site, vlan, found.status())));
    print(listing);
    return answers.size() < chosen.size() ? UNREACHED : 0;
  }

  private static void add(Listing listing, String site, Vlan vlan, Status status) {
    var now = status.vlans().get(vlan.id());
    String use = now == null ? null : now.soft();
    List<Job> told = now == null ? null : now.reservations();
    List<Job> jobs = told == null ? List.of() : told;
    var object = new LinkedHashMap<String, @Nullable Object>();
    object.put("site", site);
    object.put("vlan", vlan.id());
    object.put("type", vlan.type());
    object.put("use", use);
    object.put("jobs", told == null ? null : jobs.stream().map(Job::id).toList());
    listing.add(
        object,
        site,
        vlan.id(),
        vlan.type(),
        use,
        jobs.stream().map(job -> job.id() + " of " + job.user()).collect(Collectors.joining(", ")));
  }
}
