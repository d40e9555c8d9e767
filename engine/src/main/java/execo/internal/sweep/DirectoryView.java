package execo.internal.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A directory with a journal that is read only: nothing is made, locked or written there. */
public final class DirectoryView implements StoreView {
  private final JournalSight journal;
  private final JournalReader reader;
  private SweepState state;

  /** Looks at a directory. */
  public DirectoryView(Path directory, Elements elements) throws IOException {
    journal = new JournalSight(directory);
    reader = new JournalReader(journal);
    state = new SweepState(elements);
    refresh();
  }

  private synchronized SweepState refresh() throws IOException {
    try {
      look();
    } catch (IOException e) {
      look(); // on NFS, a file that is replaced meanwhile cannot be read any more
    }
    return state;
  }

  private void look() throws IOException {
    try (var _ = journal) {
      journal.open();
      if (reader.mustRestart()) {
        state = new SweepState(state.board().elements());
        reader.restart();
      }
      long now = System.nanoTime();
      reader.read(line -> state.apply(line, now));
      reader.takeTail(line -> state.apply(line, now));
    }
  }

  @Override
  public synchronized Counts counts() throws IOException {
    return refresh().board().counts();
  }

  @Override
  public synchronized Picture picture() throws IOException {
    return refresh().picture();
  }

  @Override
  public synchronized List<String> problems() throws IOException {
    refresh();
    return List.copyOf(reader.problems());
  }

  @Override
  public void close() {
    // nothing is open
  }
}
