package execo.cli;

import static execo.sweep.Sweeps.factor;
import static execo.sweep.Sweeps.sweep;
import static org.assertj.core.api.Assertions.assertThat;

import execo.sweep.Combination;
import execo.sweep.ParamSweeper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code execo sweep} on a sweep that somebody works on. */
class SweepCommandsTest {
  @TempDir Path directory;
  private String place = "";

  @SuppressWarnings("NullAway.Init")
  private ParamSweeper<Combination> sweeper;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void work() {
    place = directory.resolve("results").toString();
    sweeper =
        new ParamSweeper<Combination>(
                directory.resolve("results/sweeper").toString(),
                sweep(factor("flows", 1, 2).factor("cc", "cubic", "a b")))
            .attempts(2);
    var taken = sweeper.nextBatch(3);
    sweeper.done(taken.getFirst());
    sweeper.fail(taken.get(1), "no route\nto it");
    sweeper.next(todo -> todo.subList(0, 1));
    sweeper.fail(taken.get(1), "no, \"really\"");
  }

  @AfterEach
  void close() {
    sweeper.close();
  }

  private int execute(String... words) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Main.commandLine(new Root(), words)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(words);
  }

  private String ok(String command, String... words) {
    var line = new String[words.length + 3];
    line[0] = "sweep";
    line[1] = command;
    line[2] = place;
    System.arraycopy(words, 0, line, 3, words.length);
    assertThat(execute(line)).as("%s", err).isZero();
    return out.toString();
  }

  @Test
  void statusTellsLevelsFailuresAndWorkers() {
    assertThat(ok("status"))
        .contains("1 of 4 done, 1 in progress, 1 failed")
        .containsPattern("factor +level +todo +in progress +done +skipped +failed +done %")
        .containsPattern("flows +1 +0 +0 +1 +0 +1 +50")
        .containsPattern("\n +2 +1 +1 +0 +0 +0 +0")
        .containsPattern("cc +cubic +0 +1 +1")
        .containsPattern("all +1 +1 +1 +0 +1 +25")
        .contains("failed: flows=1,cc=\"a b\": no, \"really\" (2 attempts)")
        .containsPattern("worker .*: 1 in progress, last sign of life .* ago \\(lease 1m0s\\)");
    assertThat(ok("status", "--json"))
        .startsWith("{\"url\":")
        .contains("{\"level\":1,\"total\":2,\"todo\":0,\"in_progress\":0,\"done\":1")
        .contains("\"reason\":\"no route\\nto it\"")
        .hasLineCount(1);
  }

  @Test
  void listAndShowElements() {
    assertThat(ok("list"))
        .isEqualTo(
            """
            done         flows=1,cc=cubic
            failed       flows=1,cc="a b"  no, "really"
            in progress  flows=2,cc=cubic
            todo         flows=2,cc="a b"
            """);
    assertThat(ok("list", "--state", "in-progress", "--where", "flows=2"))
        .isEqualTo("in progress  flows=2,cc=cubic\n");
    assertThat(ok("list", "--where", "flows=1.0")).isEmpty();
    assertThat(ok("list", "--json", "--state", "todo"))
        .isEqualTo(
            "{\"element\":{\"flows\":2,\"cc\":\"a b\"},\"state\":\"todo\",\"worker\":\"\","
                + "\"when\":null,\"seconds\":null,\"attempts\":[]}\n");
    assertThat(ok("show", "flows=1,cc=\"a b\""))
        .contains("flows=1,cc=\"a b\": failed")
        .contains("attempt 1 failed by ")
        .contains("attempt 2 failed by ")
        .contains("no route\nto it");
    assertThat(ok("show", "cc=cubic,flows=1", "--json")).contains("\"state\":\"done\"");
  }

  @Test
  void retryAndCancelAndReset() {
    assertThat(ok("retry", "cc=a b,flows=1")).isEqualTo("1 to do again\n");
    assertThat(sweeper.failed()).isEmpty();
    assertThat(ok("cancel", "flows=2,cc=cubic"))
        .contains("flows=2,cc=cubic is to do; its worker ")
        .contains(" may still run");
    assertThat(sweeper.progress().inProgress()).isZero();
    assertThat(sweeper.done(sweeper.all().get(2))).as("what it says still counts").isTrue();
    sweeper.skip(sweeper.all().get(3));
    assertThat(ok("reset")).isEqualTo("1 to do again\n");
    sweeper.next();
    assertThat(ok("reset", "--in-progress")).isEqualTo("1 to do again\n");
    assertThat(ok("retry", "--all")).isEqualTo("0 to do again\n");
  }

  @Test
  void exportsTables() throws Exception {
    assertThat(ok("export").lines().map(l -> l.replaceAll(",[^,]*/[^,]*,[^,]*,[^,]*,", ",…,")))
        .startsWith("flows,cc,state,worker,when,seconds,failed_attempts,reason")
        .contains("1,cubic,done,…,0,", "1,a b,failed,…,2,\"no, \"\"really\"\"\"");
    var file = directory.resolve("export.jsonl");
    ok("export", "-o", file.toString(), "--state", "done");
    assertThat(file).content().startsWith("{\"element\":{\"flows\":1").hasLineCount(1);
    assertThat(execute("sweep", "export", place, "-o", file.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--force overwrites it");
    ok("export", "-o", file.toString(), "--force", "--format", "csv");
    assertThat(file).content().startsWith("flows,cc,state");
  }

  @Test
  void lookingChangesNothing() throws Exception {
    var journal = directory.resolve("results/sweeper/journal.jsonl");
    sweeper.close();
    Files.delete(directory.resolve("results/sweeper/lock"));
    var before = Files.readString(journal);
    ok("status");
    ok("list");
    ok("show", "flows=1,cc=cubic");
    assertThat(journal).hasContent(before);
    assertThat(directory.resolve("results/sweeper/lock")).doesNotExist();
  }

  @Test
  void directoriesMayHaveColons() {
    var odd = directory.resolve("exp:1/Trial").toString();
    new ParamSweeper<>(odd + "/sweeper", sweep(factor("n", 1, 2))).close();
    place = odd;
    assertThat(ok("status")).contains("0 of 2 done");
    place = odd + "/sweeper";
    assertThat(ok("list")).contains("n=1", "n=2");
  }

  @Test
  void watchEndsWhenAllIsDone() {
    sweeper.cancelAll(sweeper.inProgress());
    sweeper.forEach(1, c -> {});
    assertThat(ok("status", "--watch")).isEqualTo("3 of 4 done, 1 failed\n");
  }

  /** What a command prints, piece by piece; fails to take any more after some of them. */
  private static final class Screen extends Writer {
    private final BlockingQueue<String> pieces = new LinkedBlockingQueue<>();
    private int room;

    Screen(int room) {
      this.room = room;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
      if (room-- <= 0) {
        throw new IOException("broken pipe");
      }
      pieces.add(new String(text, from, length));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** Takes pieces until one contains this. */
    void await(String text) throws InterruptedException {
      while (true) {
        var piece = pieces.poll(30, TimeUnit.SECONDS);
        assertThat(piece).as("awaiting %s", text).isNotNull();
        if (Objects.requireNonNull(piece).contains(text)) {
          return;
        }
      }
    }
  }

  private CompletableFuture<Integer> watch(Screen screen, String... more) {
    var words = Stream.concat(Stream.of("sweep", "status", "--watch", place), Stream.of(more));
    var line = words.toArray(String[]::new);
    return CompletableFuture.supplyAsync(() ->
        Main.commandLine(new Root(), line)
            .setOut(new PrintWriter(screen))
            .setErr(new PrintWriter(err))
            .execute(line));
  }

  private void finish() {
    sweeper.doneAll(sweeper.inProgress());
    sweeper.doneAll(sweeper.nextBatch(1));
  }

  @Test
  void watchPrintsALineForEachChange() throws Exception {
    var screen = new Screen(Integer.MAX_VALUE);
    var watching = watch(screen);
    screen.await("1 of 4 done, 1 in progress, 1 failed");
    sweeper.doneAll(sweeper.inProgress());
    screen.await("2 of 4 done, 1 failed");
    finish();
    screen.await("3 of 4 done, 1 failed");
    assertThat(watching.get(30, TimeUnit.SECONDS)).as("%s", err).isZero();
  }

  @Test
  void watchPrintsAnObjectForEachChange() throws Exception {
    var screen = new Screen(Integer.MAX_VALUE);
    var watching = watch(screen, "--json");
    screen.await("\"done\":1,");
    finish();
    screen.await("\"done\":3,");
    assertThat(watching.get(30, TimeUnit.SECONDS)).as("%s", err).isZero();
  }

  @Test
  void watchRedrawsATerminal() throws Exception {
    var before = System.setProperty("execo.stdout.terminal", "true");
    try {
      var screen = new Screen(Integer.MAX_VALUE);
      var watching = watch(screen);
      for (int i = 0; i < 2; i++) {
        screen.await("\033[H\033[J");
        screen.await("1 of 4 done, 1 in progress, 1 failed");
      }
      finish();
      screen.await("3 of 4 done, 1 failed");
      assertThat(watching.get(30, TimeUnit.SECONDS)).as("%s", err).isZero();
    } finally {
      if (before == null) {
        System.clearProperty("execo.stdout.terminal");
      } else {
        System.setProperty("execo.stdout.terminal", before);
      }
    }
  }

  @Test
  void watchEndsWhenNobodyReadsAnyMore() throws Exception {
    assertThat(watch(new Screen(0)).get(30, TimeUnit.SECONDS)).isEqualTo(141);
    assertThat(err.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "sweep | no command; see 'execo sweep --help'",
        "sweep status /absent | no such directory: /absent",
        "sweep status DIR | no sweep is kept in DIR",
        "sweep status ftp://x | not at ftp://x",
        "sweep status jdbc:postgresql://h:abc/d?password=sesame | such as jdbc:postgresql://host",
        "sweep show PLACE flows=3 | no element of this sweep: flows=3",
        "sweep show PLACE flows=1 | flows=1 says 2 elements, such as flows=1,cc=cubic and flows=1,cc=",
        "sweep cancel PLACE flows=1,cc=cubic | 1 of these were not in progress",
        "sweep retry PLACE flows=1,cc=cubic | 1 of these had not failed",
        "sweep retry PLACE | give --all, or the elements to try again",
        "sweep list PLACE --state odd | there are todo, in-progress, done, skipped and failed, not odd",
        "sweep list PLACE --where odd=1 | this sweep has no factor odd",
        "sweep list PLACE --where odd | FACTOR=LEVEL is wanted, not odd",
        "sweep export PLACE --format xml | there are csv and jsonl, not xml",
        "sweep export PLACE -o /absent/x | cannot write /absent/x",
        "sweep status | Missing required parameter: 'DIR-or-URL'",
      })
  void badInputIsOneLine(String words, String message) {
    var line = words.replace("DIR", directory.toString()).replace("PLACE", place);
    assertThat(execute(line.split(" "))).isEqualTo(2);
    assertThat(err.toString())
        .hasLineCount(1)
        .startsWith("execo: ")
        .doesNotContain("sesame")
        .contains(message.replace("DIR/", "DIR").replaceFirst("in DIR$", "in " + directory));
  }
}
