package execo.internal.transfer.sftp;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.RemoteWindow;
import org.apache.sshd.common.channel.WindowClosedException;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Fills SSH packets with a stream of bytes and sends them as far as the window of the channel lets
 * it. Contents of files are read right into the packet that carries them, and small requests share
 * one. For one thread.
 */
final class Packets {
  private static final int HEADER = 2 * Integer.BYTES;
  private static final int LARGEST = 32 * 1024;
  private static final Duration LOOK_UP = Duration.ofMillis(250);

  private final ClientChannel channel;
  private final RemoteWindow window;
  private final int capacity;
  private final LongSupplier mostUnsent;
  private final Interruption interruption;
  private final ArrayDeque<Sending> unsent = new ArrayDeque<>();
  private long unsentBytes;
  private @Nullable Buffer packet;
  private int used;

  private record Sending(IoWriteFuture future, int bytes) {}

  /**
   * Of an open channel.
   *
   * @param mostUnsent how many bytes may wait for the socket
   */
  Packets(ClientChannel channel, LongSupplier mostUnsent, Interruption interruption) {
    this.channel = channel;
    this.window = channel.getRemoteWindow();
    this.capacity = (int) Math.min(LARGEST, window.getPacketSize());
    this.mostUnsent = mostUnsent;
    this.interruption = interruption;
  }

  /** Adds bytes to the stream. */
  void put(byte[] bytes) throws IOException {
    for (var done = 0; done < bytes.length; ) {
      var into = open();
      var size = Math.min(bytes.length - done, capacity - used);
      into.putRawBytes(bytes, done, size);
      done += size;
      took(size);
    }
  }

  /**
   * Adds so many bytes of a file; zeros take the place of what is missing.
   *
   * @return how many bytes there were
   */
  int put(Contents contents, int length) throws IOException {
    var read = 0;
    var more = true;
    for (var done = 0; done < length; ) {
      var into = open();
      var size = Math.min(length - done, capacity - used);
      var at = into.wpos();
      into.wpos(at + size);
      if (more) {
        var now = readFully(contents, into.array(), at, size);
        read += now;
        more = now == size;
      }
      done += size;
      took(size);
    }
    return read;
  }

  private static int readFully(Contents contents, byte[] into, int at, int size) {
    var done = 0;
    try {
      while (done < size) {
        var now = contents.read(into, at + done, size - done);
        if (now < 0) {
          break;
        }
        done += now;
      }
    } catch (IOException e) {
      // the same as an end that comes too early: the caller sees what is missing
      return done;
    }
    return done;
  }

  private Buffer open() throws IOException {
    var open = packet;
    if (open == null) {
      open =
          channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_DATA, HEADER + capacity);
      open.putUInt(channel.getRecipient());
      open.putUInt(0);
      packet = open;
      used = 0;
    }
    return open;
  }

  private void took(int size) throws IOException {
    used += size;
    if (used == capacity) {
      flush();
    }
  }

  /** Sends what has been put. */
  void flush() throws IOException {
    var full = packet;
    if (full == null || used == 0) {
      return;
    }
    packet = null;
    var start = full.wpos() - used;
    while (true) {
      var free = (int) Math.min(used, awaitWindow());
      window.consume(free);
      if (free == used) {
        send(full, used);
        return;
      }
      var part =
          channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_DATA, HEADER + free);
      part.putUInt(channel.getRecipient());
      part.putUInt(0);
      part.putRawBytes(full.array(), start, free);
      send(part, free);
      // the rest moves to the front of its packet
      System.arraycopy(full.array(), start + free, full.array(), start, used - free);
      used -= free;
      full.wpos(start + used);
    }
  }

  private void send(Buffer buffer, int length) throws IOException {
    var end = buffer.wpos();
    buffer.wpos(end - length - Integer.BYTES);
    buffer.putUInt(length);
    buffer.wpos(end);
    var future = channel.writePacket(buffer);
    unsent.add(new Sending(future, length));
    unsentBytes += length;
    forgetSent();
    while (unsentBytes > mostUnsent.getAsLong() && !unsent.isEmpty()) {
      if (unsent.getFirst().future.await(LOOK_UP)) {
        forgetSent();
      } else {
        interruption.check();
      }
    }
  }

  private void forgetSent() throws IOException {
    for (var first = unsent.peek(); first != null && first.future.isDone(); first = unsent.peek()) {
      unsent.remove();
      unsentBytes -= first.bytes;
      if (!first.future.isWritten()) {
        throw new ConnectionLostException(reason(first.future.getException()));
      }
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return cause == null || cause.getMessage() == null || cause instanceof EOFException
        ? "the channel is closed"
        : cause.getMessage();
  }

  private long awaitWindow() throws IOException {
    while (true) {
      try {
        return window.waitForSpace(LOOK_UP);
      } catch (SocketTimeoutException e) {
        interruption.check();
      } catch (WindowClosedException e) {
        throw new ConnectionLostException("the channel is closed");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ConnectionLostException("interrupted");
      }
    }
  }
}
