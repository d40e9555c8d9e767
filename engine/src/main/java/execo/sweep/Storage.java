package execo.sweep;

import execo.internal.sweep.DirectoryStore;
import execo.internal.sweep.Elements;
import execo.internal.sweep.Failures;
import execo.internal.sweep.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a storage URL stands for. */
final class Storage {
  private Storage() {}

  static Store open(String url, Elements elements) {
    try {
      return new DirectoryStore(directory(url), elements);
    } catch (IOException e) {
      throw failed(url, e);
    }
  }

  static Optional<String> savedList(String url) {
    try {
      return DirectoryStore.savedList(directory(url));
    } catch (IOException e) {
      throw failed(url, e);
    }
  }

  private static NotSavedException failed(String url, IOException e) {
    return new NotSavedException("cannot open the sweep " + url + ": " + Failures.reason(e), e);
  }

  private static Path directory(String url) {
    if (url.contains("://") || url.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "a sweep is kept in a directory or at jdbc:postgresql://…, not at " + url);
    }
    return Path.of(url);
  }
}
