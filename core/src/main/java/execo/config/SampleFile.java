package execo.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** Configuration files for common cases, to start from. */
public enum SampleFile {
  /** Use from outside Grid'5000, through ssh's own proxy settings. */
  OUTSIDE_GRID5000,
  /** Connections to reserved nodes without oarsh. */
  BYPASS_OARSH;

  /** Its name, {@code outside-grid5000}. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The text of the file. */
  public String text() {
    try (InputStream in = SampleFile.class.getResourceAsStream(title() + ".yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
