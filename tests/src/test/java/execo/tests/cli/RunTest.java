package execo.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.Host;
import execo.testbed.Fleet;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
