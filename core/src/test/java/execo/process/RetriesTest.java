package execo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static Retries retries(String backoff) {
    return new Retries(9, Duration.parse(backoff), attempt -> true);
  }

  @Test
  void pausesGrowWithALittleScatter() {
    var seconds = new long[] {10, 20, 40, 80, 160, 300, 300};
    for (var i = 0; i < seconds.length; i++) {
      assertThat(retries("PT10S").pause(i + 1))
          .isBetween(
              Duration.ofSeconds(seconds[i] * 8 / 10), Duration.ofSeconds(seconds[i] * 12 / 10));
    }
    assertThat(retries("PT10S").pause(1_000_000)).isLessThanOrEqualTo(Duration.ofMinutes(6));
  }

  @Test
  void longBackOffStaysAsItIs() {
    assertThat(retries("PT1H").pause(3)).isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
    assertThat(retries("PT876000H").pause(3)).isPositive();
  }

  @Test
  void noBackOffIsNoPause() {
    assertThat(retries("PT0S").pause(5)).isZero();
  }

  @Test
  void endsWhenAllAreUsed() {
    assertThat(retries("PT0S").leave(9)).isTrue();
    assertThat(retries("PT0S").leave(10)).isFalse();
    assertThat(Retries.NONE.leave(1)).isFalse();
  }
}
