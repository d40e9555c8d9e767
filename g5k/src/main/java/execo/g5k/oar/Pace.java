package execo.g5k.oar;

import execo.time.Sleep;
import execo.time.WaitInterruptedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** The time that waiting for jobs goes by: that of the machine, or a test's own. */
interface Pace {
  /** The time of this machine. */
  Pace SYSTEM =
      new Pace() {
        @Override
        public Instant now() {
          return Instant.now();
        }

        @Override
        public void sleep(Duration duration) {
          try {
            Sleep.sleep(duration);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WaitInterruptedException(e);
          }
        }

        @Override
        public <R> Optional<R> within(Duration limit, Supplier<R> question) {
          return Aside.within(limit, question);
        }
      };

  /** What time it is. */
  Instant now();

  /** Lets so much time pass. */
  void sleep(Duration duration);

  /** The answer to a question; empty if it takes longer than this. */
  <R> Optional<R> within(Duration limit, Supplier<R> question);
}
