package execo.internal.ssh.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.junit.jupiter.api.Test;

/** The input of a command in a channel. */
class ChannelInputTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  /** A channel whose one write is settled by the test. */
  private static final class Slow extends AbstractCloseable implements IoOutputStream, Writable {
    final Written written = new Written();

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) {
      return written;
    }

    @Override
    public IoOutputStream input() {
      return this;
    }

    @Override
    public void endInput() {}
  }

  private static final class Written extends AbstractIoWriteFuture {
    Written() {
      super("test", null);
    }
  }

  @Test
  void whatHasArrivedIsNoErrorThoughTheCommandHasEndedFirst() {
    var input = new ChannelInput();
    var channel = new Slow();
    input.open(channel);
    var sent = input.write(new byte[3]);
    input.refuse("it has ended");
    channel.written.setValue(true);
    assertThat(sent).succeedsWithin(SOON);
  }

  @Test
  void whatNeverArrivesIsAnError() {
    var input = new ChannelInput();
    input.open(new Slow());
    var sent = input.write(new byte[3]);
    var queued = input.write(new byte[3]);
    input.refuse("it has ended");
    for (var write : List.of(sent, queued, input.write(new byte[1]))) {
      assertThat(write)
          .failsWithin(SOON)
          .withThrowableThat()
          .withCauseInstanceOf(IOException.class)
          .withMessageContaining("it has ended");
    }
  }
}
