package execo.internal.ssh.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeashTest {
  @ParameterizedTest
  @CsvSource({"0, 250", "10, 250", "400, 400", "1000, 1000", "1001, 1000", "19000, 1000"})
  void patienceHasBounds(long opening, long patience) {
    assertThat(Leash.patience(Duration.ofMillis(opening))).hasMillis(patience);
  }
}
