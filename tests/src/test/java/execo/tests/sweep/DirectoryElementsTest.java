package execo.tests.sweep;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On a directory. */
class DirectoryElementsTest extends ElementsContract {
  @TempDir Path directory;

  @Override
  String url() {
    return directory.resolve("sweeper").toString();
  }
}
