package execo.config;

import execo.host.Host;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the configuration's section {@code g5k}, for Grid'5000 and testbeds like it. The
 * module g5k turns them into the names of hosts, the time of sites and the way to the API.
 */
public final class G5kKeys {
  public static final Setting<String> KADEPLOY3 =
      new Setting<>("kadeploy3", Types.TEXT, "kadeploy3", "The command that deploys nodes.");

  public static final Setting<List<String>> KADEPLOY3_OPTIONS =
      new Setting<>(
          "kadeploy3-options",
          ListTypes.WORDS,
          List.of("-k", "-d"),
          "Its first options: copy the authorized keys, print what happens.");

  public static final Setting<Optional<String>> DEFAULT_ENV_NAME =
      new Setting<>(
          "default-env-name",
          Types.optional(Types.TEXT),
          Optional.empty(),
          "The environment of deployments that name none; not together with default-env-file.");

  public static final Setting<Optional<String>> DEFAULT_ENV_FILE =
      new Setting<>(
          "default-env-file",
          Types.optional(Types.TEXT),
          Optional.empty(),
          "The environment file, on the frontend, of deployments that name none.");

  public static final Setting<Optional<Duration>> DEFAULT_TIMEOUT =
      new Setting<>(
          "default-timeout",
          Types.optional(Types.DURATION),
          Optional.of(Duration.ofMinutes(15)),
          "How long commands on frontends may take.");

  public static final Setting<String> CHECK_DEPLOYED_COMMAND =
      new Setting<>(
          "check-deployed-command",
          Types.TEXT,
          "mount | grep -q '^/dev/[^ ]*3 on / '",
          "The shell command that succeeds on deployed nodes only.");

  public static final Setting<Boolean> NO_SSH_FOR_LOCAL_FRONTEND =
      new Setting<>(
          "no-ssh-for-local-frontend",
          Types.BOOLEAN,
          false,
          "Whether commands for the default frontend run here, without ssh.");

  public static final Setting<Duration> POLLING_INTERVAL =
      new Setting<>(
          "polling-interval",
          Types.DURATION,
          Duration.ofSeconds(20),
          "The time between two looks at a job.");

  public static final Setting<Duration> TINY_POLLING_INTERVAL =
      new Setting<>(
          "tiny-polling-interval",
          Types.DURATION,
          Duration.ofSeconds(10),
          "The same for a job that should have started already.");

  public static final Setting<Optional<String>> DEFAULT_FRONTEND =
      new Setting<>(
          "default-frontend",
          Types.optional(Types.TEXT),
          Optional.empty(),
          "The site whose frontend is used where none is named; none: the site of this machine.");

  public static final Setting<String> DOMAIN_SUFFIX =
      new Setting<>(
          "domain-suffix",
          TestbedTypes.DOMAIN_SUFFIX,
          ".grid5000.fr",
          "What follows the site in the names of nodes and frontends.");

  public static final Setting<String> FRONTEND_PATTERN =
      new Setting<>(
          "frontend-pattern",
          TestbedTypes.FRONTEND_PATTERN,
          "{site}{domain}",
          "The frontend of a site; {domain} is the domain-suffix.");

  public static final Setting<Map<String, Host>> FRONTENDS =
      new Setting<>(
          "frontends",
          TestbedTypes.HOSTS,
          Map.of(),
          "The frontends of sites that do not follow the frontend-pattern, as {lyon: 'me@127.0.0.2:2222'}.");

  public static final Setting<ZoneId> TIME_ZONE =
      new Setting<>(
          "time-zone",
          TestbedTypes.ZONE,
          ZoneId.of("Europe/Paris"),
          "The time zone in which OAR reads and writes dates.");

  public static final Setting<Map<String, ZoneId>> SITE_TIME_ZONES =
      new Setting<>(
          "site-time-zones",
          TestbedTypes.ZONES,
          Map.of(),
          "The time zones of sites that have another one, as {lyon: UTC}.");

  public static final Setting<URI> API_URI =
      new Setting<>(
          "api-uri",
          TestbedTypes.API_URI,
          URI.create("https://api.grid5000.fr/stable/"),
          "Where the Grid'5000 API is.");

  public static final Setting<Optional<String>> API_USERNAME =
      new Setting<>(
          "api-username",
          Types.optional(Types.TEXT),
          Optional.empty(),
          "The user of the API; none: anonymous, as from inside Grid'5000.");

  public static final Setting<Optional<Secret>> API_PASSWORD =
      new Setting<>(
          "api-password",
          Types.optional(TestbedTypes.SECRET),
          Optional.empty(),
          "That user's password; none: from the environment, ~/.netrc, the keyring or the terminal.");

  public static final Setting<Map<String, String>> API_ADDITIONAL_ARGS =
      new Setting<>(
          "api-additional-args",
          ListTypes.TEXT_MAP,
          Map.of(),
          "Query arguments added to every request to the API, as {branch: testing}.");

  public static final Setting<Duration> API_TIMEOUT =
      new Setting<>(
          "api-timeout",
          Types.DURATION,
          Duration.ofSeconds(30),
          "How long a request to the API may take.");

  public static final Setting<Boolean> API_VERIFY_SSL_CERT =
      new Setting<>(
          "api-verify-ssl-cert", Types.BOOLEAN, true, "Whether the API's certificate is verified.");

  public static final Setting<Optional<String>> OAR_JOB_KEY_FILE =
      new Setting<>(
          "oar-job-key-file",
          Types.optional(Types.TEXT),
          Optional.empty(),
          "The job key, a path inside Grid'5000; wins over OAR_JOB_KEY_FILE in the environment.");

  static final List<Setting<?>> ALL =
      List.of(
          KADEPLOY3,
          KADEPLOY3_OPTIONS,
          DEFAULT_ENV_NAME,
          DEFAULT_ENV_FILE,
          DEFAULT_TIMEOUT,
          CHECK_DEPLOYED_COMMAND,
          NO_SSH_FOR_LOCAL_FRONTEND,
          POLLING_INTERVAL,
          TINY_POLLING_INTERVAL,
          DEFAULT_FRONTEND,
          DOMAIN_SUFFIX,
          FRONTEND_PATTERN,
          FRONTENDS,
          TIME_ZONE,
          SITE_TIME_ZONES,
          API_URI,
          API_USERNAME,
          API_PASSWORD,
          API_ADDITIONAL_ARGS,
          API_TIMEOUT,
          API_VERIFY_SSL_CERT,
          OAR_JOB_KEY_FILE);

  private G5kKeys() {}
}
