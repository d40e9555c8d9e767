package execo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is run, where, and what becomes of it. */
class LocalProcessTest {
  @TempDir Path directory;

  @Test
  void tellsAllStatesOfASuccess() {
    var before = Instant.now();
    var process = new LocalProcess("echo hello");
    assertThat(process.attempt()).isNull();
    assertThat(process.started()).isFalse();
    assertThat(process.ok()).isTrue();
    assertThat(process.finishedOk()).isFalse();
    assertThat(process.run()).isSameAs(process);
    var attempt = Objects.requireNonNull(process.attempt());
    assertThat(attempt.number()).isOne();
    assertThat(attempt.commandLine()).containsExactly("echo", "hello");
    assertThat(attempt.running()).isFalse();
    assertThat(attempt.ended()).isTrue();
    assertThat(attempt.start()).isBetween(before, Instant.now());
    assertThat(attempt.end()).isBetween(attempt.start(), Instant.now());
    assertThat(attempt.pid()).isPositive();
    assertThat(attempt.exitCode()).isZero();
    assertThat(attempt.signal()).isNull();
    assertThat(attempt.error()).isFalse();
    assertThat(attempt.reason()).isNull();
    assertThat(attempt.timeoutDate()).isNull();
    assertThat(attempt.stdoutError()).isNull();
    assertThat(process.stdout()).isEqualTo("hello\n");
    assertThat(process.stderr()).isEmpty();
    assertThat(process.host()).isNull();
    assertThat(process.finishedOk()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, false", "127, false", "255, false"})
  void tellsExitCodes(int code, boolean ok) {
    var process = new LocalProcess("exit " + code).shell().nologExitCode().run();
    assertThat(process.exitCode()).isEqualTo(code);
    assertThat(process.signal()).isNull();
    assertThat(process.finishedOk()).isEqualTo(ok);
  }

  @Test
  void tellsTheSignalOfADeath() {
    var process = new LocalProcess("kill -SEGV $$").shell().nologExitCode().run();
    assertThat(process.exitCode()).isEqualTo(128 + 11);
    assertThat(process.signal()).isEqualTo(11);
    assertThat(process.error()).isFalse();
    assertThat(process.ok()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "'", "\"", "\\", "$HOME", "*", "a\nb", "é☃", "-n", ";ls", "~"})
  void givesEachArgumentAsItIs(String argument) {
    var command = List.of("printf", "<%s>", argument, "x");
    var expected = "<" + argument + "><x>";
    assertThat(new LocalProcess(command).run().stdout()).isEqualTo(expected);
    assertThat(new LocalProcess(command).shell().run().stdout()).isEqualTo(expected);
  }

  @Test
  void splitsACommandLineWithoutExpansion() {
    var process = new LocalProcess("printf %s\\\\n 'a b' \"c $HOME\" d\\ e *").run();
    assertThat(process.stdout()).isEqualTo("a b\nc $HOME\nd e\n*\n");
  }

  @Test
  void expandsOnlyInAShell() {
    assertThat(new LocalProcess("echo a | cat; echo $((1 + 2))").shell().run().stdout())
        .isEqualTo("a\n3\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo 'open", "echo \"open", "echo end\\", "", "  "})
  void reportsACommandThatMakesNoSense(String command) {
    var process = new LocalProcess(command).nologError().run();
    assertThat(process.error()).isTrue();
    assertThat(process.reason()).isNotBlank();
    assertThat(process.ended()).isTrue();
    assertThat(process.exitCode()).isNull();
    assertThat(process.ok()).isFalse();
  }

  @Test
  void refusesNulInAnArgument() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LocalProcess(List.of("echo", "a\0b")))
        .withMessageContaining("NUL");
  }

  @Test
  void reportsAProgramThatDoesNotExist() {
    var process = new LocalProcess("no-such-program-of-execo x").nologError().run();
    assertThat(process.error()).isTrue();
    assertThat(process.reason()).contains("no-such-program-of-execo").contains("PATH");
    assertThat(process.started()).isTrue();
    assertThat(process.ended()).isTrue();
    assertThat(process.running()).isFalse();
    assertThat(process.exitCode()).isNull();
    assertThat(process.pid()).isNull();
    assertThat(process.endDate()).isNotNull();
    assertThat(process.ok()).isFalse();
    assertThat(process.kill().ended()).isTrue();
    assertThat(process.killed()).isFalse();
  }

  @Test
  void reportsADirectoryThatDoesNotExist() {
    var process =
        new LocalProcess("true").directory(directory.resolve("missing")).nologError().run();
    assertThat(process.error()).isTrue();
    assertThat(process.reason()).contains("missing").contains("does not exist");
  }

  @Test
  void reportsAFileThatCannotBeExecuted() throws IOException {
    var file = Files.writeString(directory.resolve("data"), "x");
    var process = new LocalProcess(List.of(file.toString())).nologError().run();
    assertThat(process.error()).isTrue();
    assertThat(process.reason()).contains("not executable");
  }

  @Test
  void runsInItsDirectoryWithItsEnvironment() throws IOException {
    var process =
        new LocalProcess("pwd -P; echo \"$ONE|$TWO|${PATH:+path}\"")
            .shell()
            .directory(directory)
            .env("ONE", "é 1")
            .env("TWO", "")
            .run();
    assertThat(process.stdout()).isEqualTo(directory.toRealPath() + "\né 1||path\n");
  }

  @Test
  void refusesNonsense() {
    var process = new LocalProcess("true");
    assertThatIllegalArgumentException().isThrownBy(() -> process.env("A=B", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> process.env("", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> process.keepOutput(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> process.timeout(Duration.ofSeconds(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> process.timeout("soon"));
  }

  @Test
  void isFixedOnceStarted() {
    var process = new LocalProcess("true").run();
    assertThatIllegalStateException()
        .isThrownBy(() -> process.timeout("1s"))
        .withMessageContaining("after the start");
    assertThat(process.reset().timeout("30s").run().ok()).isTrue();
  }

  @Test
  void leadsASessionOfItsOwn() {
    var process = new LocalProcess("cut -d' ' -f1,5,6 /proc/self/stat").run();
    var fields = process.stdout().strip().split(" ");
    assertThat(fields).containsOnly(fields[0]).contains(String.valueOf(process.pid()));
  }

  @Test
  void hasATerminalOnlyWhenAskedFor() {
    var script = "test -t 0 && test -t 1 && echo terminal; test -t 2 || echo apart >&2";
    assertThat(new LocalProcess(script).shell().run().stdout()).isEmpty();
    var process = new LocalProcess(script).shell().pty().run();
    assertThat(process.stdout()).isEqualTo("terminal\r\n");
    assertThat(process.stderr()).isEqualTo("apart\n");
    assertThat(process.attempt()).satisfies(a -> assertThat(a.stdoutError()).isNull());
  }

  @Test
  void talksOverATerminal() {
    try (var cat = new LocalProcess("stty -echo; echo ready; exec cat").shell().pty().start()) {
      assertThat(cat.expect("ready", "10s")).isPresent();
      cat.println("one");
      assertThat(cat.expect("^one$", "10s")).isPresent();
      cat.closeStdin().await("10s");
      assertThat(cat.finishedOk()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ls|ls",
        "' a\n  b\tc '|a b c",
        "123456789012345678901234567890123456789|123456789012345678901234567890123456789",
        "1234567890123456789012345678901234567890|123456789012345678901234567890123456...",
      })
  void hasAShortName(String command, String name) {
    assertThat(new LocalProcess(command).name()).isEqualTo(name);
  }

  @Test
  void hasTheNameThatIsGiven() {
    assertThat(new LocalProcess("ls").name("listing").name()).isEqualTo("listing");
    assertThat(new LocalProcess(List.of("echo", "a b")).name()).isEqualTo("echo 'a b'");
    assertThat(new LocalProcess(List.of("echo", "a b")).command()).isEqualTo("echo 'a b'");
  }

  @Test
  void decodesAndEncodesInItsCharset() {
    var process = new LocalProcess("cat").charset(StandardCharsets.ISO_8859_1).input("é").run();
    assertThat(process.stdoutBytes()).containsExactly(0xe9);
    assertThat(process.stdout()).isEqualTo("é");
    var written = new LocalProcess("cat").charset(StandardCharsets.UTF_16BE).openStdin().start();
    assertThat(written.write("a").closeStdin().await("10s").stdoutBytes()).containsExactly(0, 'a');
  }
}
