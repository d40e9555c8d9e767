package execo.engine;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file that output is appended to. That it cannot take some, as on a full disk, is told once and
 * stops nobody. Thread-safe.
 */
final class KeptOutput extends OutputStream {
  private final Path path;
  private final FileOutputStream file;
  private final PrintStream screen;
  private final AtomicBoolean told = new AtomicBoolean();

  /**
   * Opens a file, which is made if it is not there.
   *
   * @param screen where it is told that output is lost
   */
  KeptOutput(Path path, PrintStream screen) throws IOException {
    this.path = path;
    this.screen = screen;
    OwnersFile.make(path);
    file = new FileOutputStream(path.toFile(), true);
  }

  private interface Change {
    void make() throws IOException;
  }

  private void tried(Change change) {
    try {
      change.make();
    } catch (IOException e) {
      if (!told.getAndSet(true)) {
        screen.println("execo: output is lost, which " + path + " cannot take: " + e.getMessage());
      }
    }
  }

  @Override
  public void write(int b) {
    tried(() -> file.write(b));
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    tried(() -> file.write(bytes, from, length));
  }

  @Override
  public void close() {
    tried(file::close);
  }
}
