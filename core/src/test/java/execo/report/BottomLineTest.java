package execo.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a terminal shows of a program that prints while it has a bottom line. */
class BottomLineTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final PrintStream stream = new PrintStream(terminal, true, StandardCharsets.UTF_8);
  private final BottomLine line = new BottomLine(stream, true, stream);

  /** The lines of the terminal, whose last one has the cursor. */
  private List<String> screen() {
    var lines = new ArrayList<>(List.of(""));
    var column = 0;
    var bytes = terminal.toString(StandardCharsets.UTF_8);
    for (var i = 0; i < bytes.length(); i++) {
      var last = lines.getLast();
      if (bytes.startsWith("\033[K", i)) {
        lines.set(lines.size() - 1, last.substring(0, column));
        i += 2;
      } else if (bytes.charAt(i) == '\r') {
        column = 0;
      } else if (bytes.charAt(i) == '\n') {
        lines.add("");
        column = 0;
      } else {
        var rest = last.length() > column ? last.substring(column + 1) : "";
        lines.set(lines.size() - 1, last.substring(0, column) + bytes.charAt(i) + rest);
        column++;
      }
    }
    return lines;
  }

  @Test
  void isRedrawnInPlace() {
    line.show("one of many");
    assertThat(screen()).containsExactly("one of many");
    line.show("two");
    assertThat(screen()).containsExactly("two");
    line.hide();
    assertThat(screen()).containsExactly("");
  }

  @Test
  void staysBelowWhatIsPrinted() {
    line.show("status");
    line.out().println("out");
    line.show("status");
    assertThat(screen()).containsExactly("out", "status");
    line.err().println("err");
    line.show("new");
    assertThat(screen()).containsExactly("out", "err", "new");
    line.close();
    assertThat(screen()).containsExactly("out", "err", "");
  }

  @Test
  void waitsForTheEndOfALine() {
    line.show("status");
    line.out().print("half");
    line.show("status");
    assertThat(screen()).containsExactly("half");
    line.out().println(" done");
    line.show("status");
    assertThat(screen()).containsExactly("half done", "status");
  }

  @Test
  void passesEverythingOnAfterItsEnd() {
    line.show("status");
    line.close();
    line.out().print("late");
    assertThat(screen()).containsExactly("late");
  }

  @Test
  void tellsThatNobodyReads() {
    var broken =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
              }
            },
            false,
            StandardCharsets.UTF_8);
    var above = new BottomLine(broken, true, stream).out();
    above.println("x");
    assertThat(above.checkError()).isTrue();
  }
}
