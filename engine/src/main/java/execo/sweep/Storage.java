package execo.sweep;

import execo.internal.sweep.DirectoryStore;
import execo.internal.sweep.DirectoryView;
import execo.internal.sweep.Elements;
import execo.internal.sweep.Failures;
import execo.internal.sweep.PostgresStore;
import execo.internal.sweep.PostgresUrl;
import execo.internal.sweep.PostgresView;
import execo.internal.sweep.Store;
import execo.internal.sweep.StoreView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What a storage URL stands for. */
final class Storage {
  private Storage() {}

  static Store open(String url, Elements elements) {
    try {
      return PostgresUrl.is(url)
          ? new PostgresStore(PostgresUrl.of(url), elements)
          : new DirectoryStore(directory(url), elements);
    } catch (IOException e) {
      throw failed(url, e);
    }
  }

  /** What is known of elements, without changing anything. */
  static StoreView look(String url, Elements elements) {
    try {
      return PostgresUrl.is(url)
          ? new PostgresView(PostgresUrl.of(url), elements)
          : new DirectoryView(directory(url), elements);
    } catch (IOException e) {
      throw failed(url, e);
    }
  }

  private static Optional<String> savedList(String url) {
    try {
      return PostgresUrl.is(url)
          ? PostgresView.savedList(PostgresUrl.of(url))
          : DirectoryStore.savedList(directory(url));
    } catch (IOException e) {
      throw failed(url, e);
    }
  }

  /**
   * The list that a storage keeps.
   *
   * @throws NoSuchElementException if it keeps none
   */
  static <E> List<E> list(String url, Class<E> type) {
    var text =
        savedList(url)
            .orElseThrow(() -> new NoSuchElementException("no sweep is kept in " + shown(url)));
    return SweepText.read(shown(url), text, type);
  }

  /** An URL as messages show it, without passwords. */
  static String shown(String url) {
    return PostgresUrl.shown(url);
  }

  private static NotSavedException failed(String url, IOException e) {
    return new NotSavedException(
        "cannot open the sweep " + shown(url) + ": " + Failures.reason(e), e);
  }

  private static Path directory(String url) {
    if (url.contains("://") || url.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "a sweep is kept in a directory or at jdbc:postgresql://…, not at " + shown(url));
    }
    return Path.of(url);
  }
}
