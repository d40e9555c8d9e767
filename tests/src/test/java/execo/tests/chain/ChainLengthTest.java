package execo.tests.chain;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.ChainPut;
import execo.host.Host;
import execo.host.NextHops;
import execo.testbed.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chains of as few and of as many hosts as there may be. */
@Timeout(value = 200, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ChainLengthTest {
  private static final int SIZE = 300_000;

  @TempDir Path local;
  private Path file;

  @BeforeEach
  void makeFile() throws IOException {
    var bytes = new byte[SIZE];
    new Random(5).nextBytes(bytes);
    file = Files.write(local.resolve("file"), bytes);
  }

  private ChainPut put(Fleet fleet, List<Host> hosts, NextHops nextHops) {
    var params =
        fleet
            .connection()
            .withChainPutRetryDelay(Duration.ofMillis(100))
            .withChainPutNextHops(nextHops);
    return new ChainPut(hosts, List.of(file.toString()), ".", params).run();
  }

  private void assertHaveIt(Fleet fleet, ChainPut put) throws IOException {
    for (var process : put.processes()) {
      assertThat(process.finishedOk()).as(process.dump()).isTrue();
    }
    for (var host : put.hosts()) {
      var home = fleet.home(host);
      assertThat(Files.mismatch(home.resolve("file"), file)).isEqualTo(-1);
      try (var all = Files.list(home)) {
        assertThat(all).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void fewHosts(int count) throws Exception {
    try (var fleet = Fleet.start(count)) {
      var put = put(fleet, fleet.hosts(), NextHops.of(10));
      assertThat(put.processes()).hasSize(count);
      assertHaveIt(fleet, put);
    }
  }

  @Test
  void oneHostManyTimesIsOne() throws Exception {
    try (var fleet = Fleet.start(1)) {
      var put = put(fleet, Collections.nCopies(20, fleet.hosts().getFirst()), NextHops.of(10));
      assertThat(put.processes()).hasSize(1);
      assertHaveIt(fleet, put);
    }
  }

  /** Two are not there, and each host may try half of the others. */
  @Test
  void twoHundredHosts() throws Exception {
    try (var fleet = Fleet.start(200)) {
      var hosts = new ArrayList<>(fleet.hosts());
      var dead = List.of(hosts.get(0), hosts.get(120));
      dead.forEach(fleet::stop);
      var put = put(fleet, hosts, NextHops.percent(50));
      assertThat(put.processes()).hasSize(200);
      for (var process : put.processes()) {
        if (dead.contains(process.host())) {
          assertThat(process.reason()).as(process.dump()).contains("refused");
        } else {
          assertThat(process.finishedOk()).as(process.dump()).isTrue();
          assertThat(
                  Files.mismatch(
                      fleet.home(Objects.requireNonNull(process.host())).resolve("file"), file))
              .isEqualTo(-1);
        }
      }
    }
  }
}
