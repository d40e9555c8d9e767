package execo.internal.ssh.connecting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OpeningLimitTest {
  @Test
  void givesPlacesInTurn() {
    var limit = new OpeningLimit(2);
    var order = new ArrayList<Integer>();
    var places = new ArrayList<OpeningLimit.Place>();
    for (var i = 0; i < 5; i++) {
      var number = i;
      limit.enter(place -> {
        order.add(number);
        places.add(place);
      });
    }
    assertThat(order).containsExactly(0, 1);
    places.get(1).release();
    assertThat(order).containsExactly(0, 1, 2);
    places.get(1).release();
    assertThat(order).containsExactly(0, 1, 2);
    places.get(0).release();
    places.get(2).release();
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void servesVeryManyThatGiveTheirPlaceBackAtOnce() {
    var limit = new OpeningLimit(1);
    var served = new AtomicInteger();
    var held = new ArrayList<OpeningLimit.Place>();
    limit.enter(held::add);
    for (var i = 0; i < 100_000; i++) {
      limit.enter(place -> {
        served.incrementAndGet();
        place.release();
      });
    }
    held.getFirst().release();
    assertThat(served).hasValue(100_000);
  }

  @Test
  void losesNoPlaceToAnOpeningThatThrows() {
    var limit = new OpeningLimit(1);
    limit.enter(place -> {
      throw new IllegalStateException("deliberate");
    });
    var served = new AtomicInteger();
    limit.enter(place -> served.incrementAndGet());
    assertThat(served).hasValue(1);
  }

  @Test
  void neverGivesMoreThanThereAre() throws InterruptedException {
    var limit = new OpeningLimit(5);
    var open = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new CountDownLatch(8 * 500);
    var threads = new ArrayList<Thread>();
    for (var t = 0; t < 8; t++) {
      threads.add(
          Thread.startVirtualThread(() -> {
            for (var i = 0; i < 500; i++) {
              limit.enter(place -> {
                most.accumulateAndGet(open.incrementAndGet(), Math::max);
                Thread.startVirtualThread(() -> {
                  open.decrementAndGet();
                  place.release();
                  done.countDown();
                });
              });
            }
          }));
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(most.get()).isBetween(1, 5);
    for (var thread : threads) {
      thread.join();
    }
  }

  @Test
  void knowsServersThatShedLoad() {
    assertThat(
            List.of(
                "kex_exchange_identification: Connection closed by remote host",
                "kex_exchange_identification: read: Connection reset by peer",
                "exchange_identification: Not allowed at this time"))
        .allMatch(LoadShedding::seenIn);
    assertThat(List.of("", "Connection refused", "Permission denied (publickey)."))
        .noneMatch(LoadShedding::seenIn);
  }

  @Test
  void triesAgainLaterAndLaterAndThenNoMore() {
    var most = 0L;
    for (var tries = 1; tries < 8; tries++) {
      var delay = Objects.requireNonNull(LoadShedding.delayBefore(tries));
      var full = Math.min(5000, 200L << (tries - 1));
      assertThat(delay.toMillis()).isBetween(full / 2, full);
      most += full;
    }
    assertThat(most).isLessThan(30_000);
    assertThat(LoadShedding.delayBefore(8)).isNull();
  }
}
