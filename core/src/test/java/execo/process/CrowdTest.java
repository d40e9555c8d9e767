package execo.process;

import static org.assertj.core.api.Assertions.assertThat;

import execo.internal.os.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many processes, many threads, and the death of the program. */
@Timeout(90)
class CrowdTest {
  private static long descriptors() {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LocalProcess> start(String command, int count) {
    return IntStream.range(0, count).mapToObj(i -> new LocalProcess(command).start()).toList();
  }

  @Test
  void keepsTwoThousandAliveAtOnce() {
    var crowd = start("sleep 1000", 2000);
    crowd.forEach(p -> p.awaitStart(null));
    assertThat(crowd).allMatch(ManagedProcess::running);
    crowd.forEach(LocalProcess::kill);
    crowd.forEach(p -> p.await("30s"));
    assertThat(crowd).allMatch(p -> p.finishedOk() && Objects.equals(p.signal(), 15));
    assertThat(crowd).noneMatch(p -> Await.runs(Objects.requireNonNull(p.pid())));
  }

  @Test
  void leaksNoDescriptors() {
    start("true", 50).forEach(p -> p.await("30s"));
    var before = descriptors();
    for (var round = 0; round < 10; round++) {
      start("true", 180).forEach(p -> p.await("30s"));
      start("no-such-program-of-execo", 20).forEach(p -> p.await("30s"));
    }
    Await.until("closed descriptors", () -> descriptors() <= before + 3);
  }

  @Test
  void survivesManyThreadsOnOneProcess() throws InterruptedException {
    var process = new LocalProcess("sleep 1000").killTimeout("5s").openStdin().nolog(Failure.WRITE);
    var threads = new ArrayList<Thread>();
    var problems = new ArrayList<Throwable>();
    for (var t = 0; t < 8; t++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                var random = ThreadLocalRandom.current();
                for (var i = 0; i < 100; i++) {
                  try {
                    switch (random.nextInt(6)) {
                      case 0, 1 -> process.start();
                      case 2 -> process.kill();
                      case 3 -> process.reset();
                      case 4 -> process.write("x");
                      default -> process.expect("x", "1ms");
                    }
                  } catch (IllegalStateException notStarted) {
                    // another thread has reset it just now
                  } catch (RuntimeException | Error e) {
                    synchronized (problems) {
                      problems.add(e);
                    }
                  }
                }
              }));
    }
    for (var thread : threads) {
      thread.join(60_000);
      assertThat(thread.isAlive()).isFalse();
    }
    process.close();
    process.reset();
    assertThat(problems).isEmpty();
    var attempts = process.attempts();
    assertThat(attempts).allMatch(Attempt::ended);
    assertThat(attempts)
        .extracting(Attempt::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, attempts.size()).boxed().toList());
    assertThat(attempts).allMatch(a -> a.pid() == null || !Await.runs(a.pid()));
  }

  /** A program that starts processes, says their numbers, and waits to be killed. */
  static final class Parent {
    private Parent() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
      var plain = new LocalProcess("sleep 1000").start();
      var shell = new LocalProcess("sleep 1000 & echo child=$!; wait").shell().start();
      var child = shell.expect("child=(\\d+)\n", "20s").orElseThrow().group(1);
      System.out.println(plain.awaitStart(null).pid());
      System.out.println(shell.pid());
      System.out.println(child);
      System.out.println("ready");
      shell.await();
    }
  }

  @Test
  void leavesNothingWhenTheProgramIsKilled() throws IOException, InterruptedException {
    var jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var pids = new ArrayList<Long>();
    try (var lines =
        new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line; (line = lines.readLine()) != null && !line.equals("ready"); ) {
        pids.add(Long.parseLong(line));
      }
      assertThat(pids).hasSize(3).allMatch(Await::runs);
    } finally {
      jvm.destroyForcibly();
    }
    jvm.waitFor();
    pids.forEach(Await::gone);
  }
}
