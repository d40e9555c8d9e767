package execo.internal.ssh.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadSheddingTest {
  private static final String SHED =
      "kex_exchange_identification: Connection closed by remote host\n";

  @Test
  void droppedConnectionIsASign() {
    assertThat(LoadShedding.seenIn(SHED)).isTrue();
    assertThat(LoadShedding.seenIn(SHED + "Connection closed by 10.0.0.1 port 22\n" + SHED))
        .isTrue();
    assertThat(LoadShedding.seenIn("")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh: connect to host gate port 22: Connection refused",
        "connect to host gate port 22: Connection refused",
        "ssh: Could not resolve hostname gate: Name or service not known",
        "me@gate: Permission denied (publickey).",
        "Host key verification failed.",
        "channel 0: open failed: connect failed: Connection refused\nstdio forwarding failed"
      })
  void jumpHostThatIsNotToBePassedIsNone(String verdict) {
    assertThat(LoadShedding.seenIn(verdict + "\n" + SHED)).isFalse();
  }
}
