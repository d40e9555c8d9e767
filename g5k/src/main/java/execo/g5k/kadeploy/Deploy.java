package execo.g5k.kadeploy;

import execo.action.Remote;
import execo.config.G5kKeys;
import execo.g5k.G5kSettings;
import execo.g5k.HostName;
import execo.g5k.api.G5kApi;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.log.Log;
import execo.process.ManagedProcess;
import execo.time.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Deploys on the nodes that need it, until enough of them are deployed.
 *
 * <p>First a check command, run on all nodes, tells which are deployed already; then, as long as
 * that is not enough and tries are left, the others are deployed and checked again. Set up before
 * {@link #run}; not for use by several threads.
 *
 * {@snippet :
 * var deployed = Deploy.of(Deployment.of(nodes).withEnvName("debian12-min")).tries(2).run();
 * remote("uname -a", deployed.deployed(), connection().withUser("root")).run();
 * }
 */
public final class Deploy {
  private final Deployment deployment;
  private final G5kSettings settings;
  private Optional<String> checkCommand;
  private ConnectionParams nodeConnection = ConnectionParams.none().withUser("root");
  private @Nullable ConnectionParams frontendConnection;
  private int tries = 1;
  private BiPredicate<List<Host>, List<Host>> enough = (_, undeployed) -> undeployed.isEmpty();
  private @Nullable Duration deployTimeout;
  private Duration checkTimeout = Duration.ofSeconds(30);
  private BiConsumer<String, String> stdout = (_, _) -> {};
  private BiConsumer<String, String> stderr = (_, _) -> {};
  private boolean throughApi;
  private @Nullable String ofCommand;
  private Function<Deployment, Collection<Host>> tool = this::kadeploy;
  private Function<List<Host>, Collection<Host>> checker = this::check;

  private Deploy(Deployment deployment, G5kSettings settings) {
    this.deployment = deployment;
    this.settings = settings;
    this.checkCommand = Optional.of(settings.get(G5kKeys.CHECK_DEPLOYED_COMMAND));
  }

  /** Deploying with the current settings. */
  public static Deploy of(Deployment deployment) {
    return of(deployment, G5kSettings.current());
  }

  /** Deploying with these settings. */
  public static Deploy of(Deployment deployment, G5kSettings settings) {
    return new Deploy(deployment, settings);
  }

  /** Runs this command on nodes to tell whether they are deployed: it succeeds on those only. */
  public Deploy check(String command) {
    checkCommand = Optional.of(command);
    return this;
  }

  /** Runs no check: what kadeploy reports is believed, and no node is deployed already. */
  public Deploy noCheck() {
    checkCommand = Optional.empty();
    return this;
  }

  /** Connects to nodes in this way for the check, over the settings; as root by default. */
  public Deploy nodeConnection(ConnectionParams params) {
    nodeConnection = params;
    return this;
  }

  /**
   * Connects to frontends in this way, over the settings.
   *
   * @throws IllegalStateException with {@link #throughApi}, which connects to none
   */
  public Deploy frontendConnection(ConnectionParams params) {
    forCommand("frontendConnection()");
    frontendConnection = params;
    return this;
  }

  /** Deploys up to so many times; once by default. */
  public Deploy tries(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("a negative number of tries: " + most);
    }
    tries = most;
    return this;
  }

  /** Stops when this holds for the deployed and the undeployed hosts; by default when all are. */
  public Deploy enough(BiPredicate<List<Host>, List<Host>> condition) {
    enough = condition;
    return this;
  }

  /** Kills a deployment that takes longer; by default none is. */
  public Deploy deployTimeout(Duration timeout) {
    deployTimeout = timeout;
    return this;
  }

  /** Counts a node whose check takes longer as not deployed; 30 s by default. */
  public Deploy checkTimeout(Duration timeout) {
    checkTimeout = timeout;
    return this;
  }

  /**
   * Tells of each line that kadeploy3 writes to stdout, and of its site.
   *
   * @throws IllegalStateException with {@link #throughApi}, which gives no lines
   */
  public Deploy onStdout(BiConsumer<String, String> lines) {
    forCommand("onStdout()");
    stdout = lines;
    return this;
  }

  /**
   * Tells of each line that kadeploy3 writes to stderr, and of its site.
   *
   * @throws IllegalStateException with {@link #throughApi}, which gives no lines
   */
  public Deploy onStderr(BiConsumer<String, String> lines) {
    forCommand("onStderr()");
    stderr = lines;
    return this;
  }

  /**
   * Deploys through the API instead of the command kadeploy3; an environment file must be a URL
   * then, and further options are not taken.
   *
   * @param publicKeys the keys that may log in as root, as in a file of authorized keys
   * @throws IllegalStateException with {@link #onStdout}, {@link #onStderr} or {@link
   *     #frontendConnection}, which are for the command
   */
  public Deploy throughApi(G5kApi api, String publicKeys) {
    throughApi = true;
    refuseBoth();
    var kadeploy = new ApiKadeploy(api, publicKeys);
    return tool(some -> kadeploy.deploy(some, deployTimeout));
  }

  private void forCommand(String setting) {
    ofCommand = setting;
    refuseBoth();
  }

  private void refuseBoth() {
    if (throughApi && ofCommand != null) {
      throw new IllegalStateException(
          ofCommand
              + " is for the command kadeploy3, throughApi() runs none; leave one of them out");
    }
  }

  /** Deploys by other means: gives the hosts, of those of a deployment, that are deployed. */
  Deploy tool(Function<Deployment, Collection<Host>> other) {
    tool = other;
    return this;
  }

  /** Checks by other means: gives the hosts, of these, that are deployed. */
  Deploy checker(Function<List<Host>, Collection<Host>> other) {
    checker = other;
    return this;
  }

  /**
   * Deploys.
   *
   * @return the hosts that are deployed, and those that are not
   * @throws IllegalArgumentException if there is no environment, or a host has no site
   */
  public Deployed run() {
    Deployment whole = deployment.complete(settings);
    Set<Host> deployed = new LinkedHashSet<>();
    if (checkCommand.isPresent()) {
      deployed.addAll(checker.apply(whole.hosts()));
      Log.program()
          .info(
              "%d of %d hosts are deployed already"
                  .formatted(deployed.size(), whole.hosts().size()));
    }
    for (int attempt = 1; attempt <= tries && !isEnough(deployed); attempt++) {
      attempt(whole, attempt, deployed);
    }
    return new Deployed(List.copyOf(deployed(deployed)), undeployed(deployed));
  }

  private void attempt(Deployment whole, int number, Set<Host> deployed) {
    Instant start = Instant.now();
    List<Host> missing = undeployed(deployed);
    Collection<Host> reported = tool.apply(whole.withHosts(missing));
    Collection<Host> found = reported;
    if (checkCommand.isPresent()) {
      found = checker.apply(missing);
    }
    deployed.addAll(found);
    Log.program()
        .info(
            "deployment %d of at most %d took %s: attempted %d, deployed as kadeploy says %d%s; in all"
                    .formatted(
                        number,
                        tries,
                        Durations.format(Duration.between(start, Instant.now())),
                        missing.size(),
                        reported.size(),
                        checkCommand.isPresent() ? ", as the check says " + found.size() : "")
                + " %d deployed, %d not".formatted(deployed.size(), undeployed(deployed).size()));
  }

  private boolean isEnough(Set<Host> deployed) {
    return enough.test(deployed(deployed), undeployed(deployed));
  }

  private List<Host> deployed(Set<Host> deployed) {
    return deployment.hosts().stream().filter(deployed::contains).toList();
  }

  private List<Host> undeployed(Set<Host> deployed) {
    return deployment.hosts().stream().filter(host -> !deployed.contains(host)).toList();
  }

  private Collection<Host> kadeploy(Deployment some) {
    try (var kadeployer = new Kadeployer(some, settings, frontendConnection)) {
      kadeployer.timeout(deployTimeout).onStdout(stdout).onStderr(stderr).run();
      return kadeployer.deployedHosts();
    }
  }

  /** Those that cannot be reached, or do not answer in time, are not deployed. */
  private Collection<Host> check(List<Host> hosts) {
    Integer vlan = deployment.vlan();
    var names =
        vlan == null ? hosts : hosts.stream().map(host -> HostName.kavlan(host, vlan)).toList();
    var deployed = new ArrayList<Host>();
    try (var checks =
        new Remote(
                checkCommand.orElseThrow(),
                names,
                settings.configuration().connection().overlay(nodeConnection))
            .timeout(checkTimeout)
            .nologExitCode()
            .nologTimeout()
            .nologError()
            .run()) {
      var processes = checks.processes();
      for (int i = 0; i < hosts.size(); i++) {
        ManagedProcess process = processes.get(i);
        if (process.finishedOk()) {
          deployed.add(hosts.get(i));
        }
      }
    }
    return deployed;
  }
}
