package execo.testbed.grid5000;

import execo.testbed.grid5000.internal.api.ApiFaults;
import execo.testbed.grid5000.internal.api.ApiPart;
import execo.testbed.grid5000.internal.api.ApiServer;
import execo.testbed.grid5000.internal.api.Entrance;
import execo.testbed.grid5000.internal.api.ReferenceApi;
import execo.testbed.grid5000.internal.data.Reference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A stand-in Grid'5000 on this machine.
 *
 * {@snippet :
 * try (var grid = Grid5000Testbed.builder().sites("lyon").start()) {
 *   System.out.println(grid.api() + " " + grid.user() + " " + grid.password(grid.user()));
 * }
 * }
 *
 * <p>Thread-safe. Closing it frees all that it took.
 */
public final class Grid5000Testbed implements AutoCloseable {
  private final Map<String, String> users;
  private final ApiFaults faults = new ApiFaults();
  private final List<ApiPart> parts;
  private final ApiServer outside;
  private final ApiServer open;
  private final Map<String, ApiServer> inside = new ConcurrentHashMap<>();
  private volatile Reference reference;

  private Grid5000Testbed(Builder builder) throws IOException {
    users = Map.copyOf(builder.users);
    reference = new Reference(builder.data.tree(), builder.data.changed());
    parts = List.of(new ReferenceApi(() -> reference));
    outside = new ApiServer(new Entrance.Outside(users), faults, parts);
    open = new ApiServer(new Entrance.Public(), faults, parts);
  }

  /** One with the data of 2020 and the user {@code alice}, to be changed and started. */
  public static Builder builder() {
    return new Builder();
  }

  /** The base address of the API from outside, which asks for a user and a password. */
  public URI api() {
    return outside.uri();
  }

  /** The base address of the API for everybody, which is to be read only. */
  public URI publicApi() {
    return open.uri();
  }

  /** The base address of the API from inside, where a user needs no password. */
  public URI insideApi(String user) {
    return inside.computeIfAbsent(user, this::entrance).uri();
  }

  private ApiServer entrance(String user) {
    try {
      return new ApiServer(new Entrance.Inside(user), faults, parts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first user. */
  public String user() {
    return users.containsKey(Builder.FIRST) ? Builder.FIRST : users.keySet().iterator().next();
  }

  /**
   * The password of a user.
   *
   * @throws IllegalArgumentException if there is no such user
   */
  public String password(String user) {
    var password = users.get(user);
    if (password == null) {
      throw new IllegalArgumentException("unknown user: '" + user + "'");
    }
    return password;
  }

  /** Serves other reference data from now on; the nodes to be reserved remain as they are. */
  public void use(ReferenceData data) {
    reference = new Reference(data.tree(), data.changed());
  }

  /** Answers the next requests to the API with a status, such as 502. */
  public void failRequests(int count, int status) {
    faults.fail(count, status);
  }

  /** Answers each request to the API so much later, in real time. */
  public void delayRequests(Duration delay) {
    faults.delay(delay);
  }

  /** How many requests the API has got. */
  public long requests() {
    return faults.requests();
  }

  @Override
  public void close() {
    outside.close();
    open.close();
    inside.values().forEach(ApiServer::close);
  }

  /** What a stand-in is to be. Not thread-safe. */
  public static final class Builder {
    private static final String FIRST = "alice";

    private final Map<String, String> users = new LinkedHashMap<>(Map.of(FIRST, "alice-secret"));
    private ReferenceData data = ReferenceData.g5k2020();

    private Builder() {}

    /** The reference data; default {@link ReferenceData#g5k2020()}. */
    public Builder data(ReferenceData newValue) {
      data = newValue;
      return this;
    }

    /**
     * Only some sites of the data.
     *
     * @throws IllegalArgumentException if there is no such site
     */
    public Builder sites(String... names) {
      data = data.onlySites(List.of(names));
      return this;
    }

    /** A further user. */
    public Builder user(String name, String password) {
      users.put(name, password);
      return this;
    }

    /**
     * Starts it.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    public Grid5000Testbed start() {
      try {
        return new Grid5000Testbed(this);
      } catch (IOException e) {
        throw new UncheckedIOException("the stand-in cannot be started: " + e.getMessage(), e);
      }
    }
  }
}
