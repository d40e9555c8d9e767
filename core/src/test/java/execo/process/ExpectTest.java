package execo.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import execo.internal.os.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Waiting for what a process says. */
@Timeout(60)
class ExpectTest {
  /**
   * Writes each line it is given, on stdout, or on stderr if it begins with an exclamation mark.
   */
  private static final String ECHO =
      "while read -r l; do case $l in !*) echo \"${l#!}\" >&2;; *) echo \"$l\";; esac; done";

  private static LocalProcess echo() {
    return new LocalProcess(ECHO).shell().openStdin().expectTimeout(Duration.ofSeconds(10)).start();
  }

  private static LocalProcess ended(String script) {
    return new LocalProcess(script).shell().run();
  }

  @Test
  void waitsForWhatComes() throws Exception {
    try (var process = echo()) {
      var match = CompletableFuture.supplyAsync(() -> process.expect("b(.)d"));
      process.println("abcde");
      assertThat(match.get(10, TimeUnit.SECONDS))
          .hasValueSatisfying(m -> {
            assertThat(m.text()).isEqualTo("bcd");
            assertThat(m.group(1)).isEqualTo("c");
            assertThat(m.index()).isZero();
            assertThat(m.process()).isSameAs(process);
          });
      assertThat(process.expectFailed()).isFalse();
    }
  }

  @Test
  void findsWhatCameBefore() {
    try (var process = echo()) {
      process.println("one").println("two").println("end");
      assertThat(process.expect("end")).isPresent();
      var late = new ArrayList<String>();
      Thread.ofPlatform().start(() -> late.add(process.expect("one").orElseThrow().text()));
      Await.until("the other thread", () -> late.size() == 1);
      assertThat(late).containsExactly("one");
    }
  }

  @Test
  void goesOnAfterThePreviousMatch() {
    var process = ended("echo a1; echo a2; echo a3");
    assertThat(process.expect("a.").orElseThrow().text()).isEqualTo("a1");
    assertThat(process.expect("a.").orElseThrow().text()).isEqualTo("a2");
    assertThat(process.expect("a1")).isEmpty();
    assertThat(process.expect("a.").orElseThrow().text()).isEqualTo("a3");
    assertThat(process.expect("a.")).isEmpty();
  }

  @Test
  void saysWhichOfSeveralRegexes() {
    var process = ended("echo login:; echo denied; echo denied");
    var either = List.of("denied", "login:", "never");
    assertThat(process.expect(either).orElseThrow().index()).isOne();
    assertThat(process.expect(either).orElseThrow().index()).isZero();
    assertThat(process.expect(either).orElseThrow().index()).isZero();
    assertThat(process.expect(either)).isEmpty();
  }

  @Test
  void prefersTheMatchThatEndsFirstThenTheEarlierRegex() {
    var process = ended("printf 'xabcabc'");
    assertThat(process.expect(List.of("abca", "bc", "b")).orElseThrow().text()).isEqualTo("b");
    assertThat(process.expect(List.of("ca", "a")).orElseThrow().index()).isZero();
  }

  @Test
  void looksAtEitherStreamOrAtOne() {
    try (var process = echo()) {
      process.println("!listening on 80").println("hello");
      assertThat(process.expect("[Ll]istening on (\\d+)").orElseThrow().group(1)).isEqualTo("80");
      assertThat(process.expect(Expectation.of("hello").on(StdStream.OUT))).isPresent();
      assertThat(process.expect(Expectation.of("listening").on(StdStream.ERR))).isPresent();
      assertThat(process.expect(Expectation.of("listening").on(StdStream.OUT).timeout("50ms")))
          .isEmpty();
    }
  }

  @Test
  void failsAtItsTimeout() {
    try (var process = echo()) {
      var before = System.nanoTime();
      assertThat(process.expect("never", "150ms")).isEmpty();
      assertThat(System.nanoTime() - before).isBetween(150_000_000L, 30_000_000_000L);
      assertThat(process.expectFailed()).isTrue();
      assertThat(process.ok()).isFalse();
      assertThat(process.running()).isTrue();
      process.println("later");
      assertThat(process.expect("later")).isPresent();
      assertThat(process.ok()).isFalse();
    }
  }

  @Test
  void hasADefaultTimeoutThatACallMayLift() {
    try (var process =
        new LocalProcess("cat").openStdin().expectTimeout(Duration.ofMillis(50)).start()) {
      assertThat(process.expect("never")).isEmpty();
      var lifted = process.expectAsync(Expectation.of("x").timeout((Duration) null));
      assertThat(process.expect("never")).isEmpty();
      assertThat(lifted).isNotDone();
      process.write("x");
      assertThat(lifted).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @Test
  void failsAtTheEndOfTheOutput() {
    try (var process = new LocalProcess("exec >&- 2>&-; exec sleep 100").shell().start()) {
      assertThat(process.expect("x")).isEmpty();
      assertThat(process.running()).isTrue();
    }
    try (var process = new LocalProcess("exec 2>&-; exec sleep 100").shell().start()) {
      assertThat(process.expect(Expectation.of("x").on(StdStream.ERR))).isEmpty();
      var open = process.expectAsync(Expectation.of("x"));
      assertThat(process.expect("x", "50ms")).isEmpty();
      assertThat(open).isNotDone();
    }
  }

  @Test
  void isNeverBlockedByAnEndedProcess() {
    assertThat(ended("true").expect("x")).isEmpty();
    var failed = new LocalProcess("no-such-program-of-execo").ignore(Failure.EXPECT).run();
    assertThat(failed.expect("x")).isEmpty();
    assertThat(failed.expectFailed()).isTrue();
    var starting = new LocalProcess("no-such-program-of-execo").start();
    assertThat(starting.expect("x")).isEmpty();
    var killed = new LocalProcess("sleep 100").start();
    var waiting = killed.expectAsync(Expectation.of("x"));
    killed.kill();
    assertThat(waiting).succeedsWithin(Duration.ofSeconds(10));
    assertThat(waiting.join()).isEmpty();
  }

  @Test
  void failsNothingWhenIgnored() {
    var process = new LocalProcess("true").ignore(Failure.EXPECT).run();
    assertThat(process.expect("x")).isEmpty();
    assertThat(process.expectFailed()).isTrue();
    assertThat(process.ok()).isTrue();
  }

  @Test
  void givesEachThreadAPlaceOfItsOwn() throws Exception {
    try (var process = echo()) {
      var barrier = new CyclicBarrier(8);
      var results = new ArrayList<CompletableFuture<List<String>>>();
      for (var t = 0; t < 8; t++) {
        var result = new CompletableFuture<List<String>>();
        results.add(result);
        Thread.startVirtualThread(() -> {
          try {
            barrier.await(10, TimeUnit.SECONDS);
            var mine = new ArrayList<String>();
            for (var i = 0; i < 50; i++) {
              mine.add(process.expect("n\\d+;").orElseThrow().text());
            }
            result.complete(mine);
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
      }
      var expected = new ArrayList<String>();
      for (var i = 0; i < 50; i++) {
        process.println("n" + i + ";");
        expected.add("n" + i + ";");
      }
      for (var result : results) {
        assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo(expected);
      }
    }
  }

  @Test
  void beginsAtTheCurrentPositionWhenTold() {
    try (var process = echo()) {
      process.println("tick 1").println("mark");
      assertThat(process.expect("mark")).isPresent();
      var later = new CompletableFuture<String>();
      var thread =
          Thread.ofPlatform()
              .start(() -> {
                var next = process.expectAsync(Expectation.of("tick \\d").fromNow());
                process.println("tick 2");
                later.complete(next.join().orElseThrow().text());
              });
      assertThat(later).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("tick 2");
      assertThat(thread).isNotNull();
    }
  }

  @Test
  void takesMultiLineAnchorsAlsoBeforeCarriageReturns() {
    var process = ended("printf 'one\\r\\ntwo\\nthree'");
    assertThat(process.expect("^one$")).isPresent();
    assertThat(process.expect("^two$")).isPresent();
    assertThat(process.expect("^three$")).isPresent();
    var plain = ended("printf 'a\\nb\\n'");
    assertThat(plain.expect(Expectation.of(List.of(Pattern.compile("^b"))))).isEmpty();
  }

  @Test
  void takesAPromptAtOnce() {
    try (var process =
        new LocalProcess("printf 'password: '; read x; echo got $x").shell().openStdin().start()) {
      assertThat(process.expect("word: *$", "10s")).isPresent();
      process.println("p");
      assertThat(process.expect("got p", "10s")).isPresent();
    }
  }

  @Test
  void letsAMatchAtTheEndSettle() {
    try (var process =
        new LocalProcess("printf 12; read x; printf 34").shell().openStdin().start()) {
      var number = process.expectAsync(Expectation.of("\\d+").settle(Duration.ofMinutes(1)));
      assertThat(process.expect(Expectation.of("12").on(StdStream.OUT))).isPresent();
      assertThat(number).isNotDone();
      process.println();
      assertThat(number).succeedsWithin(Duration.ofSeconds(10));
      assertThat(number.join().orElseThrow().text()).isEqualTo("1234");
    }
  }

  @Test
  void takesAMatchAtTheEndThatHasSettled() {
    try (var process = new LocalProcess("printf 12; read x").shell().openStdin().start()) {
      var number = process.expectAsync(Expectation.of("\\d+").settle(Duration.ofMillis(50)));
      assertThat(number).succeedsWithin(Duration.ofSeconds(20));
      assertThat(number.join().orElseThrow().text()).isEqualTo("12");
    }
  }

  @Test
  void letsAMatchSettleHoweverLittleItLooksBack() {
    try (var process =
        new LocalProcess("printf 'n=123456'; read x; printf '78;'; read x")
            .shell()
            .openStdin()
            .start()) {
      var expectation = Expectation.of("n=\\d+").backtrack(1).settle(Duration.ofSeconds(20));
      var number = process.expectAsync(expectation);
      assertThat(process.expect(Expectation.of("6").on(StdStream.OUT))).isPresent();
      process.println();
      assertThat(number).succeedsWithin(Duration.ofSeconds(10));
      assertThat(number.join().orElseThrow().text()).isEqualTo("n=12345678");
    }
  }

  @Test
  void looksBackAsFarAsTold() {
    var expectations = new Expects(new LocalProcess("x"), new Transcript(0, UTF_8));
    var near =
        expectations.expect(Expectation.of("a.*z").backtrack(3), null, Thread.currentThread());
    var far =
        expectations.expect(Expectation.of("a.*z").backtrack(0), null, Thread.currentThread());
    for (var piece : List.of("a", "bbb", "bbb", "z")) {
      expectations.append(StdStream.OUT, piece.getBytes(UTF_8));
    }
    assertThat(far).succeedsWithin(Duration.ofSeconds(10));
    assertThat(far.join().orElseThrow().text()).isEqualTo("abbbbbbz");
    assertThat(near).isNotDone();
  }

  @Test
  void worksWithoutKeptOutput() throws Exception {
    try (var process = new LocalProcess("cat").openStdin().keepOutput(0).start()) {
      process.println("before");
      var other = CompletableFuture.supplyAsync(() -> process.expect("before", "10s"));
      assertThat(other.get(10, TimeUnit.SECONDS)).isPresent();
      process.println("x".repeat(300_000)).println("after");
      assertThat(process.expect("after", "10s")).isPresent();
      assertThat(process.stdout()).isEmpty();
    }
  }

  @Test
  void survivesARegexThatIsTooDeep() throws Exception {
    try (var process =
        new LocalProcess("head -c 3000000 /dev/zero | tr '\\0' a; read x; echo done")
            .shell()
            .openStdin()
            .start()) {
      var deep = process.expectAsync(Expectation.of("(a|b)*c").backtrack(0));
      process.println();
      assertThat(process.expect("done", "30s")).isPresent();
      try {
        assertThat(deep.get(10, TimeUnit.SECONDS)).isEmpty();
      } catch (ExecutionException e) {
        assertThat(e).hasMessageContaining("too deep");
      } catch (TimeoutException e) {
        throw new AssertionError("the regex was forgotten", e);
      }
      assertThat(process.closeStdin().await("10s").stdoutBytes()).hasSize(3_000_005);
    }
  }

  @Test
  void tellsAHandlerOfEachMatch() {
    var seen = Collections.synchronizedList(new ArrayList<String>());
    var handler =
        OutputHandler.expect(
            Expectation.of("n(\\d);", "end\n"),
            m -> seen.add(m.process().name() + m.index() + m.text().strip()));
    var processes =
        List.of("a", "b").stream()
            .map(name ->
                new LocalProcess("printf 'n1;n'; printf '2;'; echo end; printf 'n3;' >&2")
                    .shell()
                    .name(name)
                    .onStdout(handler)
                    .onStderr(handler)
                    .start())
            .toList();
    processes.forEach(p -> p.await("10s"));
    for (var name : List.of("a", "b")) {
      assertThat(seen).contains(name + "0n3;");
      assertThat(seen).containsSubsequence(name + "0n1;", name + "0n2;", name + "1end");
    }
    assertThat(seen).hasSize(8);
  }

  @Test
  void aHandlerForEmptyMatchesComesToAnEnd() {
    var seen = Collections.synchronizedList(new ArrayList<Integer>());
    new LocalProcess("printf 'ab\\ncd\\n'")
        .onStdout(OutputHandler.expect(Expectation.of("^"), m -> seen.add(m.match().start())))
        .run("10s");
    assertThat(seen).startsWith(0).hasSizeBetween(2, 3);
  }

  @Test
  void cannotBlockItsOwnOutputHandler() {
    var problem = new CompletableFuture<String>();
    new LocalProcess("echo x")
        .onStdoutLines((p, line) -> {
          try {
            p.expect("never");
          } catch (IllegalStateException e) {
            problem.complete(String.valueOf(e.getMessage()));
          }
        })
        .run("10s");
    assertThat(problem.join()).contains("cannot wait for its output");
  }

  @Test
  void refusesNonsense() {
    assertThatIllegalArgumentException().isThrownBy(() -> Expectation.of());
    assertThatIllegalArgumentException().isThrownBy(() -> Expectation.of("("));
    assertThatIllegalArgumentException().isThrownBy(() -> Expectation.of("x").backtrack(-1));
    assertThatIllegalStateException().isThrownBy(() -> new LocalProcess("true").expect("x"));
  }
}
