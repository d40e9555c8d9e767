package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.host.Hosts;
import execo.testbed.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  private static Fleet fleet;
  private static Host a;
  private static Host b;
  private static Host refusing;

  @TempDir Path directory;
  private Cli execo;

  @BeforeAll
  static void startFleet() {
    fleet = Fleet.start(3);
    a = fleet.hosts().get(0);
    b = fleet.hosts().get(1);
    refusing = fleet.hosts().get(2);
    fleet.stop(refusing);
  }

  @AfterAll
  static void endFleet() {
    fleet.close();
  }

  @BeforeEach
  void configure() {
    execo = new Cli(fleet, directory);
  }

  @Test
  void linesComeWithTheirHostOnTheStreamTheyWereWrittenTo() throws Exception {
    var result =
        execo.run("run", "-w", a + "," + b, "--", "echo $EXECO_HOST $EXECO_RANK; echo e >&2");
    assertThat(result.outLines()).containsExactly(a + ": " + a + " 0", b + ": " + b + " 1");
    assertThat(result.errLines()).containsExactly(a + ": e", b + ": e");
    assertThat(result.code()).isZero();
  }

  @Test
  void severalWordsAreJoinedByBlanksAsSshDoes() throws Exception {
    var result =
        execo.run("run", "-w", a.toString(), "echo", "-n", "a  b", ";", "echo", "$((1+2))");
    assertThat(result).isEqualTo(new Cli.Result(0, a + ": a b3\n", ""));
  }

  @Test
  void exitCodeIsTheHighestOne() throws Exception {
    assertThat(execo.run("run", "-w", a + "," + b, "exit $((EXECO_RANK + 3))"))
        .isEqualTo(new Cli.Result(4, "", ""));
    assertThat(execo.run("run", "-w", a.toString(), "kill -9 $$"))
        .isEqualTo(new Cli.Result(137, "", ""));
  }

  @Test
  void hostNotReachedIsOneLineAnd255() throws Exception {
    var result = execo.run("run", "-w", refusing + "," + a, "exit 3");
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("execo: " + refusing + ": connection failed: ")
        .contains("refused")
        .hasLineCount(1);
  }

  @Test
  void commandPastItsTimeoutIsOneLineAnd124() throws Exception {
    assertThat(execo.run("run", "-w", a.toString(), "-t", "300ms", "echo started; sleep 600"))
        .isEqualTo(new Cli.Result(124, a + ": started\n", "execo: " + a + ": timed out\n"));
  }

  @Test
  void reportIsPrintedOnRequest() throws Exception {
    var result = execo.run("run", "-w", a.toString(), "--report", "true");
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines().map(String::stripTrailing))
        .anyMatch(line -> line.startsWith("Name "))
        .anyMatch(line -> line.startsWith("total "));
  }

  @Test
  void jsonTellsOfEachHostAndOfAll() throws Exception {
    var result =
        execo.run("run", "--json", "-w", a + "," + refusing, "--with", "n=1,2", "echo {{n}}");
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.err()).startsWith("execo: " + refusing).hasLineCount(1);
    var lines = result.outLines();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0))
        .startsWith(
            ("{'type':'end','index':0,'host':'"
                    + a
                    + "','cmd':'echo 1','exit_code':0,"
                    + "'signal':null,'ok':true,'error':null,'timed_out':false,'killed':false,")
                .replace('\'', '"'))
        .endsWith("'stdout':'1\\n','stderr':''}".replace('\'', '"'));
    assertThat(lines.get(1))
        .contains("\"index\":1,\"host\":\"" + refusing + "\",\"cmd\":\"echo 2\",\"exit_code\":null")
        .contains("\"ok\":false,\"error\":\"connection failed: ");
    assertThat(lines.get(2))
        .startsWith("{\"type\":\"report\",")
        .contains("\"processes\":2,", "\"errors\":1,", "\"ok\":1,");
  }

  @Test
  void failedHostsOfAReportAreTriedAlone() throws Exception {
    var first = execo.run("run", "--json", "-w", a + "," + b, "exit $EXECO_RANK");
    var report = Files.writeString(directory.resolve("report.json"), first.out()).toString();
    assertThat(execo.run("run", "--failed", report, "echo again"))
        .isEqualTo(new Cli.Result(0, b + ": again\n", ""));
  }

  @Test
  void standardInputGoesToAll() throws Exception {
    var text = "0123456789abcde\n".repeat(200_000);
    var stdin = Files.writeString(directory.resolve("stdin"), text);
    var result = execo.start(stdin, "run", "--stdin", "-w", a + "," + b, "wc -c").end();
    assertThat(result.outLines())
        .containsExactly(a + ": " + text.length(), b + ": " + text.length());
    assertThat(result.code()).isZero();
  }

  @Test
  void commandThatReadsNothingOfTheInputIsOk() throws Exception {
    var stdin = Files.writeString(directory.resolve("stdin"), "x\n".repeat(2_000_000));
    assertThat(execo.start(stdin, "run", "--stdin", "-w", a.toString(), "echo done").end())
        .isEqualTo(new Cli.Result(0, a + ": done\n", ""));
  }

  @Test
  void hostsAreReadFromStandardInput() throws Exception {
    var stdin = Files.writeString(directory.resolve("hosts"), a + "\n# no\n" + b + "\n");
    var result = execo.start(stdin, "run", "-w", "-", "-f", "1", "echo here").end();
    assertThat(result.outLines()).containsExactly(a + ": here", b + ": here");
  }

  @Test
  void badInputStartsNothing() throws Exception {
    var result = execo.run("run", "-w", a + "," + "b-[1-", "touch ran");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).startsWith("execo: malformed host expression").hasLineCount(1);
    assertThat(fleet.home(a).resolve("ran")).doesNotExist();
  }

  @Test
  void filesAreCopiedToHostsAndBack() throws Exception {
    Files.writeString(directory.resolve("file"), "text");
    assertThat(execo.run("put", "-w", a + "," + b, "file", "copy"))
        .isEqualTo(new Cli.Result(0, "", ""));
    assertThat(fleet.home(b).resolve("copy")).hasContent("text");
    assertThat(execo.run("get", "-w", a + "," + b, "copy", "results"))
        .isEqualTo(new Cli.Result(0, "", ""));
    for (var host : new Host[] {a, b}) {
      assertThat(directory.resolve("results").resolve(host.address()).resolve("copy"))
          .hasContent("text");
    }
    assertThat(execo.run("get", "-w", a.toString(), "copy", "to-{{{host}}}").code()).isZero();
    try (Stream<Path> made = Files.list(directory.resolve("to-" + a))) {
      assertThat(made.map(path -> path.getFileName().toString())).containsExactly("copy");
    }
  }

  @Test
  void fileThatIsNotThereIsToldByItsHost() throws Exception {
    var result = execo.run("get", "-w", a.toString(), "absent", "results");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).startsWith(a + ": ").contains("No such file").hasLineCount(1);
  }

  @Test
  void localDirectoryThatCannotBeMadeIsTold() throws Exception {
    Files.writeString(directory.resolve("file"), "text");
    var result = execo.run("get", "-w", a.toString(), "copy", "file");
    assertThat(result.err())
        .startsWith("execo: a local directory cannot be made: ")
        .endsWith("file/" + a + ": Not a directory\n")
        .hasLineCount(1);
    assertThat(result.code()).isEqualTo(2);
  }

  /** A command that fails as often as the rank of its host says, then prints how often that was. */
  private static final String FLAPPING =
      "for i in 1 2 3; do"
          + " [ $EXECO_RANK -ge $i ] && mkdir try$i 2>/dev/null && exit $i;"
          + " done; echo $((i - 3 + EXECO_RANK))";

  private static void clean(Host host) throws Exception {
    for (var i = 1; i <= 3; i++) {
      Files.deleteIfExists(fleet.home(host).resolve("try" + i));
    }
  }

  @Test
  void failedHostsAreTriedAgain() throws Exception {
    clean(b);
    var result = execo.run("run", "-w", a + "," + b, "--retries", "2:10ms", FLAPPING);
    assertThat(result.outLines()).containsExactly(a + ": 0", b + ": 1");
    assertThat(result.err())
        .startsWith("execo: " + b + ": attempt 1: exit code 1; again in 0.0")
        .hasLineCount(1);
    assertThat(result.code()).isZero();
  }

  @Test
  void hostThatFailsEachTimeIsGivenUp() throws Exception {
    var result = execo.run("run", "-w", refusing.toString(), "--retries", "1:0", "true");
    assertThat(result.code()).isEqualTo(255);
    assertThat(result.err().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .startsWith("execo: " + refusing + ": attempt 1: connection failed: ")
                    .contains("; again in 0"),
            line ->
                assertThat(line)
                    .startsWith("execo: " + refusing + ": attempt 2: connection failed: ")
                    .endsWith("; given up"));
  }

  @Test
  void jsonHasAllAttempts() throws Exception {
    clean(b);
    var result = execo.run("run", "--json", "-w", a + "," + b, "--retries", "2:10ms", FLAPPING);
    var lines = result.outLines();
    assertThat(lines.get(0)).contains("\"ok\":true").doesNotContain("attempts");
    assertThat(lines.get(1))
        .contains(
            "\"exit_code\":0,", "\"ok\":true", "\"attempts\":[{\"exit_code\":1,\"signal\":null")
        .contains("},{\"exit_code\":0,");
  }

  @Test
  void windowLetsOneHostWorkAfterTheOther() throws Exception {
    var shared = directory.resolve("lock");
    var result =
        execo.run(
            "run",
            "-w",
            a + "," + b + "," + a,
            "--window",
            "1",
            "mkdir " + shared + " && echo alone && rmdir " + shared);
    assertThat(result)
        .isEqualTo(new Cli.Result(0, a + ": alone\n" + b + ": alone\n" + a + ": alone\n", ""));
  }

  @Test
  void inputReachesHostsThatBeginLate() throws Exception {
    var stdin = Files.writeString(directory.resolve("stdin"), "text\n");
    var result =
        execo.start(stdin, "run", "--stdin", "--window", "1", "-w", a + "," + b, "cat").end();
    assertThat(result.out()).isEqualTo(a + ": text\n" + b + ": text\n");
  }

  @Test
  void firstFailureEndsAll() throws Exception {
    var hosts = a + "," + b + "," + a;
    var line = "[ $EXECO_RANK = 0 ] && exit 3; sleep 600";
    var result = execo.run("run", "-w", hosts, "--window", "2", "--fail-fast", "--json", line);
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo(
            "execo: ended or not begun because others failed: " + Hosts.fold(List.of(a, b)) + "\n");
    var lines = result.outLines();
    assertThat(lines.get(0)).contains("\"index\":0,", "\"exit_code\":3,", "\"ok\":false");
    assertThat(lines.get(1)).contains("\"index\":1,", "\"ok\":false", "\"killed\":true");
    assertThat(lines.get(2)).contains("\"index\":2,", "\"ok\":false,\"error\":\"not started\"}");
    var report = Files.writeString(directory.resolve("report"), result.out()).toString();
    assertThat(execo.run("run", "--failed", report, "echo again").outLines())
        .containsExactly(a + ": again", a + ": again", b + ": again");
  }
}
