package execo.testbed.grid5000.internal.api;

import execo.testbed.grid5000.internal.data.Reference;
import execo.testbed.grid5000.internal.site.GridSite;
import execo.testbed.grid5000.internal.users.Accounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The API of a stand-in, with its entrances: from outside, from inside for each user, and for
 * everybody. Thread-safe.
 */
public final class Entrances implements AutoCloseable {
  private final Accounts accounts;
  private final ApiFaults faults = new ApiFaults();
  private final List<ApiPart> parts;
  private final ApiServer outside;
  private final ApiServer everybody;
  private final Map<String, ApiServer> inside = new ConcurrentHashMap<>();

  /**
   * Begins to serve.
   *
   * @param reference the reference data of the moment
   * @throws IOException if there is no free port
   */
  public Entrances(Accounts accounts, Map<String, GridSite> sites, Supplier<Reference> reference)
      throws IOException {
    this.accounts = accounts;
    parts =
        List.of(
            new StatusApi(sites, reference),
            new SitePart(sites, "jobs", new JobsApi()),
            new SitePart(sites, "deployments", new DeploymentsApi()),
            new SitePart(sites, "environments", new EnvironmentsApi()),
            new SitePart(sites, "vlans", new VlansApi()),
            new SitePart(sites, "metrics", new MetricsApi()),
            new SitePart(sites, "health", new HealthApi()),
            new AccessesApi(reference),
            new ReferenceApi(reference, sites));
    outside = new ApiServer(new Entrance.Outside(accounts), faults, parts);
    everybody = new ApiServer(new Entrance.Public(), faults, parts);
  }

  /** What goes wrong at all of them. */
  public ApiFaults faults() {
    return faults;
  }

  /** The address for those who have a password. */
  public URI outside() {
    return outside.uri();
  }

  /** The address for everybody. */
  public URI everybody() {
    return everybody.uri();
  }

  /**
   * The address for a user alone, made up when it is first asked for.
   *
   * @throws IllegalArgumentException if there is no such user
   */
  public URI inside(String user) {
    accounts.password(user);
    return inside.computeIfAbsent(user, this::entrance).uri();
  }

  private ApiServer entrance(String user) {
    try {
      return new ApiServer(new Entrance.Inside(user, Accounts.secret()), faults, parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    outside.close();
    everybody.close();
    inside.values().forEach(ApiServer::close);
  }
}
