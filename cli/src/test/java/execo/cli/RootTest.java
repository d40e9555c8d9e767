package execo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int execute(String... words) {
    return Main.commandLine(new Root(), words)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "--bogus, Unknown option: '--bogus'",
        "bogus, unknown command 'bogus'; see 'execo --help'",
        "absent.java, no such file: absent.java",
      })
  void badInputIsOneLineOnStderrAndExitCode2(String word, String message) {
    assertThat(execute(word)).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("execo: " + message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void noCommandIsBadInput() {
    assertThat(execute()).isEqualTo(2);
    assertThat(err.toString()).startsWith("execo: no command").hasLineCount(1);
  }

  @Test
  void directoryIsNotAProgram(@TempDir Path directory) {
    String name = directory + "/.java";
    assertThat(Path.of(name).toFile().mkdir()).isTrue();
    assertThat(execute(name)).isEqualTo(2);
    assertThat(err.toString()).isEqualToIgnoringNewLines("execo: not a readable file: " + name);
  }

  @Test
  void helpAndVersionGoToStdout() {
    assertThat(execute("--help")).isZero();
    assertThat(out.toString()).contains("Usage: execo COMMAND").contains("FILE.java");
    assertThat(execute("--version")).isZero();
    assertThat(out.toString()).contains("execo " + Version.text());
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void versionIsFilledInByTheBuild() {
    assertThat(Version.text()).matches("\\d+\\.\\d+.*");
  }
}
