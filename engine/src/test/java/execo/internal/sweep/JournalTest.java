package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file of a directory: torn, mended, replaced, written anew. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalTest {
  private static final List<Object> LETTERS = List.of("a", "b", "c", "d");

  @TempDir Path directory;
  private Path journal;

  @BeforeEach
  void name() {
    journal = directory.resolve(JournalFile.NAME);
  }

  private DirectoryStore open() throws IOException {
    return new DirectoryStore(directory, Elements.of(LETTERS));
  }

  private void work() throws IOException {
    try (var store = open()) {
      store.take(3);
      store.mark(Mark.as(State.DONE), List.of("a"));
      store.mark(Mark.failed("no é", 1), List.of("b"));
      store.mark(Mark.as(State.DONE), List.of("c"));
    }
  }

  private static List<State> states(DirectoryStore store) throws IOException {
    var touched = store.picture().touched();
    return LETTERS.stream()
        .map(letter ->
            touched.stream()
                .filter(t -> LETTERS.get(t.index()).equals(letter))
                .map(Picture.Touched::state)
                .findFirst()
                .orElse(State.TODO))
        .toList();
  }

  @Test
  void tornAtAnyByteItKeepsAllWholeRecords() throws IOException {
    work();
    var bytes = Files.readAllBytes(journal);
    var text = new String(bytes, StandardCharsets.ISO_8859_1);
    int lastDone = text.indexOf("{\"done\":\"c\"");
    int lastDoneEnd = text.indexOf('\n', lastDone);
    int firstDoneEnd = text.indexOf('\n', text.indexOf("{\"done\":\"a\""));
    for (int length = 0; length <= bytes.length; length++) {
      Files.write(journal, Arrays.copyOf(bytes, length));
      try (var store = open()) {
        assertThat(states(store).get(2) == State.DONE)
            .as("cut to %d of %d", length, bytes.length)
            .isEqualTo(length >= lastDoneEnd);
        assertThat(states(store).get(0) == State.DONE).isEqualTo(length >= firstDoneEnd);
        assertThat(store.problems()).isEmpty();
        assertThat(store.mark(Mark.as(State.DONE), List.of("d"))).isEqualTo(1);
      }
      try (var store = open()) {
        assertThat(states(store).get(3)).isEqualTo(State.DONE);
        assertThat(store.problems()).isEmpty();
      }
    }
  }

  @Test
  void nulBytesAtTheEndAreDropped() throws IOException {
    work();
    Files.write(journal, new byte[100], StandardOpenOption.APPEND);
    try (var store = open()) {
      assertThat(states(store)).startsWith(State.DONE, State.FAILED, State.DONE);
      assertThat(store.problems()).isEmpty();
    }
  }

  @Test
  void brokenLinesAreNamedAndKept() throws IOException {
    work();
    var lines = new ArrayList<>(Files.readAllLines(journal));
    int place =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).startsWith("{\"done\":\"a\""))
            .findFirst()
            .orElseThrow();
    lines.set(place, lines.get(place).replace("\"a\",", "\"a\" "));
    lines.add(place, "# a note of a person");
    lines.add("{\"dnoe\":\"d\"}");
    lines.add("{\"at\":\"yesterday\",\"done\":\"d\"}");
    lines.add("");
    lines.add("{\"done\":\"d\"}");
    Files.write(journal, lines);
    for (int i = 0; i < 2; i++) {
      try (var store = open()) {
        assertThat(states(store)).containsExactly(State.TODO, State.FAILED, State.DONE, State.DONE);
        assertThat(store.problems()).hasSize(3);
        assertThat(store.problems().get(0))
            .startsWith(journal + ":" + (place + 2) + ": column 13: ");
        assertThat(store.problems().get(1))
            .isEqualTo(
                journal
                    + ":"
                    + (lines.size() - 3)
                    + ": it says nothing that a journal knows: {\"dnoe\":\"d\"}");
        assertThat(store.problems().get(2)).contains("not a date: yesterday");
      }
    }
  }

  @Test
  void personsMayRemoveAndAddRecordsWhileItIsOpen() throws IOException {
    try (var store = open()) {
      store.take(2);
      store.mark(Mark.as(State.DONE), List.of("a", "b"));
      var lines = Files.readAllLines(journal);
      lines.removeIf(line -> line.contains("\"a\""));
      lines.add("{\"done\": \"c\"}");
      var mended = directory.resolve("mended");
      Files.write(mended, lines);
      Files.move(mended, journal, StandardCopyOption.REPLACE_EXISTING);
      assertThat(states(store)).containsExactly(State.TODO, State.DONE, State.DONE, State.TODO);
      Files.writeString(journal, "{\"done\":\"d\"}\n");
      assertThat(states(store)).containsExactly(State.TODO, State.TODO, State.TODO, State.DONE);
      assertThat(store.take(1)).containsExactly(0);
    }
  }

  @Test
  void whatPersonsChangeBetweenTwoCallsIsSeenByTheSecond() throws IOException {
    try (var store = open()) {
      var mended = directory.resolve("mended");
      for (int i = 0; i < 1_000; i++) {
        Files.writeString(mended, "{\"done\":\"a\"}\n{\"done\":\"b\"}\n");
        Files.move(mended, journal, StandardCopyOption.REPLACE_EXISTING);
        assertThat(states(store)).containsExactly(State.DONE, State.DONE, State.TODO, State.TODO);
        Files.writeString(journal, "{\"done\":\"d\"}\n");
        assertThat(states(store)).containsExactly(State.TODO, State.TODO, State.TODO, State.DONE);
      }
    }
  }

  @Test
  void itIsWrittenAnewWhenMuchOfItSaysNothing() throws IOException {
    work();
    try (var first = open();
        var store = open()) {
      assertThat(states(first)).startsWith(State.DONE, State.FAILED, State.DONE);
      for (int i = 0; i < 12_000; i += 2) {
        store.take(1);
        store.mark(Mark.as(State.TODO), List.of("d"));
        store.take(1);
        store.mark(Mark.as(State.TODO), List.of("d"));
      }
      try (var lines = Files.lines(journal)) {
        assertThat(lines.count()).isLessThan(20_000);
      }
      assertThat(states(store)).isEqualTo(states(first));
      assertThat(first.take(2)).containsExactly(3);
      assertThat(store.take(2)).isEmpty();
    }
    try (var store = open()) {
      assertThat(states(store)).startsWith(State.DONE, State.FAILED, State.DONE);
      assertThat(store.picture().touched().get(1).failures())
          .extracting(Attempt::reason)
          .containsExactly("no é");
    }
  }

  @Test
  void deadWorkersGiveBack() throws IOException {
    Files.writeString(
        journal,
        """
        {"worker":"here","host":"x","pid":99999999,"lease":1000,"system":"%s"}
        {"worker":"there","host":"y","pid":1,"lease":1000,"system":"other"}
        {"take":"a","by":"here"}
        {"take":"b","by":"there"}
        {"take":"c","by":"nobody"}
        """
            .formatted(WorkerProcess.SELF.system()));
    try (var store = open()) {
      assertThat(store.take(3)).containsExactly(0, 3);
    }
    assertThat(Files.readString(journal)).contains("{\"lost\":\"here\"");
  }

  @Test
  void silentWorkersGiveBackWhenTheirLeaseIsOver() throws IOException {
    Files.writeString(
        journal,
        """
        {"worker":"there","host":"y","pid":1,"lease":3,"system":"other"}
        {"take":"a","by":"there"}
        """);
    try (var store = open()) {
      assertThat(store.take(4)).containsExactly(1, 2, 3);
      long end = System.nanoTime() + 20_000_000_000L;
      while (store.take(1).isEmpty()) {
        assertThat(System.nanoTime()).isLessThan(end);
      }
      assertThat(states(store)).containsOnly(State.IN_PROGRESS);
    }
  }

  @Test
  void workersThatLiveKeepWhatTheyHave() throws Exception {
    try (var store = open();
        var other = open()) {
      store.lease(0.4);
      assertThat(store.take(1)).containsExactly(0);
      try (var lines = new RandomAccessFile(journal.toFile(), "r")) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!Files.readString(journal).contains("alive") || lines.length() < 700) {
          assertThat(other.take(4)).doesNotContain(0);
          other.reset(Set.of(State.SKIPPED), null);
          assertThat(System.nanoTime()).isLessThan(end);
        }
      }
      assertThat(states(store).getFirst()).isEqualTo(State.IN_PROGRESS);
    }
  }

  @Test
  void whatCannotBeMadeIsNamed() throws IOException {
    var file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> new DirectoryStore(file.resolve("sweep"), Elements.of(LETTERS)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }
}
