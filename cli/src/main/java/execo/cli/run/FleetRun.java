package execo.cli.run;

import execo.Execo;
import execo.action.Action;
import execo.action.HostsAction;
import execo.cli.input.FleetOptions;
import execo.host.Host;
import execo.host.Hosts;
import execo.log.Terminal;
import execo.process.Attempt;
import execo.process.Failure;
import execo.process.LifecycleHandler;
import execo.process.ManagedProcess;
import execo.report.LiveProgress;
import execo.report.Report;
import execo.report.ReportLayout;
import execo.report.ReportStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Runs an action to its end, telling on the two outputs what becomes of its hosts. */
final class FleetRun {
  private final FleetOptions options;
  private final Sink stdout;
  private final Sink stderr;
  private final IdentityHashMap<ManagedProcess, Integer> indices = new IdentityHashMap<>();
  private final Map<ManagedProcess, HostPrinter> printers = new ConcurrentHashMap<>();

  FleetRun(FleetOptions options, Sink stdout, Sink stderr) {
    this.options = options;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /**
   * Runs an action, or tells what it would do.
   *
   * @param beside what to begin once it has started
   * @return the exit code
   */
  int run(HostsAction<?> action, Runnable beside) {
    var processes = action.processes();
    if (options.dryRun()) {
      tellPlan(processes);
      return 0;
    }
    for (int i = 0; i < processes.size(); i++) {
      indices.put(processes.get(i), i);
    }
    action.nolog(Failure.values()).onLifecycle(new Teller());
    if (!options.json()) {
      action
          .keepOutput(0)
          .onStdoutOf(process -> printer(process)::out)
          .onStderrOf(process -> printer(process)::err);
    }
    Integer stopped;
    try (var progress = LiveProgress.of(List.of(action))) {
      var stop = Stop.of(action, stdout, stderr, progress::close);
      stop.run(beside);
      stopped = stop.exitCode();
    }
    if (stopped != null && stopped == Stop.BROKEN_PIPE) {
      return stopped;
    }
    tellUnfinished(processes, stopped == null);
    tellReport(action, stopped != null);
    return stopped != null
        ? stopped
        : ExitCodes.of(
            processes.stream().map(ManagedProcess::attempt).filter(Objects::nonNull).toList());
  }

  private void tellPlan(List<ManagedProcess> processes) {
    processes.forEach(process -> stdout.line(process.host() + ": " + process.command()));
    if (!options.pace().isEmpty()) {
      stderr.line("execo: " + String.join("; ", options.pace()));
    }
  }

  /** Prints what processes say themselves, and what becomes of them. */
  private final class Teller implements LifecycleHandler {

    @Override
    public void retry(ManagedProcess process, Attempt failed, Duration pause) {
      forgetPrinter(process, failed);
      stderr.line("execo: " + process.host() + ": " + Ending.retried(failed, pause));
    }

    @Override
    public void end(ManagedProcess process) {
      Attempt attempt = Objects.requireNonNull(process.attempt());
      forgetPrinter(process, attempt);
      if (options.json()) {
        stdout.line(JsonLines.end(Objects.requireNonNull(indices.get(process)), process, attempt));
      }
      if (attempt.number() > 1 && !process.ok()) {
        stderr.line("execo: " + process.host() + ": " + Ending.givenUp(attempt));
      } else if (attempt.error() || attempt.timedOut()) {
        stderr.line("execo: " + process.host() + ": " + Ending.of(attempt));
      }
    }
  }

  /** The printer of the present attempt. */
  private HostPrinter printer(ManagedProcess process) {
    return printers.computeIfAbsent(
        process, p -> new HostPrinter(String.valueOf(p.host()), stdout, stderr));
  }

  private void forgetPrinter(ManagedProcess process, Attempt attempt) {
    HostPrinter printer = printers.remove(process);
    if (printer != null) {
      printer.end(attempt);
    }
  }

  /** Names the hosts that were ended, or not begun, before they were done. */
  private void tellUnfinished(List<ManagedProcess> processes, boolean byFailures) {
    var hosts = new ArrayList<Host>();
    for (ManagedProcess process : processes) {
      if (process.cancelled() && options.json()) {
        stdout.line(JsonLines.notStarted(Objects.requireNonNull(indices.get(process)), process));
      }
      if (process.host() != null
          && (process.cancelled() || (process.killed() && !process.timedOut()))) {
        hosts.add(process.host());
      }
    }
    if (byFailures && !hosts.isEmpty()) {
      stderr.line("execo: ended or not begun because others failed: " + Hosts.fold(hosts));
    }
  }

  private void tellReport(Action action, boolean stopped) {
    if (options.json()) {
      stdout.line(JsonLines.report(action.stats()));
    }
    boolean watched = !options.json() && Terminal.both();
    if (options.showReport() || stopped || watched) {
      stderr.write(
          new Report()
              .add(action)
              .toString(
                  ReportLayout.NORMAL,
                  new ReportStyle(Execo.style::reportError, Execo.style::reportWarn)));
    }
  }
}
