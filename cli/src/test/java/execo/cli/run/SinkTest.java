package execo.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SinkTest {
  @Test
  void tellsThatNobodyReads() {
    var sink =
        new Sink(
            new PrintStream(
                new OutputStream() {
                  @Override
                  public void write(int b) throws IOException {
                    throw new IOException("Broken pipe");
                  }
                },
                false,
                StandardCharsets.UTF_8));
    assertThat(sink.broken()).isNotDone();
    sink.line("a");
    assertThat(sink.broken()).isCompletedWithValue(sink);
    sink.line("b");
  }

  @Test
  void writesWhatItIsGiven() {
    var outputs = new Outputs();
    outputs.sink().line("ä");
    outputs.sink().write("b");
    assertThat(outputs.text()).isEqualTo("ä\nb");
    assertThat(outputs.sink().broken()).isNotDone();
  }
}
