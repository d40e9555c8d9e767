package execo.g5k;

import execo.config.Configuration;
import execo.config.G5kKeys;
import execo.config.Setting;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.path.UserPaths;
import java.nio.file.Files;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of Grid'5000, or of a testbed like it, and what follows from them: the names of its
 * frontends and nodes, the time of its sites, the way to its API. They come from the section {@code
 * g5k} of a configuration; {@link G5kKeys} lists them.
 *
 * {@snippet :
 * var settings = G5kSettings.current().with(G5kKeys.DEFAULT_FRONTEND, Optional.of("lyon"));
 * settings.frontend("nancy").host(); // nancy.grid5000.fr
 * }
 *
 * <p>Immutable and thread-safe.
 */
public final class G5kSettings {
  private final Configuration configuration;

  private G5kSettings(Configuration configuration) {
    this.configuration = configuration;
  }

  /** The settings of {@link Configuration#current()}, as they are now. */
  public static G5kSettings current() {
    return of(Configuration.current());
  }

  /** The settings in a configuration. */
  public static G5kSettings of(Configuration configuration) {
    return new G5kSettings(configuration);
  }

  /** The configuration that holds them. */
  public Configuration configuration() {
    return configuration;
  }

  /** The value of a setting; the keys are in {@link G5kKeys}. */
  public <T> T get(Setting<T> key) {
    return configuration.get(key);
  }

  /** These settings with another value for a setting. */
  public <T> G5kSettings with(Setting<T> key, T value) {
    return new G5kSettings(configuration.with(key, value));
  }

  /**
   * How long a command may take.
   *
   * @param asked the caller's wish, null for the setting {@code default-timeout}
   * @return empty for no limit
   */
  public Optional<Duration> timeout(@Nullable Duration asked) {
    return asked == null ? get(G5kKeys.DEFAULT_TIMEOUT) : Optional.of(asked);
  }

  /** The time between two looks at a job, 20 s by default. */
  public Duration pollingInterval() {
    return get(G5kKeys.POLLING_INTERVAL);
  }

  /** The same for a job that should have started already, 10 s by default. */
  public Duration tinyPollingInterval() {
    return get(G5kKeys.TINY_POLLING_INTERVAL);
  }

  /** The time zone in which OAR of a site reads and writes dates; null is the default frontend. */
  public ZoneId timeZone(@Nullable String site) {
    String named = site == null ? defaultFrontend().orElse(null) : site;
    ZoneId own = named == null ? null : get(G5kKeys.SITE_TIME_ZONES).get(named);
    return own == null ? get(G5kKeys.TIME_ZONE) : own;
  }

  /** The job key, a path inside Grid'5000: as configured, else from {@code OAR_JOB_KEY_FILE}. */
  public Optional<String> oarJobKeyFile() {
    return get(G5kKeys.OAR_JOB_KEY_FILE)
        .or(() -> Optional.ofNullable(System.getenv("OAR_JOB_KEY_FILE")).filter(s -> !s.isEmpty()));
  }

  /** The parameters of connections to frontends; a host that is the name of a site is rewritten. */
  public ConnectionParams frontendConnection() {
    return configuration.frontendConnection();
  }

  /**
   * The parameters of connections to nodes by oarsh, or by what is configured in its place. The
   * {@linkplain #oarJobKeyFile job key} is their key, if they name none and it is on this machine.
   */
  public ConnectionParams oarshConnection() {
    var oarsh = configuration.oarshConnection();
    return oarsh.keyFile() != null
        ? oarsh
        : oarJobKeyFile()
            .map(UserPaths.current()::expand)
            .filter(Files::isReadable)
            .map(oarsh::withKeyFile)
            .orElse(oarsh);
  }

  /**
   * The site whose frontend is used where none is named: the configured one, else that of this
   * machine if its name is {@code name.site} with the domain suffix.
   */
  public Optional<String> defaultFrontend() {
    return get(G5kKeys.DEFAULT_FRONTEND)
        .or(() -> LocalName.site(LocalName.fullName(), domainSuffix()));
  }

  /** What follows the site in the names of hosts, {@code .grid5000.fr}. */
  public String domainSuffix() {
    return get(G5kKeys.DOMAIN_SUFFIX);
  }

  /** Whether this machine is inside the testbed: its name ends in the domain suffix. */
  public boolean inside() {
    return LocalName.fullName().endsWith(domainSuffix());
  }

  /**
   * The frontend of a site.
   *
   * @param site null is the default frontend; where there is none, commands run here
   * @throws IllegalArgumentException if the name cannot be that of a site
   */
  public Frontend frontend(@Nullable String site) {
    Optional<String> defaultSite = defaultFrontend();
    String named = site == null ? defaultSite.orElse(null) : site;
    if (named == null) {
      return new Frontend(null, null, this);
    }
    boolean here = get(G5kKeys.NO_SSH_FOR_LOCAL_FRONTEND) && named.equals(defaultSite.orElse(null));
    return new Frontend(named, here ? null : frontendHost(named), this);
  }

  /** The host that is a site's frontend, whether commands for it need ssh or not. */
  public Host frontendHost(String site) {
    Host own = get(G5kKeys.FRONTENDS).get(site);
    if (own != null) {
      return own;
    }
    if (!SiteNames.possible(site)) {
      throw new IllegalArgumentException(
          "not the name of a site: '" + site + "'; accepted is a word as lyon");
    }
    return new Host(
        get(G5kKeys.FRONTEND_PATTERN).replace("{site}", site).replace("{domain}", domainSuffix()));
  }

  /**
   * The site in a host's name, {@code lyon} of {@code taurus-1.lyon.grid5000.fr}, if it has one.
   */
  public Optional<String> siteOf(String hostName) {
    return SiteNames.of(hostName, domainSuffix());
  }
}
