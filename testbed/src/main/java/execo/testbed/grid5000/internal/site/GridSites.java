package execo.testbed.grid5000.internal.site;

import execo.testbed.grid5000.Grid5000Builder;
import execo.testbed.grid5000.VirtualClock;
import execo.testbed.grid5000.internal.data.Item;
import execo.testbed.grid5000.internal.data.Reference;
import execo.testbed.grid5000.internal.hosts.GridHosts;
import execo.testbed.grid5000.internal.hosts.JobProcesses;
import execo.testbed.grid5000.internal.kadeploy.Kadeploy;
import execo.testbed.grid5000.internal.kadeploy.Vlans;
import execo.testbed.grid5000.internal.oar.Oar;
import execo.testbed.grid5000.internal.oar.SiteResources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Makes the sites of a stand-in. */
public final class GridSites {
  private GridSites() {}

  /** All sites of the reference data, by their names. */
  public static Map<String, GridSite> of(
      Reference reference, Grid5000Builder settings, VirtualClock clock, GridHosts hosts) {
    var sites = new LinkedHashMap<String, GridSite>();
    for (var item : reference.items(reference.grid(), "sites")) {
      sites.put(item.uid(), site(reference, item, settings, clock, hosts, 1000 * sites.size() + 1));
    }
    return sites;
  }

  private static GridSite site(
      Reference reference,
      Item item,
      Grid5000Builder settings,
      VirtualClock clock,
      GridHosts hosts,
      int firstJob) {
    var suffix = "." + item.uid() + settings.domain();
    var itself = new AtomicReference<Oar>();
    var oar =
        new Oar(
            SiteResources.of(reference, item, suffix),
            clock,
            settings.reaction(),
            settings.zone(),
            new JobProcesses(item.uid(), hosts, itself::get),
            firstJob);
    itself.set(oar);
    var ids =
        item.all().path("kavlans").propertyNames().stream()
            .filter(id -> id.matches("\\d+"))
            .map(Integer::valueOf)
            .toList();
    var vlans = new Vlans(ids, hosts::moved);
    var kadeploy = new Kadeploy(clock, settings.deployment(), hosts, vlans);
    return new GridSite(item.uid(), suffix, oar, kadeploy, vlans);
  }
}
