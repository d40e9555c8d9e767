package execo.testbed.grid5000;

import execo.testbed.grid5000.internal.users.Accounts;
import execo.testbed.internal.Leftovers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a stand-in Grid'5000 is to be. Not thread-safe. */
public final class Grid5000Builder {
  private static final Pattern DOMAIN = Pattern.compile("(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+");

  private final Map<String, Optional<String>> users = new LinkedHashMap<>();
  private ReferenceData data = ReferenceData.g5k2020();
  private double speed = 1;
  private Duration reaction = Duration.ofMillis(500);
  private Duration deployment = Duration.ofMinutes(2);
  private ZoneId zone = ZoneId.of("Europe/Paris");
  private String domain = ".grid5000.fr";

  Grid5000Builder() {
    user("alice");
    user("bob");
  }

  /** The reference data; default {@link ReferenceData#g5k2020()}. */
  public Grid5000Builder data(ReferenceData newValue) {
    data = newValue;
    return this;
  }

  /**
   * Only some sites of the data.
   *
   * @throws IllegalArgumentException if there is no such site
   */
  public Grid5000Builder sites(String... names) {
    return sites(List.of(names));
  }

  /**
   * Only some sites of the data.
   *
   * @throws IllegalArgumentException if there is no such site
   */
  public Grid5000Builder sites(List<String> names) {
    data = data.onlySites(names);
    return this;
  }

  /**
   * A further user, whose password is made up at each start.
   *
   * @param name lower case letters, digits, '-' and '_', a letter first
   * @throws IllegalArgumentException if it is no such name, or that of root or oar
   */
  public Grid5000Builder user(String name) {
    Accounts.checkName(name);
    users.put(name, Optional.empty());
    return this;
  }

  /**
   * A further user, or another password for one.
   *
   * @param name as that of {@link #user(String)}
   * @throws IllegalArgumentException if one of the two cannot be
   */
  public Grid5000Builder user(String name, String password) {
    Accounts.checkName(name);
    Accounts.checkPassword(name, password);
    users.put(name, Optional.of(password));
    return this;
  }

  /**
   * How many seconds pass at the sites in a real one; 0: only {@link VirtualClock#advance} lets
   * time pass. Default 1. The commands of jobs take real time.
   */
  public Grid5000Builder speed(double newValue) {
    speed = newValue;
    return this;
  }

  /** How long each step of OAR takes, in the time of the sites; default 0.5 s. */
  public Grid5000Builder reaction(Duration newValue) {
    reaction = newValue;
    return this;
  }

  /** How long a deployment takes, in the time of the sites; default 2 minutes. */
  public Grid5000Builder deployment(Duration newValue) {
    deployment = newValue;
    return this;
  }

  /** The zone of the sites; default Europe/Paris. */
  public Grid5000Builder zone(ZoneId newValue) {
    zone = newValue;
    return this;
  }

  /**
   * What follows the names of sites; default {@code .grid5000.fr}.
   *
   * @throws IllegalArgumentException if that is not labels with a dot before each
   */
  public Grid5000Builder domain(String newValue) {
    if (!DOMAIN.matcher(newValue).matches()) {
      throw new IllegalArgumentException("not a domain such as .grid5000.fr: '" + newValue + "'");
    }
    domain = newValue;
    return this;
  }

  Accounts accounts() {
    return new Accounts(users);
  }

  /** The reference data. */
  public ReferenceData data() {
    return data;
  }

  /** How fast time passes. */
  public double speed() {
    return speed;
  }

  /** How long each step of OAR takes. */
  public Duration reaction() {
    return reaction;
  }

  /** How long a deployment takes. */
  public Duration deployment() {
    return deployment;
  }

  /** The zone of the sites. */
  public ZoneId zone() {
    return zone;
  }

  /** What follows the names of sites. */
  public String domain() {
    return domain;
  }

  /**
   * Starts it.
   *
   * @throws UncheckedIOException if it cannot be started
   */
  public Grid5000Testbed start() {
    try {
      var directory = Files.createTempDirectory("execo-grid5000-").toRealPath();
      try {
        return new Grid5000Testbed(this, directory);
      } catch (IOException | RuntimeException e) {
        Leftovers.delete(directory);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the stand-in cannot be started: " + e.getMessage(), e);
    }
  }
}
