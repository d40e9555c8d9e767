package execo.g5k.api;

import java.util.List;
import java.util.Map;

/** The deployments of a site. Thread-safe. */
public final class DeploymentsApi {
  private final Resources resources;
  private final String path;

  DeploymentsApi(Resources resources, String path) {
    this.resources = resources;
    this.path = path;
  }

  /**
   * The deployments of a site, the newest first.
   *
   * @param filters any of {@code user}, {@code status}, {@code reverse}, which is {@code true} for
   *     the oldest first
   */
  public List<Deployment> list(Map<String, String> filters) {
    return Pages.read(resources, path, filters, Deployment::of, Deployment::id);
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
