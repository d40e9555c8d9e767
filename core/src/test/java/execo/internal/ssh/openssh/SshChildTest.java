package execo.internal.ssh.openssh;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.internal.os.ProcessEngine;
import execo.internal.os.ProcessEngines;
import execo.internal.os.Recorder;
import execo.internal.os.SpawnRequest;
import execo.internal.ssh.connecting.OpeningLimit;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshChildTest {
  private final CompletableFuture<Boolean> spawning = new CompletableFuture<>();
  private final CompletableFuture<Boolean> mayGoOn = new CompletableFuture<>();
  private final Recorder told = new Recorder();
  private volatile @Nullable ChildListener toldToo;
  private final Recorder ofSsh =
      new Recorder() {
        @Override
        public void started(long pid) {
          super.started(pid);
          Objects.requireNonNull(toldToo).started(pid);
        }

        @Override
        public void ended(ExitStatus status) {
          Objects.requireNonNull(toldToo).ended(status);
          super.ended(status);
        }
      };

  /** Starts processes when it is let, and listens to them, too. */
  private final class SlowEngine implements ProcessEngine {
    @Override
    public Child spawn(SpawnRequest request, ChildListener listener) {
      spawning.complete(true);
      Recorder.await(mayGoOn);
      toldToo = listener;
      return ProcessEngines.system().spawn(request, ofSsh);
    }

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public boolean supportsPty() {
      return false;
    }
  }

  private SshChild child(OpeningLimit openings) {
    var request =
        new SpawnRequest(List.of("sleep", "1000"), Map.copyOf(System.getenv()), null, false, false);
    return new SshChild(
        new SlowEngine(),
        openings,
        () -> request,
        EffectiveConnection.of(Host.of("node"), ConnectionParams.none(), ConnectionParams.none()),
        ScpCopy::new,
        told);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 15})
  void killWhileSshIsBeingStartedLeavesNone(int signal) {
    var child = child(new OpeningLimit(1));
    var opening = CompletableFuture.runAsync(child::open);
    Recorder.await(spawning);
    assertThat(child.signal(signal)).isTrue();
    assertThat(told.status()).isEqualTo(ExitStatus.signalled(signal));
    mayGoOn.complete(true);
    Recorder.await(opening);
    assertThat(ofSsh.status()).isEqualTo(ExitStatus.signalled(9));
    assertThat(told.calls()).containsExactly("ended");
  }

  @Test
  void killWhileItWaitsForAPlaceStartsNone() {
    var openings = new OpeningLimit(1);
    var places = new CompletableFuture<OpeningLimit.Place>();
    openings.enter(places::complete);
    var child = child(openings).open();
    assertThat(child.signal(15)).isTrue();
    Recorder.await(places).release();
    assertThat(told.status()).isEqualTo(ExitStatus.signalled(15));
    assertThat(spawning).isNotDone();
  }
}
