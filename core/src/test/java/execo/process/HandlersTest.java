package execo.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Handlers of output and of the life of a process. */
@Timeout(60)
class HandlersTest {
  @TempDir Path directory;

  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

  private static LocalProcess shell(String script) {
    return new LocalProcess(script).shell();
  }

  @Test
  void tellsPiecesThenTheEndOfEachStream() {
    var process = shell("printf out; printf err >&2");
    OutputHandler handler =
        chunk -> {
          assertThat(chunk.process()).isSameAs(process);
          seen.add(
              chunk.stream() + ":" + chunk.text() + ":" + chunk.eof() + ":" + chunk.bytes().length);
        };
    process.onStdout(handler).onStderr(handler).run("10s");
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "OUT:out:false:3", "OUT::true:0", "ERR:err:false:3", "ERR::true:0")
        .containsSubsequence("OUT:out:false:3", "OUT::true:0")
        .containsSubsequence("ERR:err:false:3", "ERR::true:0");
  }

  @Test
  void tellsOfTheEndEvenWhenNothingStarts() {
    var process =
        new LocalProcess("no-such-program-of-execo")
            .onStdout(chunk -> seen.add("eof " + chunk.eof()))
            .run();
    assertThat(process.error()).isTrue();
    assertThat(seen).containsExactly("eof true");
  }

  @Test
  void cutsLines() {
    shell("printf 'one\\ntwo\\r\\n\\n'; printf 'thr'; printf 'ee\\r'; printf '\\nlast'")
        .onStdoutLines((p, line) -> seen.add(line))
        .run();
    assertThat(seen).containsExactly("one", "two", "", "three", "last");
  }

  @Test
  void cutsLinesOfManyProcessesAtOnce() {
    OutputHandler lines = OutputHandler.lines((p, line) -> seen.add(p.name() + line));
    var processes =
        List.of("a", "b", "c").stream()
            .map(n -> shell("printf 1; printf '2\\n3'; printf 4 >&2").name(n))
            .toList();
    processes.forEach(p -> p.onStdout(lines).onStderr(lines).start());
    processes.forEach(p -> p.await("10s"));
    assertThat(seen)
        .containsExactlyInAnyOrder("a12", "a3", "a4", "b12", "b3", "b4", "c12", "c3", "c4");
  }

  @Test
  void copiesToAStreamAWriterAndAChannel() throws IOException {
    var file = directory.resolve("channel");
    var closed = new CompletableFuture<Void>();
    var stream =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed.complete(null);
          }
        };
    var writer = new StringWriter();
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      shell("printf 'h\\303'; printf '\\251'")
          .onStdout(OutputHandler.to(stream))
          .onStdout(OutputHandler.to(writer))
          .onStdout(OutputHandler.to(channel))
          .run();
      assertThat(channel.isOpen()).isTrue();
    }
    assertThat(stream.toString(UTF_8)).isEqualTo("hé");
    assertThat(writer).hasToString("hé");
    assertThat(file).hasContent("hé");
    assertThat(closed).isNotDone();
  }

  @Test
  void writesFiles() throws IOException {
    var out = Files.writeString(directory.resolve("out"), "what was there before");
    var err = directory.resolve("err");
    var process = shell("printf 'a\\0b'").stdoutTo(out).stderrTo(err).run();
    assertThat(Files.readAllBytes(out)).containsExactly('a', 0, 'b');
    assertThat(err).exists().isEmptyFile();
    assertThat(process.stdoutBytes()).hasSize(3);
    process.reset().run();
    assertThat(Files.size(out)).isEqualTo(3);
  }

  @Test
  void closesItsFile() {
    var file = directory.resolve("f");
    var process = new LocalProcess("echo x").stdoutTo(file).run();
    assertThat(process.ok()).isTrue();
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      assertThat(open.map(HandlersTest::target)).doesNotContain(file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  @Test
  void aFileThatCannotBeWrittenHarmsNothingElse() {
    var process =
        new LocalProcess("echo x")
            .stdoutTo(directory.resolve("missing/f"))
            .onStdoutLines((p, line) -> seen.add(line))
            .run("10s");
    assertThat(process.finishedOk()).isTrue();
    assertThat(seen).containsExactly("x");
  }

  @Test
  void aHandlerThatThrowsHarmsNothingElse() {
    var calls = new ArrayList<String>();
    var process =
        shell("for i in 1 2 3 4 5; do echo $i; done; head -c 3000000 /dev/zero")
            .onStdout(chunk -> {
              calls.add("first");
              throw new IOException("deliberate");
            })
            .onStdout(chunk -> {
              throw new AssertionError("deliberate");
            })
            .onStdout(OutputHandler.to(OutputStream.nullOutputStream()))
            .onStdout(chunk -> {
              if (chunk.eof()) {
                seen.add("eof");
              }
            })
            .run("10s");
    assertThat(process.finishedOk()).isTrue();
    assertThat(process.stdoutBytes()).hasSize(3_000_010);
    assertThat(seen).containsExactly("eof");
    assertThat(calls).hasSize(1);
  }

  @Test
  void aHandlerThatThrowsAtTheEndHarmsNothingElse() {
    var process =
        new LocalProcess("echo x")
            .onStdout(chunk -> {
              if (chunk.eof()) {
                throw new StackOverflowError("deliberate");
              }
            })
            .onEnd(p -> seen.add("ended"))
            .run("10s");
    assertThat(process.finishedOk()).isTrue();
    assertThat(seen).containsExactly("ended");
  }

  @Test
  void aHandlerThatCannotBeMadeHarmsNothingElse() {
    var process =
        new LocalProcess("echo x")
            .onStdoutOf(p -> {
              throw new IllegalStateException("deliberate");
            })
            .onStdoutLines((p, line) -> seen.add(line))
            .run("10s");
    assertThat(process.finishedOk()).isTrue();
    assertThat(seen).containsExactly("x");
  }

  @Test
  void tellsOfItsLifeInOrder() {
    var process =
        new LocalProcess("echo x")
            .onLifecycle(new Recorder("1 "))
            .onLifecycle(new Recorder("2 "))
            .onStdoutLines((p, line) -> seen.add("output"));
    process.run().reset();
    assertThat(seen)
        .containsExactly(
            "1 start true",
            "2 start true",
            "output",
            "1 end true",
            "2 end true",
            "1 reset false",
            "2 reset false");
  }

  private final class Recorder implements LifecycleHandler {
    private final String name;

    Recorder(String name) {
      this.name = name;
    }

    @Override
    public void start(ManagedProcess process) {
      seen.add(name + "start " + process.started());
    }

    @Override
    public void end(ManagedProcess process) {
      seen.add(name + "end " + process.ended());
    }

    @Override
    public void reset(ManagedProcess process) {
      seen.add(name + "reset " + process.started());
    }
  }

  @Test
  void tellsOfTheLifeOfWhatCannotStart() {
    new LocalProcess("no-such-program-of-execo").onLifecycle(new Recorder("")).run();
    assertThat(seen).containsExactly("start true", "end true");
  }

  @Test
  void lifecycleHandlersThatThrowHarmNothingElse() {
    var process =
        new LocalProcess("true")
            .onStart(p -> {
              throw new IllegalStateException("deliberate");
            })
            .onEnd(p -> {
              throw new AssertionError("deliberate");
            })
            .onEnd(p -> seen.add("end"));
    assertThat(process.run("10s").finishedOk()).isTrue();
    assertThat(seen).containsExactly("end");
  }
}
