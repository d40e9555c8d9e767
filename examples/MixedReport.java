import static execo.Execo.*;

import execo.action.Local;
import execo.report.ReportLayout;

/** Runs 300 commands of all sorts at once, and reports on them as a table and as JSON. */
void main() {
  var commands =
      List.of(
          "ls /",
          "false",
          "/etc/passwd",
          "no-such-program",
          "echo 'two words' three",
          "ping -c 1 127.0.0.1");
  var actions =
      commands.stream()
          .map(command ->
              parallel(Stream.generate(() -> quiet(command)).limit(50).toList())
                  .name(command)
                  .hideParts())
          .toList();
  parallel(actions).run("1m");
  var report = report(actions);
  IO.println(report.toString(ReportLayout.WIDE));
  IO.println(report.toJson());
}

Local quiet(String command) {
  return local(command).nologExitCode().nologError();
}
