package execo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LinePrinterTest {
  private final Outputs outputs = new Outputs();
  private final LinePrinter printer = new LinePrinter("h", outputs.sink());

  @Test
  void linesComeWholeHoweverTheyWereRead() {
    printer.accept(Outputs.piece("a"));
    assertThat(outputs.text()).isEmpty();
    printer.accept(Outputs.piece("b\n\nc"));
    assertThat(outputs.text()).isEqualTo("h: ab\nh: \n");
    printer.accept(Outputs.piece("\n"));
    printer.accept(Outputs.end());
    assertThat(outputs.text()).isEqualTo("h: ab\nh: \nh: c\n");
  }

  @Test
  void lastLineNeedsNoEnd() {
    printer.accept(Outputs.piece("a\nb"));
    printer.accept(Outputs.end());
    assertThat(outputs.text()).isEqualTo("h: a\nh: b\n");
  }

  @Test
  void bytesStayAsTheyAre() {
    printer.accept(Outputs.piece(new byte[] {(byte) 0xff, 0, '\r', '\n'}));
    assertThat(outputs.bytes()).isEqualTo(new byte[] {'h', ':', ' ', (byte) 0xff, 0, '\r', '\n'});
  }

  @Test
  void endlessLineIsCut() {
    var piece = new byte[1024 * 1024];
    Arrays.fill(piece, (byte) 'x');
    for (int i = 0; i < 5; i++) {
      printer.accept(Outputs.piece(piece));
    }
    assertThat(outputs.bytes()).hasSizeGreaterThan(LinePrinter.LONGEST);
    printer.accept(Outputs.end());
    assertThat(outputs.text().lines().allMatch(line -> line.startsWith("h: x"))).isTrue();
  }

  @Property(tries = 200)
  void nothingIsLostOrAdded(@ForAll @Size(max = 20) byte[][] pieces) {
    var all = new ByteArrayOutputStream();
    var out = new Outputs();
    var lines = new LinePrinter("h", out.sink());
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
      lines.accept(Outputs.piece(piece));
    }
    lines.accept(Outputs.end());
    String whole = all.toString(StandardCharsets.ISO_8859_1);
    var expected = new StringBuilder();
    for (int from = 0; from < whole.length(); ) {
      int end = whole.indexOf('\n', from);
      end = end < 0 ? whole.length() : end;
      expected.append("h: ").append(whole, from, end).append('\n');
      from = end + 1;
    }
    assertThat(new String(out.bytes(), StandardCharsets.ISO_8859_1)).isEqualTo(expected.toString());
  }
}
