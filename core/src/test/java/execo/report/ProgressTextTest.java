package execo.report;

import static org.assertj.core.api.Assertions.assertThat;

import execo.action.HostsWithProgress;
import execo.process.ManagedProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProgressTextTest {
  private static final long SECOND = 1_000_000_000L;

  private static ProgressText of(List<ManagedProcess> processes) {
    return new ProgressText(processes, "…");
  }

  @Test
  void countsAndNamesTheHostsAtWork() {
    try (var hosts = new HostsWithProgress("n-1", "n-2", "n-3", "n-4")) {
      var text = of(hosts.start(3));
      assertThat(text.at(0, 200)).isEqualTo("0/4 ended, 1 in line; at work: n-[1-3]");
      hosts.exit("n-1", 0);
      hosts.awaitStart("n-4");
      hosts.exit("n-2", 1);
      assertThat(text.at(0, 200)).isEqualTo("2/4 ended, 1 failed; at work: n-[3-4]");
      assertThat(text.at(0, 20)).isEqualTo("2/4 ended, 1 failed…");
      assertThat(text.at(0, 0)).isEmpty();
    }
  }

  @Test
  void tellsBytesAndTheirRate() {
    try (var hosts = new HostsWithProgress("a", "b")) {
      var text = of(hosts.start(2));
      assertThat(text.at(0, 200)).isEqualTo("0/2 ended; at work: a,b");
      hosts.progress("a", 0, 4_000_000);
      assertThat(text.at(0, 200)).isEqualTo("0/2 ended, 0 B of 4.0 MB; at work: a,b");
      hosts.progress("a", 1_500_000, 4_000_000);
      hosts.progress("b", 500_000, 4_000_000);
      assertThat(text.at(SECOND, 200))
          .isEqualTo("0/2 ended, 2.0 MB of 8.0 MB, 2.0 MB/s; at work: a,b");
      hosts.exit("a", 0);
      assertThat(text.at(2 * SECOND, 200))
          .isEqualTo("1/2 ended, 2.0 MB of 8.0 MB, 1.0 MB/s; at work: b");
    }
  }

  @Test
  void tellsWhatIsToBeRetriedOrNeverBegins() {
    try (var hosts = new HostsWithProgress("a", "b", "c")) {
      hosts.action().retries(1, "1h");
      var text = of(hosts.start(1));
      hosts.exit("a", 1);
      hosts.awaitStart("b");
      assertThat(text.at(0, 200)).isEqualTo("0/3 ended, 1 to be retried, 1 in line; at work: a,b");
      hosts.action().kill();
      hosts.action().await();
      assertThat(text.at(0, 200)).isEqualTo("3/3 ended, 2 failed");
    }
  }

  @Test
  void writesBytesShort() {
    assertThat(List.of(0L, 999L, 1_000L, 9_949L, 9_950L, 999_499L, 999_500L, Long.MAX_VALUE))
        .extracting(ProgressText::bytes)
        .containsExactly(
            "0 B", "999 B", "1.0 kB", "9.9 kB", "10 kB", "999 kB", "1.0 MB", "9223 PB");
  }
}
