package execo.internal.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person writes into a journal, and where it is found to be wrong. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class JournalMendingTest {
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

  private static List<Integer> done(DirectoryStore store) throws IOException {
    return store.picture().touched().stream()
        .filter(touched -> touched.state() == State.DONE)
        .map(Picture.Touched::index)
        .toList();
  }

  @Test
  void whatIsTooMuchForAReaderIsAProblemOfItsLine() throws IOException {
    Files.writeString(
        journal,
        """
        {"done":"a"}
        {"done":%s}
        {"done":%s}
        {"done":{"%s":1}}
        {"done":"b","at":"+1000000000-12-31T23:59:59.999999999Z"}
        {"done":"c"}
        """
            .formatted(
                "[".repeat(1_000) + "]".repeat(1_000), "7".repeat(2_000), "n".repeat(60_000)));
    try (var store = open()) {
      assertThat(done(store)).containsExactly(0, 2);
      assertThat(store.problems())
          .satisfiesExactly(
              problem -> assertThat(problem).startsWith(journal + ":2: ").contains("depth"),
              problem -> assertThat(problem).startsWith(journal + ":3: ").contains("Number"),
              problem -> assertThat(problem).startsWith(journal + ":4: ").contains("Name"),
              problem -> assertThat(problem).startsWith(journal + ":5: not a date: +1000"));
      assertThat(store.mark(Mark.as(State.DONE), List.of("d"))).isEqualTo(1);
    }
  }

  @Test
  void aLastLineWithoutAnEndIsKeptUnlessItIsTorn() throws IOException {
    for (var tail :
        List.of("# to be looked at", "{\"done\":\"b\"}", "done b", "{\"done\":\"c\",")) {
      Files.writeString(journal, tail, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      open().close();
    }
    assertThat(journal).hasContent("# to be looked at\n{\"done\":\"b\"}\ndone b\n");
    assertThat(directory.resolve("journal.jsonl.torn")).hasContent("{\"done\":\"c\",");
    try (var store = open()) {
      assertThat(store.problems()).singleElement().asString().endsWith(": done b");
      assertThat(done(store)).containsExactly(1);
    }
  }

  @Test
  void problemsAreNumberedAsTheFileIsAfterItWasWrittenAnew() throws IOException {
    Files.writeString(
        journal,
        IntStream.range(0, 3_000)
                .mapToObj(i -> "{\"take\":\"a\",\"by\":\"x\"}\n{\"cancel\":\"a\"}\n")
                .collect(Collectors.joining())
            + "# a note\n\nbroken\n{\"done\":\"b\"}\nbroken, too\n");
    try (var store = open();
        var other = open()) {
      var lines = Files.readAllLines(journal);
      assertThat(lines).hasSizeLessThan(10);
      assertThat(store.problems())
          .satisfiesExactly(
              problem -> isAbout(problem, lines, "broken"),
              problem -> isAbout(problem, lines, "broken, too"))
          .isEqualTo(other.problems());
    }
  }

  private void isAbout(String problem, List<String> lines, String line) {
    assertThat(problem)
        .startsWith(journal + ":" + (lines.indexOf(line) + 1) + ": ")
        .endsWith(": " + line);
  }

  /** Nobody knows whose it is: it comes back like what is a silent stranger's. */
  @Test
  void whatIsInProgressByNobodySaidIsSomebodys() throws MalformedLine {
    var state = new SweepState(LETTERS);
    var bytes = "{\"take\":\"a\"}".getBytes(StandardCharsets.UTF_8);
    state.apply(Line.read(bytes, 0, bytes.length), 0);
    var worker = state.workers().iterator().next();
    assertThat(worker.holds).hasSize(1);
    assertThat(worker.lost(59_000_000_000L)).isFalse();
    assertThat(worker.lost(61_000_000_000L)).isTrue();
    var again = new SweepState(LETTERS);
    state.write(line -> again.apply(line, 0));
    assertThat(again.workers()).singleElement().satisfies(w -> assertThat(w.holds).hasSize(1));
    again.apply(new Line(Verb.LOST, worker.id), 0);
    assertThat(again.board().isTodo(0)).isTrue();
  }

  @Test
  void aJournalThatCannotBeWrittenAnewIsUsedAsItIs() throws IOException {
    var inTheWay = Files.createDirectories(directory.resolve("journal.jsonl.new/x"));
    try (var store = open()) {
      for (int i = 0; i < 110; i++) {
        bounce(store);
      }
      long before = Files.size(journal);
      assertThat(lines()).isGreaterThan(20_100);
      Files.delete(inTheWay);
      Files.delete(inTheWay.getParent());
      while (Files.size(journal) >= before) {
        bounce(store);
        assertThat(lines()).as("it is tried again when it is twice as long").isLessThan(50_000);
      }
      assertThat(store.counts().inProgress()).isZero();
    }
  }

  private long lines() throws IOException {
    try (var lines = Files.lines(journal)) {
      return lines.count();
    }
  }

  private static void bounce(DirectoryStore store) throws IOException {
    for (int i = 0; i < 100; i++) {
      store.take(1);
      store.mark(Mark.as(State.TODO), List.of("a"));
    }
  }
}
