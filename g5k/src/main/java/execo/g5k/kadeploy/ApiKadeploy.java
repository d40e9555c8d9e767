package execo.g5k.kadeploy;

import execo.g5k.api.ApiException;
import execo.g5k.api.DeploymentRequest;
import execo.g5k.api.DeploymentsApi;
import execo.g5k.api.G5kApi;
import execo.host.Host;
import execo.internal.wait.Parallel;
import execo.internal.wait.Uninterrupted;
import execo.log.Log;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deployments through the API of Grid'5000: one a site, all at the same time. One that is refused,
 * or given up, has deployed nothing.
 */
final class ApiKadeploy {
  private final G5kApi api;
  private final String publicKeys;

  ApiKadeploy(G5kApi api, String publicKeys) {
    this.api = api;
    this.publicKeys = publicKeys;
  }

  /** The hosts that are deployed then. */
  Collection<Host> deploy(Deployment deployment, @Nullable Duration timeout) {
    if (!deployment.otherOptions().isEmpty()) {
      throw new IllegalArgumentException(
          "the API takes no options of kadeploy3: " + deployment.otherOptions());
    }
    Deployment whole = deployment.complete(api.settings());
    if (whole.envFile() != null && !whole.envFile().matches("https?://.*")) {
      throw new IllegalArgumentException(
          "the API takes the http address of an environment's description, not the file '%s'"
              .formatted(whole.envFile()));
    }
    var bySite = NodesBySite.of(whole.hosts(), api.settings());
    if (bySite.containsKey("")) {
      throw new IllegalArgumentException(
          "no site is named for %s; name it, or configure default-frontend"
              .formatted(bySite.get("").keySet()));
    }
    return Parallel.map(
            bySite.entrySet(), each -> deployAt(each.getKey(), each.getValue(), whole, timeout))
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private List<Host> deployAt(
      String site, Map<String, Host> hosts, Deployment whole, @Nullable Duration timeout) {
    DeploymentsApi deployments = api.deployments(site);
    String id;
    try {
      id = submitted(deployments, request(hosts.keySet(), whole));
    } catch (ApiException e) {
      id = e.created().orElse("");
      if (id.isEmpty()) {
        Log.program().error(site + ": deployment failed: " + e.getMessage());
        return List.of();
      }
    }
    return new DeploymentWatch(api.settings(), deployments, site, id, timeout)
        .await().stream()
            .flatMap(over -> over.deployed().stream())
            .filter(hosts::containsKey)
            .map(hosts::get)
            .toList();
  }

  /** Its number is awaited also by a thread that is interrupted, which then cancels it. */
  private static String submitted(DeploymentsApi deployments, DeploymentRequest request) {
    if (Thread.currentThread().isInterrupted()) {
      throw new WaitInterruptedException(
          new InterruptedException("interrupted before anything was deployed"));
    }
    return Uninterrupted.get(() -> deployments.submit(request)).id();
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
