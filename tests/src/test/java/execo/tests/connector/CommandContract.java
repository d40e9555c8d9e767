package execo.tests.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import execo.action.Remote;
import execo.host.Host;
import execo.process.ManagedProcess;
import execo.process.OutputHandler;
import execo.process.SshProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A command on a host behaves as a local one. */
abstract class CommandContract extends ConnectorContract {
  CommandContract(HostsUnderTest hosts) {
    super(hosts);
  }

  // ---- how it ends

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 126, 127, 255})
  void exitCodeIsTheCommands(int code) {
    var process = run("echo out; exit " + code);
    assertThat(process.exitCode()).isEqualTo(code);
    assertThat(process.signal()).isNull();
    assertThat(process.error()).as(process.dump()).isFalse();
    assertThat(process.ok()).isEqualTo(code == 0);
    assertThat(process.stdout()).isEqualTo("out\n");
  }

  @Test
  void unknownProgramEndsWith127() {
    var process = run("no-such-program");
    assertThat(process.exitCode()).isEqualTo(127);
    assertThat(process.error()).isFalse();
    assertThat(process.stderr()).contains("no-such-program");
  }

  @ParameterizedTest
  @CsvSource({"TERM,15", "KILL,9", "HUP,1", "USR1,10"})
  void signalIsTold(String name, int number) {
    var process = run("kill -" + name + " $$");
    assertThat(process.signal()).as(process.dump()).isEqualTo(number);
    assertThat(process.exitCode()).isEqualTo(128 + number);
    assertThat(process.error()).isFalse();
    assertThat(process.stderr()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void grandchildThatHoldsTheOutputDelaysTheEndBriefly(boolean stdin) {
    var process = command("sleep 60 & echo done; exit 4");
    if (stdin) {
      process.openStdin();
    }
    process.start().await("50s");
    assertThat(process.ended()).isTrue();
    assertThat(process.exitCode()).as(process.dump()).isEqualTo(4);
    assertThat(process.stdout()).isEqualTo("done\n");
  }

  // ---- output and input

  @Test
  void outputsAreApart() {
    var process = run("echo to out; echo to err >&2");
    assertThat(process.stdout()).isEqualTo("to out\n");
    assertThat(process.stderr()).isEqualTo("to err\n");
  }

  @Test
  void streamsAreBinaryClean() {
    var bytes = new byte[1_000_000];
    new Random(7).nextBytes(bytes);
    var process = ended(command("cat; cat /dev/null >&2").input(bytes).start());
    assertOk(process);
    assertThat(process.stdoutBytes()).isEqualTo(bytes);
    assertThat(process.stderrBytes()).isEmpty();
  }

  @Test
  void errorOutputIsBinaryClean() {
    var bytes = new byte[200_000];
    new Random(8).nextBytes(bytes);
    var process = ended(command("cat >&2").input(bytes).start());
    assertOk(process);
    assertThat(process.stderrBytes()).isEqualTo(bytes);
  }

  @Test
  void bothOutputsMayBeLarge() {
    var process = run("head -c 6000000 /dev/zero & head -c 4000000 /dev/zero >&2; wait");
    assertOk(process);
    assertThat(process.stdoutBytes()).hasSize(6_000_000);
    assertThat(process.stderrBytes()).hasSize(4_000_000);
  }

  @Test
  void characterMayComeInTwoPieces() {
    var texts = new ConcurrentLinkedQueue<String>();
    OutputHandler handler = chunk -> texts.add(chunk.text());
    var process =
        ended(command("printf 'a\\303'; sleep 0.3; printf '\\251b'").onStdout(handler).start());
    assertThat(process.stdout()).isEqualTo("aéb");
    assertThat(String.join("", texts)).isEqualTo("aéb");
  }

  @Test
  void noTerminalByDefault() {
    assertThat(run("test -t 0 || test -t 1 || test -t 2; echo $?").stdout()).isEqualTo("1\n");
  }

  @Test
  void terminalOnRequest() {
    var process =
        new SshProcess(
            "test -t 0 && test -t 1 && test -t 2 && echo yes; read -r l; echo \"got $l\"; exit 5",
            host(),
            connection().withTty(true));
    process.start();
    assertThat(process.expect("yes", LONG)).isPresent();
    process.println("line");
    ended(process);
    assertThat(process.stdout()).contains("got line");
    assertThat(process.exitCode()).isEqualTo(5);
  }

  @Test
  void inputIsEmptyUnlessOpened() {
    var process = run("cat; echo end");
    assertThat(process.stdout()).isEqualTo("end\n");
  }

  @Test
  void inputIsReadUntilItIsClosed() {
    var process = command("while read -r l; do echo \"<$l>\"; done").openStdin().start();
    process.println("one");
    assertThat(process.expect("<one>", LONG)).isPresent();
    process.println("two").closeStdin();
    ended(process);
    assertThat(process.stdout()).isEqualTo("<one>\n<two>\n");
  }

  @Test
  void inputReachesAllHosts() {
    var action = remote("cat", hosts.hosts(5)).openStdin();
    action.start();
    action.println("for all").closeStdin();
    assertOk(ended(action));
    assertThat(action.processes()).extracting(ManagedProcess::stdout).containsOnly("for all\n");
  }

  // ---- where and how it runs

  @Test
  void environmentIsSet() {
    var value = "x 'y' \"$HOME\" `id` \\ é";
    var process = ended(command("printf %s \"$NAME\"").env("NAME", value).start());
    assertThat(process.stdout()).isEqualTo(value);
  }

  @Test
  void directoryIsSet() {
    assertThat(ended(command("pwd").directory(Path.of("/")).start()).stdout()).isEqualTo("/\n");
    var missing = ended(command("echo ran").directory(Path.of("/no such")).start());
    assertThat(missing.ok()).isFalse();
    assertThat(missing.stdout()).isEmpty();
  }

  @Test
  void listIsQuoted() {
    var words = List.of("a b", "$HOME", "'", "\"", "*", "", "é\n", "-n", "\\");
    var command = Stream.concat(Stream.of("printf", "<%s>"), words.stream()).toList();
    var process = ended(new SshProcess(command, host(), connection()).start());
    assertThat(process.stdout())
        .isEqualTo(words.stream().map(w -> "<" + w + ">").reduce("", String::concat));
  }

  @Test
  void shellRunsTheCommand() {
    assertThat(ended(command("echo $((1+2)) | cat").shell().start()).stdout()).isEqualTo("3\n");
  }

  @Test
  void commandLeadsItsGroup() {
    var process = run("ps -o pgid= -p $$; ps -o tpgid= -p $$");
    assertThat(process.stdout().lines().map(String::strip).toList().getLast()).isEqualTo("-1");
  }

  // ---- many hosts

  @Test
  void eachHostHasItsPlace() {
    var some = hosts.hosts(3);
    var repeated = List.of(some.get(0), some.get(1), some.get(0), some.get(2));
    var action = remote("echo $EXECO_RANK $EXECO_HOST {{{host}}} {{n}}", repeated);
    action.with("n", List.of("a", "b"));
    assertOk(ended(action.start()));
    assertThat(action.processes())
        .extracting(ManagedProcess::stdout)
        .containsExactlyElementsOf(
            IntStream.range(0, 4)
                .mapToObj(i -> {
                  var address = repeated.get(i).address();
                  return i + " " + address + " " + address + " " + "ab".charAt(i % 2) + "\n";
                })
                .toList());
  }

  @Test
  void moreHostsThanConnectionsThatMayBeOpenedAtOnce() {
    var all = new ArrayList<Host>(hosts.hosts(50));
    all.addAll(Collections.nCopies(30, host()));
    var action = new Remote("echo $EXECO_RANK", all, connection());
    assertOk(ended(action.start()));
    assertThat(action.processes())
        .extracting(ManagedProcess::stdout)
        .isEqualTo(IntStream.range(0, 80).mapToObj(i -> i + "\n").toList());
  }

  @Test
  void manyCommandsMayRunAtOnce() {
    var action = remote("echo up; read -r l", hosts.hosts(20)).openStdin();
    action.start();
    assertThat(action.expect("up", LONG)).allMatch(match -> match.isPresent());
    action.println();
    assertOk(ended(action));
  }

  @Test
  void slowHandlerGetsEverything() {
    var received = new ConcurrentLinkedQueue<Integer>();
    var process =
        command("head -c 3000000 /dev/zero")
            .keepOutput(0)
            .onStdout(chunk -> {
              Thread.sleep(Duration.ofMillis(2));
              received.add(chunk.bytes().length);
            })
            .start();
    ended(process);
    assertOk(process);
    assertThat(received.stream().mapToInt(n -> n).sum()).isEqualTo(3_000_000);
    assertThat(process.stdout().getBytes(UTF_8).length).isLessThan(100);
  }
}
