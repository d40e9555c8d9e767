package execo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The whole truth table of what is ok and what deserves a warning. */
class VerdictTest {
  record Facts(
      boolean ended,
      boolean error,
      boolean timedOut,
      boolean killed,
      boolean nonZero,
      boolean expectFailed,
      boolean writeError) {

    static Facts of(int bits) {
      return new Facts(
          (bits & 1) != 0,
          (bits & 2) != 0,
          (bits & 4) != 0,
          (bits & 8) != 0,
          (bits & 16) != 0,
          (bits & 32) != 0,
          (bits & 64) != 0);
    }

    Attempt attempt() {
      var transcript = new Transcript(0, StandardCharsets.UTF_8);
      var code = ended && !error ? (Integer) (nonZero ? 3 : 0) : null;
      return new Attempt(
          1,
          List.of(),
          Instant.EPOCH,
          !ended,
          ended,
          ended ? Instant.EPOCH : null,
          null,
          code,
          null,
          error,
          error ? "why" : null,
          timedOut,
          null,
          killed,
          false,
          expectFailed,
          writeError,
          null,
          null,
          new Output(transcript, StdStream.OUT),
          new Output(transcript, StdStream.ERR));
    }
  }

  private static boolean expected(Facts f, Set<Failure> ignored) {
    if (f.expectFailed() && !ignored.contains(Failure.EXPECT)) {
      return false;
    }
    if (f.writeError() && !ignored.contains(Failure.WRITE)) {
      return false;
    }
    if (!f.ended()) {
      return true;
    }
    if (f.error()) {
      return ignored.contains(Failure.ERROR)
          && (!f.timedOut() || ignored.contains(Failure.TIMEOUT));
    }
    if (f.timedOut() && !ignored.contains(Failure.TIMEOUT)) {
      return false;
    }
    return !f.nonZero() || f.killed() || ignored.contains(Failure.EXIT_CODE);
  }

  private static Set<Failure> failures(int bits) {
    var all = EnumSet.noneOf(Failure.class);
    for (var failure : Failure.values()) {
      if ((bits & (1 << failure.ordinal())) != 0) {
        all.add(failure);
      }
    }
    return all;
  }

  @Property(tries = 1)
  void isOkAsWritten() {
    for (var facts = 0; facts < 128; facts++) {
      for (var flags = 0; flags < 32; flags++) {
        var f = Facts.of(facts);
        var ignored = failures(flags);
        assertThat(Verdict.ok(f.attempt(), ignored))
            .as("%s ignoring %s", f, ignored)
            .isEqualTo(expected(f, ignored));
      }
    }
  }

  @Property(tries = 200)
  void whatIsNotLoggedChangesNothingElse(@ForAll int facts, @ForAll int flags) {
    var f = Facts.of(facts & 127 | 1);
    var unlogged = failures(flags & 31);
    var warning =
        (f.error() && !unlogged.contains(Failure.ERROR))
            || (f.timedOut() && !unlogged.contains(Failure.TIMEOUT))
            || (!f.error() && f.nonZero() && !f.killed() && !unlogged.contains(Failure.EXIT_CODE));
    assertThat(Verdict.deservesWarning(f.attempt(), unlogged)).isEqualTo(warning);
  }
}
