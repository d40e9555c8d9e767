package execo.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import execo.action.Local;
import execo.action.ParallelActions;
import execo.process.Expectation;
import execo.process.Failure;
import execo.process.LocalProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReportTest {
  private static final ReportStyle MARKED = new ReportStyle(l -> "E:" + l, l -> "W:" + l);

  private static LocalProcess exit(int code) {
    return new LocalProcess("exit " + code).shell().nologExitCode().name("exit " + code);
  }

  private static List<String> lines(Report report, ReportLayout layout) {
    return report.toString(layout, MARKED).lines().toList();
  }

  @Test
  void readsItsNumbersWhenItIsDrawn() {
    var process = exit(0);
    var report = new Report(List.of(process));
    assertThat(report.stats().started()).isZero();
    var before = report.toString();
    process.run();
    assertThat(report.stats().finishedOk()).isOne();
    assertThat(report).asString().isNotEqualTo(before);
  }

  @Test
  void addsUpActionsProcessesAndReports() {
    var action = new ParallelActions(List.of(new Local("true"), new Local("true"))).name("both");
    var inner = new Report("inner").add(exit(3).run());
    var outer = new Report("outer").add(action.run()).add(inner).add(List.of(exit(0).run()));
    var stats = outer.stats();
    assertThat(stats.processes()).isEqualTo(4);
    assertThat(stats.ended()).isEqualTo(4);
    assertThat(stats.nonZeroExitCodes()).isOne();
    assertThat(stats.ok()).isEqualTo(3);
    assertThat(stats.parts()).extracting("name").containsExactly("both", "inner", "exit 0");
    assertThat(stats.start()).isNotNull().isBeforeOrEqualTo(stats.end());
  }

  @Test
  void countsAProcessOnce() {
    var process = exit(0).run();
    assertThat(new Report().add(process).add(process).stats().processes()).isOne();
  }

  @Test
  void refusesWhatIsNoPartOfAReport() {
    var report = new Report();
    assertThatIllegalArgumentException().isThrownBy(() -> report.add("text"));
    assertThatIllegalArgumentException().isThrownBy(() -> report.add(report));
    var other = new Report().add(report);
    assertThatIllegalArgumentException().isThrownBy(() -> report.add(other));
  }

  @Test
  void sortsByStartAndIndentsByNesting() {
    var first = exit(0).run();
    var second = exit(1).run();
    var never = exit(2);
    var group = new Report("group").add(second);
    var text = new Report("all").add(never).add(group).add(first);
    var names =
        lines(text, ReportLayout.WIDE).stream().map(l -> l.replaceFirst("^E:", "")).toList();
    assertThat(names).hasSize(8);
    assertThat(names.get(0)).startsWith("Name");
    assertThat(names.get(1)).matches("-+");
    assertThat(names.get(2)).startsWith("exit 0");
    assertThat(names.get(3)).startsWith("group");
    assertThat(names.get(4)).startsWith("  exit 1");
    assertThat(names.get(5)).startsWith("exit 2");
    assertThat(names.get(6)).matches("-+");
    assertThat(names.get(7)).startsWith("total");
  }

  @Test
  void keepsToEightyColumnsOverTwoLinesAnEntry() {
    var named = exit(0).name("a name that is much longer than the column which is there for it");
    var report = new Report().add(named.run());
    assertThat(report.toString().lines())
        .hasSize(8)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(report.toString())
        .containsPattern(
            "a name that is muc\\.\\.\\.  *20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[+-]");
    assertThat(lines(report, ReportLayout.BRIEF)).hasSize(5);
    assertThat(lines(report, ReportLayout.WIDE)).hasSize(5);
  }

  @Test
  void marksFailuresAndWhatIsOpen() {
    var good = new Report().add(exit(0).run());
    assertThat(good.toString(ReportLayout.WIDE, MARKED)).doesNotContain("E:", "W:");
    var failed = new Report().add(exit(0).run()).add(exit(1).run());
    assertThat(lines(failed, ReportLayout.WIDE))
        .filteredOn(l -> l.startsWith("E:"))
        .hasSize(2)
        .allMatch(l -> l.startsWith("E:exit 1") || l.startsWith("E:total"));
    try (var open = new LocalProcess("sleep 100").start()) {
      var report = new Report().add(open).add(exit(0).run());
      assertThat(lines(report, ReportLayout.WIDE)).filteredOn(l -> l.startsWith("W:")).hasSize(2);
      open.expect(Expectation.of("never").timeout("10ms"));
      assertThat(lines(report, ReportLayout.WIDE))
          .anyMatch(l -> l.startsWith("E:sleep 100"))
          .noneMatch(l -> l.startsWith("W:"));
    }
    var ignored = new LocalProcess("true").ignore(Failure.EXPECT).run();
    assertThat(ignored.expect("never")).isEmpty();
    assertThat(new Report().add(ignored).stats().expectFailures()).isOne();
  }
}
