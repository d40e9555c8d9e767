package execo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this JVM takes of the machine, as the kernel counts it.
 *
 * @param threads all threads, those of the JVM itself included
 * @param residentMegabytes resident memory, in units of 1,000,000 bytes
 */
record Footprint(int threads, int residentMegabytes) {

  static Footprint now() throws IOException {
    var threads = 0;
    var resident = 0;
    for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("Threads:")) {
        threads = number(line);
      } else if (line.startsWith("VmRSS:")) {
        resident = (int) Math.round(number(line) * 1024 / 1e6);
      }
    }
    return new Footprint(threads, resident);
  }

  private static int number(String line) {
    return Integer.parseInt(line.replaceAll("\\D", ""));
  }

  @Override
  public String toString() {
    return "threads=" + threads + " rss_mb=" + residentMegabytes;
  }
}
