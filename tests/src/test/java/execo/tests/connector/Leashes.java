package execo.tests.connector;

import execo.testbed.Fleet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The leashes of the connector {@code embedded} that run on the hosts of a fleet.
 *
 * @param fleet the fleet
 */
record Leashes(Fleet fleet) {
  private static final String SCRIPT = "while read -r line; do case $line in";

  /** How many there are. */
  long count() {
    return ProcessHandle.allProcesses().filter(this::isLeash).count();
  }

  /** Waits until there is one. */
  void awaitOne() throws InterruptedException {
    while (count() == 0) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private boolean isLeash(ProcessHandle process) {
    var of = Path.of("/proc/" + process.pid());
    try {
      return read(of.resolve("cmdline")).contains(SCRIPT)
          && read(of.resolve("environ")).contains(fleet.directory().toString());
    } catch (IOException e) {
      return false; // it has gone, or is none of ours
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
