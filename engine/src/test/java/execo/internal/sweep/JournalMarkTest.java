package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which file is the journal: that whose first line has the mark that is in the lock's file. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalMarkTest {
  private static final Elements LETTERS = Elements.of(List.of("a", "b", "c", "d"));

  @TempDir Path directory;
  private Path journal;

  @BeforeEach
  void name() {
    journal = directory.resolve(JournalFile.NAME);
  }

  private DirectoryStore open() throws IOException {
    return new DirectoryStore(directory, LETTERS);
  }

  private String locked() throws IOException {
    return Files.readString(directory.resolve("lock")).strip();
  }

  private String mark() throws IOException {
    try (var file = FileChannel.open(journal, StandardOpenOption.READ)) {
      return JournalHeader.markOf(file);
    }
  }

  private static int done(DirectoryStore store) throws IOException {
    return store.counts().done();
  }

  @Test
  void everyJournalHasAMarkOfItsOwn() throws IOException {
    try (var store = open()) {
      store.take(1);
      assertThat(mark()).isNotEmpty().isEqualTo(locked());
      var first = mark();
      store.mark(Mark.as(State.DONE), List.of("a"));
      for (int i = 0; i < 11_000; i++) {
        store.take(1);
        store.mark(Mark.as(State.TODO), List.of("b"));
      }
      assertThat(mark()).isNotEmpty().isNotEqualTo(first).isEqualTo(locked());
      assertThat(Files.readAllLines(journal)).filteredOn(JournalHeader::is).hasSize(1);
      assertThat(done(store)).isEqualTo(1);
    }
  }

  /** As one that an older version wrote, which left the lock's file empty. */
  @Test
  void aJournalWithoutAMarkIsRead() throws IOException {
    Files.writeString(
        journal,
        """
        # What became of each element of a sweep: see execo's docs/sweeps.md.
        {"done":"a"}
        """);
    try (var store = open()) {
      assertThat(done(store)).isEqualTo(1);
      assertThat(store.mark(Mark.as(State.DONE), List.of("b"))).isEqualTo(1);
      assertThat(locked()).isEmpty();
    }
    try (var store = open()) {
      assertThat(done(store)).isEqualTo(2);
    }
  }

  @Test
  void whatAPersonPutInItsPlaceIsTheJournalFromThenOn() throws IOException {
    try (var store = open()) {
      store.mark(Mark.as(State.DONE), List.of("a"));
      var backup = directory.resolve("backup");
      Files.writeString(backup, JournalHeader.line("another") + "{\"done\":\"b\"}\n");
      Files.move(backup, journal, StandardCopyOption.REPLACE_EXISTING);
      assertThat(store.mark(Mark.as(State.DONE), List.of("a", "b"))).isEqualTo(1);
      assertThat(locked()).isEqualTo("another");
      Files.delete(journal);
      assertThat(done(store)).isZero();
      assertThat(mark()).isNotEqualTo("another").isEqualTo(locked());
    }
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("journal.jsonl", "lock");
    }
  }

  /** As after a crash between the new mark and the new journal. */
  @Test
  void aMarkOfNoJournalIsMended() throws IOException {
    try (var store = open()) {
      store.mark(Mark.as(State.DONE), List.of("a"));
      Files.writeString(directory.resolve("lock"), "nobody's\n");
      assertThat(store.mark(Mark.as(State.DONE), List.of("b"))).isEqualTo(1);
      assertThat(done(store)).isEqualTo(2);
      assertThat(locked()).isEqualTo(mark());
    }
  }

  /** As an NFS client sees it whose names are old: what it finds has lost its name. */
  @Test
  void nothingIsAppendedToAJournalThatWasReplaced() throws IOException {
    var lost = directory.resolve("lost");
    Files.writeString(lost, JournalHeader.line("lost") + "{\"done\":\"a\"}\n");
    try (var held = FileChannel.open(lost, StandardOpenOption.READ)) {
      Files.delete(lost);
      Files.createSymbolicLink(journal, descriptor(lost));
      Files.writeString(directory.resolve("lock"), "present\n");
      assertThatThrownBy(this::open)
          .isInstanceOf(IOException.class)
          .hasMessage(journal + ": replaced by another machine, and not to be seen here yet");
      Files.delete(journal);
      Files.writeString(journal, JournalHeader.line("present") + "{\"done\":\"b\"}\n");
      try (var store = open()) {
        assertThat(store.mark(Mark.as(State.DONE), List.of("a", "b"))).isEqualTo(1);
      }
      assertThat(held.size()).isEqualTo(JournalHeader.line("lost").length() + 13);
    }
  }

  private static Path descriptor(Path deleted) throws IOException {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      for (var one : all.toList()) {
        if (Files.isSymbolicLink(one)
            && Files.readSymbolicLink(one).toString().equals(deleted + " (deleted)")) {
          return one;
        }
      }
    }
    throw new AssertionError("not open: " + deleted);
  }

  /** As when the number of a file is given to the one that replaces it. */
  @Test
  void aViewKnowsAnotherJournalByItsMark() throws IOException {
    Files.writeString(journal, JournalHeader.line("one") + "{\"done\":\"a\"}\n");
    try (var view = new DirectoryView(directory, LETTERS)) {
      assertThat(view.counts().done()).isEqualTo(1);
      Files.writeString(
          journal,
          JournalHeader.line("two") + "{\"done\":\"b\"}\n{\"done\":\"c\"}\n{\"cancel\":\"d\"}\n",
          StandardCharsets.UTF_8);
      assertThat(view.picture().touched())
          .filteredOn(touched -> touched.state() == State.DONE)
          .extracting(Picture.Touched::index)
          .containsExactly(1, 2);
    }
  }

  @Test
  void directoriesThatAreMadeAreTold() throws IOException {
    var real = directory.toRealPath();
    assertThat(Directories.make(real.resolve("x/y/z")))
        .containsExactlyInAnyOrder(real, real.resolve("x"), real.resolve("x/y"));
    assertThat(Directories.make(real.resolve("x/y/z"))).isEmpty();
    assertThat(Directories.make(real.resolve("x/y/w"))).containsExactly(real.resolve("x/y"));
  }
}
