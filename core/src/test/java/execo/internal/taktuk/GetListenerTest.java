package execo.internal.taktuk;

import static org.assertj.core.api.Assertions.assertThat;

import execo.host.ConnectionParams;
import execo.host.EffectiveConnection;
import execo.host.Host;
import execo.internal.os.ProcessEngine;
import execo.internal.os.ProcessEngines;
import execo.internal.os.Recorder;
import execo.internal.os.SpawnRequest;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A copy from a host ends, whichever of its two ends is the first to. */
@Timeout(60)
class GetListenerTest {
  private static final int TERM = 15;

  private final Mailbox mailbox = new Mailbox();
  private final Recorder told = new Recorder();
  private final CompletableFuture<Boolean> receiverRuns = new CompletableFuture<>();
  private final CompletableFuture<Boolean> receiverEnded = new CompletableFuture<>();

  /** The engine of the system, which tells when the receiving end runs and when it has ended. */
  private final class Watched implements ProcessEngine {
    @Override
    public Child spawn(SpawnRequest request, ChildListener listener) {
      return ProcessEngines.system().spawn(request, new Watching(listener));
    }

    @Override
    public String name() {
      return ProcessEngines.system().name();
    }

    @Override
    public boolean supportsPty() {
      return ProcessEngines.system().supportsPty();
    }
  }

  private final class Watching implements ChildListener {
    private final ChildListener listener;

    Watching(ChildListener listener) {
      this.listener = listener;
    }

    @Override
    public void started(long pid) {
      listener.started(pid);
    }

    @Override
    public void output(OutputStreamId stream, byte[] bytes) {
      listener.output(stream, bytes);
      receiverRuns.complete(true);
    }

    @Override
    public void streamEnded(OutputStreamId stream, @Nullable String error) {
      listener.streamEnded(stream, error);
    }

    @Override
    public void ended(ExitStatus status) {
      listener.ended(status);
      receiverEnded.complete(true);
    }

    @Override
    public void failed(String reason) {
      listener.failed(reason);
      receiverEnded.complete(true);
    }
  }

  /** The sending end of a copy whose archive a script takes; its command has begun. */
  private Member copy(String script) {
    var connection =
        EffectiveConnection.of(new Host("a"), ConnectionParams.none(), ConnectionParams.none());
    var listener = new GetListener(new Watched(), mailbox, script, told);
    var member = new Member(mailbox, connection, "", false, listener);
    listener.from(member);
    mailbox.post(() -> {
      member.programStarted(1);
      member.commandStarted();
    });
    return member;
  }

  private void lose(Member member) {
    mailbox.post(() -> member.fail("connection lost"));
  }

  @Test
  void hostIsLostAfterTheReceivingEndGaveUp() {
    var member = copy("echo no space >&2; exit 1");
    Recorder.await(receiverEnded);
    lose(member);
    assertThat(told.failure()).isEqualTo("connection lost");
    assertThat(told.stderr()).isEqualTo("no space\n");
    assertThat(told.calls())
        .containsExactly("started", "output STDERR", "end STDOUT", "end STDERR", "failed");
  }

  @Test
  void hostIsLostAfterTheReceivingEndHadItAll() {
    var member = copy("exit 0");
    Recorder.await(receiverEnded);
    lose(member);
    assertThat(told.failure()).isEqualTo("connection lost");
  }

  @Test
  void hostIsLostWhileTheReceivingEndWaits() {
    var member = copy("echo here >&2; cat");
    Recorder.await(receiverRuns);
    lose(member);
    assertThat(told.failure()).isEqualTo("connection lost");
    assertThat(Recorder.await(receiverEnded)).isTrue();
  }

  @Test
  void hostIsLostBeforeThereIsAReceivingEnd() {
    var connection =
        EffectiveConnection.of(new Host("a"), ConnectionParams.none(), ConnectionParams.none());
    var listener = new GetListener(new Watched(), mailbox, "exit 0", told);
    var member = new Member(mailbox, connection, "", false, listener);
    mailbox.post(() -> member.programStarted(1));
    lose(member);
    assertThat(told.failure()).isEqualTo("connection lost");
    assertThat(told.calls()).containsExactly("started", "end STDOUT", "end STDERR", "failed");
  }

  @Test
  void receivingEndCanBeKilledWhenTheSendingEndHasEnded() {
    var member = copy("echo here >&2; exec sleep 1000");
    Recorder.await(receiverRuns);
    mailbox.post(() -> member.end(ExitStatus.exited(0)));
    assertThat(member.signal(TERM)).isTrue();
    assertThat(told.status()).isEqualTo(ExitStatus.signalled(TERM));
    assertThat(member.signal(TERM)).isFalse();
  }

  @Test
  void outcomeIsThatOfTheReceivingEndUnlessTheSendingEndFailed() {
    var member = copy("cat >/dev/null; exit 0");
    mailbox.post(() -> member.agentWrote("x:2".getBytes(StandardCharsets.US_ASCII), true));
    assertThat(told.status()).isEqualTo(ExitStatus.exited(2));
  }
}
