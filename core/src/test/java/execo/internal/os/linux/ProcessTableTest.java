package execo.internal.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProcessTableTest {
  private static ProcessTable.Entry parse(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
    ProcessTable.Entry entry = ProcessTable.parse(42, bytes, bytes.length);
    return Objects.requireNonNull(entry);
  }

  @Test
  void readsTheFieldsAfterAnyName() {
    String fields = " S 1 40 39 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654321 5 6";
    var expected = new ProcessTable.Entry(42, 1, 40, 39, 987654321L);
    assertThat(parse("42 (sleep)" + fields)).isEqualTo(expected);
    assertThat(parse("42 (a) b (c 1 2)" + fields)).isEqualTo(expected);
  }

  @Test
  void toleratesWhatIsCutOff() {
    byte[] line = "42 (sleep) S 1 40".getBytes(StandardCharsets.US_ASCII);
    assertThat(ProcessTable.parse(42, line, line.length)).isNull();
    assertThat(ProcessTable.parse(42, line, -1)).isNull();
  }

  @Test
  void findsThisProgram() {
    long self = ProcessHandle.current().pid();
    assertThat(ProcessTable.read()).anyMatch(entry -> entry.pid() == self && entry.start() > 0);
  }
}
