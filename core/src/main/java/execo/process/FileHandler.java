package execo.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes one stream of one process to a file. */
final class FileHandler implements OutputHandler {
  private final Path file;
  private @Nullable OutputStream open;

  FileHandler(Path file) {
    this.file = file;
  }

  @Override
  public void begin(ManagedProcess process, StdStream stream) throws IOException {
    open = Files.newOutputStream(file);
  }

  @Override
  public void accept(OutputChunk chunk) throws IOException {
    if (open != null) {
      open.write(chunk.bytes());
      if (chunk.eof()) {
        open.close();
      }
    }
  }
}
