package execo.internal.ssh.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** A crowd of which the last would wait for long, by a clock that the test turns on. */
class TurnsTest {
  private static final Duration LONGEST_TURN = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  private record Task(long due, int number, Runnable run) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      return due == other.due ? number - other.number : Long.compare(due, other.due);
    }
  }

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private long now;
  private int scheduled;
  private final Turns turns =
      new Turns(
          64,
          LONGEST_TURN,
          LONGEST_WAIT,
          (delay, task) -> tasks.add(new Task(now + delay.toMillis(), scheduled++, task)));

  private void runUntil(long millis) {
    for (Task next; (next = tasks.peek()) != null && next.due() <= millis; ) {
      tasks.remove();
      now = next.due();
      next.run().run();
    }
    now = millis;
  }

  @Test
  void nobodyOfACrowdWaitsForLong() {
    var begun = new ArrayList<Integer>();
    for (var i = 0; i < 5000; i++) {
      var number = i;
      turns.enter(over -> begun.add(number));
    }
    assertThat(begun).hasSize(64);
    runUntil(LONGEST_TURN.toMillis());
    assertThat(begun).hasSize(128);
    runUntil(LONGEST_WAIT.toMillis() - 1);
    assertThat(begun).hasSize(4 * 64);
    runUntil(LONGEST_WAIT.toMillis());
    assertThat(begun).hasSize(5000).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void turnsThatEndSoonMakeRoomForTheNext() {
    List<Runnable> ends = new ArrayList<>();
    for (var i = 0; i < 65; i++) {
      turns.enter(ends::add);
    }
    assertThat(ends).hasSize(64);
    ends.getFirst().run();
    ends.getFirst().run();
    assertThat(ends).hasSize(65);
    runUntil(10_000);
    turns.enter(ends::add);
    assertThat(ends).as("the place of who waited is free").hasSize(66);
  }
}
