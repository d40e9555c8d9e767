package execo.cli.run;

import execo.Execo;
import execo.action.Action;
import execo.action.HostsAction;
import execo.cli.input.FleetOptions;
import execo.log.Terminal;
import execo.process.Attempt;
import execo.process.Failure;
import execo.process.ManagedProcess;
import execo.report.Report;
import execo.report.ReportLayout;
import execo.report.ReportStyle;
import java.util.IdentityHashMap;
import java.util.Objects;

/** Runs an action to its end, telling on the two outputs what becomes of its hosts. */
final class FleetRun {
  private final FleetOptions options;
  private final Sink stdout;
  private final Sink stderr;
  private final IdentityHashMap<ManagedProcess, Integer> indices = new IdentityHashMap<>();
  private final IdentityHashMap<ManagedProcess, HostPrinter> printers = new IdentityHashMap<>();

  FleetRun(FleetOptions options, Sink stdout, Sink stderr) {
    this.options = options;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  Sink stderr() {
    return stderr;
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
      processes.forEach(process -> stdout.line(process.host() + ": " + process.command()));
      return 0;
    }
    for (int i = 0; i < processes.size(); i++) {
      ManagedProcess process = processes.get(i);
      indices.put(process, i);
      printers.put(process, new HostPrinter(String.valueOf(process.host()), stdout, stderr));
    }
    action.nolog(Failure.values()).onEnd(this::tellEnd);
    if (!options.json()) {
      action
          .keepOutput(0)
          .onStdoutOf(process -> printer(process)::out)
          .onStderrOf(process -> printer(process)::err);
    }
    var stop = Stop.of(action, stdout, stderr);
    stop.run(beside);
    Integer stopped = stop.exitCode();
    if (stopped != null && stopped == Stop.BROKEN_PIPE) {
      return stopped;
    }
    tellReport(action, stopped != null);
    return stopped != null
        ? stopped
        : ExitCodes.of(
            processes.stream().map(ManagedProcess::attempt).filter(Objects::nonNull).toList());
  }

  private void tellEnd(ManagedProcess process) {
    Attempt attempt = Objects.requireNonNull(process.attempt());
    printer(process).end(attempt);
    if (options.json()) {
      stdout.line(JsonLines.end(Objects.requireNonNull(indices.get(process)), process, attempt));
    }
    if (attempt.error()) {
      stderr.line("execo: " + process.host() + ": " + attempt.reason());
    } else if (attempt.timedOut()) {
      stderr.line("execo: " + process.host() + ": timed out");
    }
  }

  private HostPrinter printer(ManagedProcess process) {
    return Objects.requireNonNull(printers.get(process));
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
