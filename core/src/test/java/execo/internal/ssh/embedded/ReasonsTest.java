package execo.internal.ssh.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.sshd.common.session.helpers.MissingAttachedSessionException;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  @Test
  void connectionThatEndsAtOnceIsClosedByTheHost() {
    assertThat(Reasons.of(new MissingAttachedSessionException("No session attached to ...")))
        .isEqualTo("Connection closed by remote host");
  }

  @Test
  void firstLineIsToldAndSteersNoTerminal() {
    assertThat(Reasons.of(new IOException("too \u001b[2Jbusy\nnow"))).isEqualTo("too ?[2Jbusy");
    assertThat(Reasons.of(new IOException("\n"))).isEmpty();
  }
}
