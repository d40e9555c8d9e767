package execo.g5k.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The deployments of a site. Thread-safe. */
public final class DeploymentsApi {
  private static final int PAGE = 500;

  private final Resources resources;
  private final String path;

  DeploymentsApi(Resources resources, String path) {
    this.resources = resources;
    this.path = path;
  }

  /**
   * The deployments of a site.
   *
   * @param filters any of {@code user}, {@code status}, {@code reverse}
   */
  public List<Deployment> list(Map<String, String> filters) {
    var all = new LinkedHashMap<String, Deployment>();
    Pages.read(
        resources,
        path,
        filters,
        PAGE,
        item -> {
          Deployment deployment = Deployment.of(item);
          all.putIfAbsent(deployment.id(), deployment);
        });
    return List.copyOf(all.values());
  }

  /** A deployment as it is now. */
  public Deployment get(String id) {
    return Deployment.of(resources.live(path + "/" + Resources.segment(id), Map.of()));
  }

  /**
   * Starts a deployment. It is not tried again unless it surely did not arrive.
   *
   * @throws ApiException with kadeploy's text if it is refused; one that is {@linkplain
   *     ApiException#accepted accepted} if there is a deployment, or may be, that cannot be read
   */
  public Deployment submit(DeploymentRequest request) {
    return Deployment.of(resources.create(path, request.members()));
  }

  /** Cancels a deployment. */
  public void cancel(String id) {
    resources.send("DELETE", path + "/" + Resources.segment(id), null);
  }
}
