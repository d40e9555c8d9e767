package execo.tests.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers on a directory that are killed. */
class KilledWorkersTest {
  @TempDir Path directory;

  @Test
  void nothingIsLost() throws Exception {
    assertThat(run(directory, Duration.ofSeconds(20), 1)).isPositive();
  }

  @Test
  @Tag("soak")
  void nothingIsLostInAMinute() throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(run(directory.resolve("" + i), Duration.ofMinutes(1), i)).isPositive();
    }
  }

  private static int run(Path place, Duration duration, long seed) throws Exception {
    var notes = place.resolve("notes");
    notes.toFile().mkdirs();
    return new KillTrial(place.resolve("sweeper").toString(), notes, seed).run(duration, () -> {});
  }
}
