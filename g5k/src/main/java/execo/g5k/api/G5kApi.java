package execo.g5k.api;

import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.internal.path.UserPaths;
import execo.log.Log;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client of the Grid'5000 API: sites, clusters, nodes, network equipments, environments, status
 * and measures here, and {@link #jobs}, {@link #deployments}, {@link #vlans} of a site. {@link
 * ReferenceData} answers questions about sites and nodes from a cache.
 *
 * {@snippet :
 * var api = G5kApi.current();
 * var job = api.jobs("lyon").submit(JobRequest.of("nodes=2,walltime=1:00").command("sleep 1h"));
 * api.status("lyon").nodes().forEach((name, node) -> IO.println(name + " " + node.hard()));
 * }
 *
 * <p>The user and the password are those of the configuration ({@code api-username}, {@code
 * api-password}), else of {@code EXECO_G5K_USER} and {@code EXECO_G5K_PASSWORD}, {@code ~/.netrc},
 * the desktop's keyring, or are asked for on the terminal. From inside Grid'5000 none is needed.
 *
 * <p>Every method throws {@link ApiException} when the API refuses or cannot be reached, and {@link
 * execo.time.WaitInterruptedException} when the thread is interrupted. Reading is tried again after
 * 502, 503 and a lost connection; no more than six requests are under way in a program.
 *
 * <p>Thread-safe. Makes no request before it is asked for something.
 */
public final class G5kApi {
  private static final Object SHARED = new Object();
  private static @Nullable G5kApi shared;

  private final G5kSettings settings;
  private final Credentials credentials;
  private final Resources resources;

  G5kApi(G5kSettings settings, Credentials credentials, Map<String, String> environment) {
    this(settings, credentials, environment, Duration.ofMillis(500));
  }

  G5kApi(
      G5kSettings settings,
      Credentials credentials,
      Map<String, String> environment,
      Duration firstPause) {
    this.settings = settings;
    this.credentials = credentials;
    boolean verified = settings.get(G5kKeys.API_VERIFY_SSL_CERT);
    if (!verified && "https".equals(credentials.api().getScheme())) {
      Log.program()
          .warn(
              "the certificate of " + credentials.api() + " is not verified: api-verify-ssl-cert");
    }
    boolean secure = "https".equals(credentials.api().getScheme());
    var connections = new Connections(new EnvironmentProxies(environment), secure, verified);
    var transport = new Transport(new Wire(connections), credentials, firstPause);
    resources = new Resources(settings, transport);
  }

  /** The client of the current settings, the same one as long as the configuration is the same. */
  public static G5kApi current() {
    synchronized (SHARED) {
      G5kSettings now = G5kSettings.current();
      G5kApi known = shared;
      if (known == null || known.settings.configuration() != now.configuration()) {
        known = of(now);
        shared = known;
      }
      return known;
    }
  }

  /** A client with settings of its own. */
  public static G5kApi of(G5kSettings settings) {
    Map<String, String> environment = System.getenv();
    Path netrc = Netrc.file(environment, UserPaths.current().home());
    var credentials =
        new Credentials(settings, environment, netrc, new Keyring(environment), Prompt.terminal());
    return new G5kApi(settings, credentials, environment);
  }

  /** The settings it follows. */
  public G5kSettings settings() {
    return settings;
  }

  /** The address of the API; it ends in a slash. */
  public URI uri() {
    return credentials.api();
  }

  /** The name of the user: as configured, of the environment, or of {@code ~/.netrc}. */
  public Optional<String> user() {
    return credentials.user();
  }

  /**
   * The JSON of any resource.
   *
   * @param path relative to the API's address ({@code sites/lyon}), or as in the links of answers
   *     ({@code /stable/sites/lyon}); it may have a query
   */
  public JsonNode get(String path) {
    return resources.live(path, Map.of());
  }

  /** The same with arguments, which are encoded as needed. */
  public JsonNode get(String path, Map<String, ?> query) {
    return resources.live(path, query);
  }

  /** The API's root, which tells the version of the reference data. */
  public JsonNode root() {
    return resources.reference("", Map.of());
  }

  /** All sites with their attributes. */
  public List<JsonNode> sites() {
    return items("sites");
  }

  /** The attributes of a site. */
  public JsonNode site(String site) {
    return resources.reference(path("sites", site), Map.of());
  }

  /** The clusters of a site with their attributes, whatever their queues. */
  public List<JsonNode> clusters(String site) {
    return items(path("sites", site) + "/clusters");
  }

  /** The attributes of a cluster. */
  public JsonNode cluster(String site, String cluster) {
    return resources.reference(path("sites", site) + path("/clusters", cluster), Map.of());
  }

  /** The nodes of a cluster with their attributes. */
  public List<JsonNode> hosts(String site, String cluster) {
    return items(path("sites", site) + path("/clusters", cluster) + "/nodes");
  }

  /** The attributes of a node. */
  public JsonNode host(String site, String cluster, String host) {
    return resources.reference(
        path("sites", site) + path("/clusters", cluster) + path("/nodes", host), Map.of());
  }

  /** The switches and routers of a site. */
  public List<JsonNode> networkEquipments(String site) {
    return items(path("sites", site) + "/network_equipments");
  }

  /** The network equipments of the backbone between the sites. */
  public List<JsonNode> backbone() {
    return items("network_equipments");
  }

  /**
   * The environments that can be deployed at a site, as kadeploy describes them.
   *
   * @param filters any of {@code latest_only}, {@code user}, {@code name}, {@code arch}
   */
  public List<JsonNode> environments(String site, Map<String, String> filters) {
    JsonNode answer = resources.live(path("sites", site) + "/environments", filters);
    return Json.nodes(answer.path("items"));
  }

  /** What the nodes, disks, kavlans and subnets of a site do now, with their reservations. */
  public Status status(String site) {
    return status(site, StatusQuery.ALL);
  }

  /** A part of that. */
  public Status status(String site, StatusQuery query) {
    return Status.of(resources.live(path("sites", site) + "/status", query.arguments()));
  }

  /** What the nodes and disks of a cluster do now. */
  public Status status(String site, String cluster, StatusQuery query) {
    return Status.of(
        resources.live(
            path("sites", site) + path("/clusters", cluster) + "/status", query.arguments()));
  }

  /** The measures of kwollect at a site. */
  public List<Measure> metrics(String site, MetricsQuery query) {
    JsonNode answer = resources.live(path("sites", site) + "/metrics", query.arguments());
    return Json.list(answer, Measure::of);
  }

  /** The jobs of a site. */
  public JobsApi jobs(String site) {
    return new JobsApi(resources, path("sites", site) + "/jobs");
  }

  /** The deployments of a site. */
  public DeploymentsApi deployments(String site) {
    return new DeploymentsApi(resources, path("sites", site) + "/deployments");
  }

  /** The kavlans of a site. */
  public VlansApi vlans(String site) {
    return new VlansApi(resources, path("sites", site) + "/vlans");
  }

  Resources resources() {
    return resources;
  }

  private List<JsonNode> items(String path) {
    return Json.nodes(resources.reference(path, Map.of()).path("items"));
  }

  private static String path(String collection, String name) {
    return collection + "/" + Resources.segment(name);
  }
}
