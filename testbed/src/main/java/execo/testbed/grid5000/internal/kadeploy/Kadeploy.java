package execo.testbed.grid5000.internal.kadeploy;

import execo.testbed.grid5000.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The kadeploy3 server of a site. Thread-safe. */
public final class Kadeploy {
  private static final List<Environment> ENVIRONMENTS = environments();

  private final VirtualClock clock;
  private final Duration length;
  private final Machines machines;
  private final Vlans vlans;
  private final Map<String, Deployment> deployments = new LinkedHashMap<>();
  private final Map<String, AtomicInteger> faults = new ConcurrentHashMap<>();

  /**
   * A server without deployments.
   *
   * @param length how long a deployment takes
   */
  public Kadeploy(VirtualClock clock, Duration length, Machines machines, Vlans vlans) {
    this.clock = clock;
    this.length = length;
    this.machines = machines;
    this.vlans = vlans;
  }

  private static List<Environment> environments() {
    var all = new ArrayList<Environment>();
    for (var version : List.of(2024091117, 2025040613)) {
      for (var name : List.of("debian10", "debian11", "debian12")) {
        for (var flavour : List.of("min", "base", "nfs", "big", "std")) {
          all.add(new Environment(name + "-" + flavour, version, "x86_64", "deploy"));
        }
      }
      all.add(new Environment("ubuntu2404-min", version, "x86_64", "deploy"));
      all.add(new Environment("debian12-min", version, "aarch64", "deploy"));
    }
    return List.copyOf(all);
  }

  /** The systems that there are. */
  public List<Environment> systems() {
    return ENVIRONMENTS;
  }

  /**
   * Whether there is a system of a name, which may be followed by {@code @} and who registered it,
   * or something that is taken for a description of one.
   */
  public boolean knows(String environment) {
    var at = environment.indexOf('@');
    var name = at < 0 ? environment : environment.substring(0, at);
    return environment.matches("https?://.*")
        || ENVIRONMENTS.stream()
            .filter(system -> system.name().equals(name))
            .anyMatch(system -> at < 0 || environment.substring(at + 1).equals(system.user()));
  }

  /** The nodes that a user has no right to deploy. */
  public List<String> forbidden(String user, List<String> nodes) {
    return nodes.stream().filter(node -> !machines.mayDeploy(user, node)).toList();
  }

  /** Lets the next deployments of a node fail. */
  public void fail(String node, int times) {
    faults.put(node, new AtomicInteger(times));
  }

  /** Begins a deployment. */
  public Deployment deploy(Deployment.Order order) {
    Deployment deployment;
    synchronized (this) {
      var id = "D-" + UUID.randomUUID();
      deployment = new Deployment(id, order, now());
      deployments.put(id, deployment);
    }
    clock.after(Duration.ZERO, () -> begin(deployment));
    return deployment;
  }

  private void begin(Deployment deployment) {
    if (!deployment.move(Deployment.Status.PROCESSING, now())) {
      return;
    }
    deployment.say("Launching a deployment...");
    deployment.say("Performing a Deploy[SetDeploymentEnvUntrusted] step");
    deployment.order().nodes().forEach(machines::rebooting);
    clock.after(length.dividedBy(3), () -> step(deployment, "BroadcastEnvKascade"));
    clock.after(length.multipliedBy(2).dividedBy(3), () -> step(deployment, "BootNewEnvKexec"));
    clock.after(length, () -> finish(deployment));
  }

  private void step(Deployment deployment, String name) {
    if (!deployment.end().isDone()) {
      deployment.say("Performing a Deploy[" + name + "] step");
    }
  }

  private void finish(Deployment deployment) {
    if (deployment.end().isDone()) {
      return;
    }
    var order = deployment.order();
    for (var node : order.nodes()) {
      var fault = faults.get(node);
      if (fault != null && fault.getAndDecrement() > 0) {
        deployment.fail(node, "Not successfully rebooted");
      } else if (!machines.mayDeploy(order.user(), node)) {
        deployment.fail(node, "The node is no longer reserved");
      } else {
        if (!order.vlan().isEmpty()) {
          vlans.move(node, order.vlan());
        }
        machines.deployed(node, order.user(), order.environment(), order.keys());
      }
    }
    var seconds = now() - deployment.created();
    order.nodes().stream()
        .map(node -> node.replaceAll("-\\d+\\..*", ""))
        .distinct()
        .forEach(cluster ->
            deployment.say("End of deployment on cluster " + cluster + " after " + seconds + "s"));
    deployment.move(Deployment.Status.TERMINATED, now());
  }

  private long now() {
    return clock.now().getEpochSecond();
  }

  /** Ends a deployment; its nodes remain as they are. */
  public void cancel(Deployment deployment) {
    deployment.move(Deployment.Status.CANCELED, now());
  }

  /** A deployment, or null. */
  public synchronized @Nullable Deployment deployment(String id) {
    return deployments.get(id);
  }

  /** All deployments, the first one first. */
  public synchronized List<Deployment> deployments() {
    return List.copyOf(deployments.values());
  }
}
