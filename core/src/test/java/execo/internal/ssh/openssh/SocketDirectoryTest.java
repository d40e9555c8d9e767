package execo.internal.ssh.openssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SocketDirectoryTest {
  /** By its name it is found and deleted later if this program is killed. */
  @Test
  void nameIsTheSameInAllLocales() throws IOException {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      var directory = Objects.requireNonNull(new SocketDirectory().socket(1).getParent());
      assertThat(directory.getFileName().toString())
          .matches("execo-ssh-" + ProcessHandle.current().pid() + "-[0-9a-f]{8}");
    } finally {
      Locale.setDefault(before);
    }
  }
}
