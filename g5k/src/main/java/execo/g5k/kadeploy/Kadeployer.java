package execo.g5k.kadeploy;

import execo.action.Action;
import execo.action.ActionHandler;
import execo.action.Local;
import execo.action.ParallelActions;
import execo.action.ProcessesAction;
import execo.action.Remote;
import execo.g5k.Frontend;
import execo.g5k.G5kSettings;
import execo.host.ConnectionParams;
import execo.host.Host;
import execo.internal.g5k.FailedCommand;
import execo.internal.shell.ShellWords;
import execo.log.Log;
import execo.process.Failure;
import execo.process.ManagedProcess;
import execo.process.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of kadeploy3 on the frontend of each site that has some of the nodes, at the same time.
 *
 * <p>It is ok if every run ended well and told of each of its nodes either that it was deployed or
 * that it was not, and one was; that others were not is only warned of. Thread-safe once started.
 */
public final class Kadeployer implements Action {
  private static final int SHOWN = 5;

  private final List<Run> runs;
  private final ParallelActions all;
  private final int hosts;

  /** The part of one frontend. */
  private record Run(
      Frontend frontend,
      Map<String, Host> nodes,
      KadeployOutput output,
      ProcessesAction<?> action) {}

  /** A deployment with the current settings. */
  public Kadeployer(Deployment deployment) {
    this(deployment, G5kSettings.current(), null);
  }

  /**
   * A deployment.
   *
   * @param connection how to connect to frontends, over the settings; null is as configured
   * @throws IllegalArgumentException if it has no environment, or a host has no site
   */
  public Kadeployer(
      Deployment deployment, G5kSettings settings, @Nullable ConnectionParams connection) {
    ConnectionParams params = settings.frontendConnection();
    var made = new ArrayList<Run>();
    NodesBySite.of(deployment.hosts(), settings)
        .forEach((site, nodes) -> {
          Frontend frontend = settings.frontend(site.isEmpty() ? null : site);
          String line = ShellWords.quote(deployment.words(settings, nodes.keySet()));
          ProcessesAction<?> action =
              frontend.host() == null
                  ? new Local(line)
                  : new Remote(
                      _ -> line,
                      List.of(frontend.host()),
                      connection == null ? params : params.overlay(connection));
          var output = new KadeployOutput(settings.domainSuffix());
          action.onStdoutLines((_, text) -> output.line(text)).nolog(Failure.values());
          made.add(new Run(frontend, nodes, output, action));
        });
    runs = List.copyOf(made);
    hosts = deployment.hosts().size();
    all =
        new ParallelActions(runs.stream().map(Run::action).toList())
            .name("Kadeployer on %d hosts / %d frontends".formatted(hosts, runs.size()));
    all.onActionEnd(_ -> tell());
  }

  /** Kills the runs when they still go on after so long; null is never, the default. */
  public Kadeployer timeout(@Nullable Duration timeout) {
    runs.forEach(run -> run.action().timeout(timeout));
    return this;
  }

  /** Tells of each line of stdout, and of the site that it comes from. */
  public Kadeployer onStdout(BiConsumer<String, String> lines) {
    runs.forEach(run ->
        run.action().onStdoutLines((_, line) -> lines.accept(run.frontend().toString(), line)));
    return this;
  }

  /** Tells of each line of stderr, and of the site that it comes from. */
  public Kadeployer onStderr(BiConsumer<String, String> lines) {
    runs.forEach(run ->
        run.action().onStderrLines((_, line) -> lines.accept(run.frontend().toString(), line)));
    return this;
  }

  /** The hosts that are said to be deployed so far, in the order of their sites. */
  public List<Host> deployedHosts() {
    return runs.stream().flatMap(run -> among(run, run.output().deployed()).stream()).toList();
  }

  /** The hosts that are said not to be deployed so far. */
  public List<Host> undeployedHosts() {
    return runs.stream()
        .flatMap(run -> among(run, run.output().undeployed().keySet()).stream())
        .toList();
  }

  /** What was said about the hosts that were not deployed. */
  public Map<Host, String> reasons() {
    var reasons = new LinkedHashMap<Host, String>();
    for (Run run : runs) {
      run.output()
          .undeployed()
          .forEach((name, reason) ->
              among(run, List.of(name)).forEach(host -> reasons.put(host, reason)));
    }
    return reasons;
  }

  /** The hosts of a run that names of kadeploy's are those of, in the order of the hosts. */
  private static List<Host> among(Run run, Collection<String> names) {
    var own = new HashSet<String>();
    names.forEach(name -> own.add(name(run, name)));
    return run.nodes().entrySet().stream()
        .filter(node -> own.contains(node.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The name of a run's node that kadeploy tells in full, though it may have been bare. */
  private static String name(Run run, String told) {
    int dot = told.indexOf('.');
    return run.nodes().containsKey(told) || dot < 0 ? told : told.substring(0, dot);
  }

  private static boolean told(Run run) {
    var deployed = among(run, run.output().deployed());
    var undeployed = among(run, run.output().undeployed().keySet());
    return !deployed.isEmpty()
        && Collections.disjoint(deployed, undeployed)
        && deployed.size() + undeployed.size() == run.nodes().size();
  }

  /** What the processes printed is in the log of debugging. */
  private void tell() {
    int deployed = deployedHosts().size();
    var failures = new ArrayList<String>();
    runs.forEach(run -> failures.addAll(failures(run)));
    String said = "%d of %d hosts deployed; %s".formatted(deployed, hosts, some(failures));
    if (!all.ok() || !runs.stream().allMatch(Kadeployer::told)) {
      Log.program().error("deployment failed: " + said);
    } else if (deployed < hosts) {
      Log.program().warn("deployment: " + said);
    }
  }

  private static List<String> failures(Run run) {
    var failures = new ArrayList<String>();
    for (ManagedProcess process : run.action().processes()) {
      if (!process.ok()) {
        failures.add(run.frontend() + ": kadeploy3 failed: " + FailedCommand.why(process));
      }
    }
    run.output()
        .undeployed()
        .forEach((name, reason) -> failures.add(name + (reason.isEmpty() ? "" : ": " + reason)));
    if (failures.isEmpty() && !told(run)) {
      failures.add(run.frontend() + ": kadeploy3 did not tell of every node");
    }
    return failures;
  }

  private static String some(List<String> failures) {
    int more = failures.size() - SHOWN;
    return String.join("; ", failures.subList(0, Math.min(SHOWN, failures.size())))
        + (more > 0 ? "; and %d more".formatted(more) : "");
  }

  @Override
  public boolean ok() {
    return all.ok() && (!all.ended() || runs.stream().allMatch(Kadeployer::told));
  }

  // ---- an action like others

  @Override
  public String name() {
    return all.name();
  }

  @Override
  public List<ManagedProcess> processes() {
    return all.processes();
  }

  @Override
  public List<Action> parts() {
    return List.of();
  }

  @Override
  public Kadeployer start() {
    all.start();
    return this;
  }

  @Override
  public Kadeployer await() {
    all.await();
    return this;
  }

  @Override
  public Kadeployer await(@Nullable Duration timeout) {
    all.await(timeout);
    return this;
  }

  @Override
  public Kadeployer run() {
    return start().await();
  }

  @Override
  public CompletableFuture<Action> whenEnded() {
    return all.whenEnded().thenApply(_ -> this);
  }

  @Override
  public Kadeployer kill(Signal signal) {
    all.kill(signal);
    return this;
  }

  @Override
  public Kadeployer reset() {
    all.reset();
    runs.forEach(run -> run.output().clear());
    return this;
  }

  @Override
  public void close() {
    all.close();
  }

  @Override
  public boolean started() {
    return all.started();
  }

  @Override
  public boolean ended() {
    return all.ended();
  }

  @Override
  public Kadeployer onActionEvent(ActionHandler handler) {
    Objects.requireNonNull(handler);
    all.onActionEvent(
        new ActionHandler() {
          @Override
          public void start(Action action) {
            handler.start(Kadeployer.this);
          }

          @Override
          public void end(Action action) {
            handler.end(Kadeployer.this);
          }

          @Override
          public void reset(Action action) {
            handler.reset(Kadeployer.this);
          }
        });
    return this;
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
