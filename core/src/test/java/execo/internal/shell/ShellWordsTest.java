package execo.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

  @Test
  void splitsAsAShellDoes() {
    assertThat(ShellWords.split(" echo  a\tb\nc ")).containsExactly("echo", "a", "b", "c");
    assertThat(ShellWords.split("a'b c'\"d e\"f\\ g")).containsExactly("ab cd ef g");
    assertThat(ShellWords.split("'' \"\" a''")).containsExactly("", "", "a");
    assertThat(ShellWords.split("'\\' \"\\\"\\$\\`\\\\\\x\"")).containsExactly("\\", "\"$`\\\\x");
    assertThat(ShellWords.split("a\\\nb \"c\\\nd\"")).containsExactly("ab", "cd");
    assertThat(ShellWords.split("a;b|c #d $HOME *")).containsExactly("a;b|c", "#d", "$HOME", "*");
    assertThat(ShellWords.split("  ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "echo 'a | single quote at position 6",
        "echo \"a | double quote at position 6",
        "echo \"a\\\" | double quote at position 6",
        "echo a\\ | nothing follows the backslash",
      })
  void refusesWhatIsNotClosed(String line, String why) {
    assertThatThrownBy(() -> ShellWords.split(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(line)
        .hasMessageContaining(why);
  }

  @Test
  void quotesOnlyWhereNeeded() {
    assertThat(ShellWords.quote(List.of("ls", "-l", "/a.b", "x=1", "if", "it's", "")))
        .isEqualTo("ls -l /a.b x=1 if 'it'\\''s' ''");
    assertThat(ShellWords.quote(List.of("x=1", "if"))).isEqualTo("'x=1' if");
    assertThat(ShellWords.quote(List.of("if"))).isEqualTo("'if'");
    assertThat(ShellWords.quote("~")).isEqualTo("'~'");
    assertThatThrownBy(() -> ShellWords.quote("a\0b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NUL");
  }

  @Property
  void splittingUndoesQuoting(@ForAll("words") List<String> words) {
    assertThat(ShellWords.split(ShellWords.quote(words))).isEqualTo(words);
  }

  @Property(tries = 150)
  void theShellSeesTheSameWords(@ForAll("words") List<String> words) throws Exception {
    var command = new ArrayList<>(List.of("printf", "%s\\0", "first"));
    command.addAll(words);
    assertThat(sh(ShellWords.quote(command))).isEqualTo(command.subList(2, command.size()));
  }

  @Property(tries = 150)
  void splitsTheSameWordsAsTheShell(@ForAll("quotedLines") String line) throws Exception {
    List<String> words;
    try {
      words = ShellWords.split(line);
    } catch (IllegalArgumentException e) {
      return;
    }
    var expected = new ArrayList<>(List.of("first"));
    expected.addAll(words);
    assertThat(sh("printf '%s\\0' first " + line)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"if", "for", "done", "x=1", "{", "!", "~", "#", "a b"})
  void aFirstWordIsAlwaysAProgram(String word) throws Exception {
    var process = shell(ShellWords.quote(List.of(word)) + " 2>/dev/null");
    assertThat(process.waitFor()).isEqualTo(127);
  }

  @Provide
  Arbitrary<List<String>> words() {
    Arbitrary<String> shellish =
        Arbitraries.strings().withChars("ab'\"\\ $`\n\t#=~*;&|<>(){}[]!?%-\u00e9").ofMaxLength(8);
    Arbitrary<String> any = Arbitraries.strings().withCharRange('\1', '\ud7ff').ofMaxLength(8);
    return Arbitraries.oneOf(shellish, any).list().ofMaxSize(6);
  }

  @Provide
  Arbitrary<String> quotedLines() {
    return Arbitraries.strings().withChars("ab'\"\\ \t").ofMaxLength(14);
  }

  private static Process shell(String line) throws IOException {
    var builder = new ProcessBuilder("/bin/sh", "-s").redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return process;
  }

  private static List<String> sh(String line) throws IOException, InterruptedException {
    Process process = shell(line);
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    List<String> words = Arrays.asList(output.split("\0", -1));
    return words.subList(0, words.size() - 1);
  }
}
