package execo.g5k.kadeploy;

import execo.g5k.G5kSettings;
import execo.g5k.HostName;
import execo.g5k.api.ApiException;
import execo.g5k.api.DeploymentRequest;
import execo.g5k.api.DeploymentsApi;
import execo.g5k.api.G5kApi;
import execo.host.Host;
import execo.log.Log;
import execo.time.Sleep;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Deployments through the API of Grid'5000: one a site, looked at now and then until it is over.
 * One that is refused, or lost sight of, has deployed nothing.
 */
final class ApiKadeploy {
  private final G5kApi api;
  private final String publicKeys;
  private final Duration pause;

  ApiKadeploy(G5kApi api, String publicKeys) {
    this.api = api;
    this.publicKeys = publicKeys;
    this.pause = api.settings().pollingInterval();
  }

  /** The hosts that are deployed then. */
  Collection<Host> deploy(Deployment deployment, @Nullable Duration timeout) {
    if (!deployment.otherOptions().isEmpty()) {
      throw new IllegalArgumentException(
          "the API takes no options of kadeploy3: " + deployment.otherOptions());
    }
    Deployment whole = deployment.complete(api.settings());
    var bySite = new LinkedHashMap<String, Map<String, Host>>();
    for (Host host : whole.hosts()) {
      String site = site(host);
      bySite.computeIfAbsent(site, _ -> new LinkedHashMap<>()).put(fullName(host, site), host);
    }
    var deployed = new ArrayList<Host>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var sites = new ArrayList<CompletableFuture<List<Host>>>();
      bySite.forEach((site, hosts) ->
          sites.add(
              CompletableFuture.supplyAsync(() -> deployAt(site, hosts, whole, timeout), threads)));
      sites.forEach(each -> deployed.addAll(each.join()));
    }
    return deployed;
  }

  private String site(Host host) {
    G5kSettings settings = api.settings();
    return (host.address().indexOf('.') < 0
            ? settings.defaultFrontend()
            : settings.siteOf(host.address()))
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the name of the node tells no site: '" + host.address() + "'"));
  }

  private String fullName(Host host, String site) {
    String name = HostName.canonical(host.address());
    String suffix = api.settings().domainSuffix();
    String bare = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    return (bare.indexOf('.') < 0 ? bare + "." + site : bare) + suffix;
  }

  private List<Host> deployAt(
      String site, Map<String, Host> hosts, Deployment whole, @Nullable Duration timeout) {
    DeploymentsApi deployments = api.deployments(site);
    try {
      var running = deployments.submit(request(hosts.keySet(), whole));
      long start = System.nanoTime();
      while (!running.status().over()) {
        if (timeout != null && System.nanoTime() - start > timeout.toNanos()) {
          deployments.cancel(running.id());
          Log.program().error(site + ": deployment " + running.id() + " took too long");
          return List.of();
        }
        Sleep.sleep(pause);
        running = deployments.get(running.id());
      }
      return running.deployed().stream().filter(hosts::containsKey).map(hosts::get).toList();
    } catch (ApiException e) {
      Log.program().error(site + ": deployment failed: " + e.getMessage());
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WaitInterruptedException(e);
    }
  }

  private DeploymentRequest request(Collection<String> names, Deployment whole) {
    String environment = whole.envName() == null ? whole.envFile() : whole.envName();
    String owned =
        whole.user() == null || whole.envName() == null
            ? String.valueOf(environment)
            : environment + "@" + whole.user();
    var request = DeploymentRequest.of(names, owned).key(publicKeys);
    return whole.vlan() == null ? request : request.vlan(whole.vlan());
  }
}
