package execo.internal.transfer.sftp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.jspecify.annotations.Nullable;

/**
 * One conversation with an SFTP server: requests are sent without a wait for the replies to those
 * before. For one thread, except for {@link #wake} and {@link #close}.
 */
public final class SftpClient implements AutoCloseable {
  private static final int VERSION = 3;

  private final ClientChannel channel;
  private final Packets packets;
  private final Interruption interruption;
  private final LinkedTransferQueue<Event> events;
  private final Map<Integer, ReplyHandler> pending = new HashMap<>();
  private ServerLimits limits = ServerLimits.of(Map.of());
  private int lastId;

  private sealed interface Event permits Answer, Garbage, Woken, Closed {}

  private record Answer(Reply reply) implements Event {}

  private record Garbage(String beginning) implements Event {
    IOException asException() {
      var isText = beginning.chars().allMatch(c -> c >= ' ' && c < 127);
      return new IOException(
          "the host answers with something else than SFTP"
              + (isText
                  ? " that begins with '" + beginning + "': does a login there print text?"
                  : ""));
    }
  }

  private record Woken() implements Event {}

  private record Closed() implements Event {}

  private SftpClient(
      ClientChannel channel,
      LinkedTransferQueue<Event> events,
      LongSupplier mostUnsent,
      Interruption interruption) {
    this.channel = channel;
    this.events = events;
    this.interruption = interruption;
    this.packets = new Packets(channel, mostUnsent, interruption);
  }

  /**
   * Begins a conversation.
   *
   * @param mostUnsent how many bytes may wait for the socket, asked again and again
   * @param interruption throws when waiting is to end
   * @throws ChannelRefusedException if the host takes no more channels on this connection
   * @throws ConnectionLostException if the connection ends before
   * @throws IOException if the host has no server, or does not answer in time
   */
  public static SftpClient open(
      ClientSession session, Duration timeout, LongSupplier mostUnsent, Interruption interruption)
      throws IOException {
    var events = new LinkedTransferQueue<Event>();
    var channel = session.createSubsystemChannel("sftp");
    channel.setOut(
        new Messages(
            reply -> events.add(new Answer(reply)), text -> events.add(new Garbage(text))));
    channel.setErr(OutputStream.nullOutputStream());
    channel.addCloseFutureListener(closed -> events.add(new Closed()));
    try {
      open(channel, timeout);
      var client = new SftpClient(channel, events, mostUnsent, interruption);
      client.greet(timeout);
      return client;
    } catch (IOException | RuntimeException e) {
      channel.close(false);
      throw e;
    }
  }

  private static void open(ClientChannel channel, Duration timeout) throws IOException {
    var opening = channel.open();
    if (!opening.await(timeout)) {
      throw new IOException("the host does not open a channel");
    }
    switch (opening.getException()) {
      case null -> {}
      case SshChannelOpenException e ->
          throw new ChannelRefusedException(String.valueOf(e.getMessage()));
      case Throwable e -> throw new ConnectionLostException(String.valueOf(e.getMessage()));
    }
  }

  private void greet(Duration timeout) throws IOException {
    packets.put(Request.init(VERSION));
    packets.flush();
    var first = poll(timeout);
    while (first instanceof Woken) {
      interruption.check();
      first = poll(timeout);
    }
    if (first == null) {
      throw new IOException("the SFTP server of the host does not answer");
    }
    if (first instanceof Garbage garbage) {
      throw garbage.asException();
    }
    if (first instanceof Closed && !channel.getSession().isOpen()) {
      throw new ConnectionLostException("before the SFTP server answered");
    }
    if (!(first instanceof Answer(var reply)) || reply.type() != Reply.VERSION) {
      throw new IOException("the host has no SFTP server");
    }
    if (reply.id() != VERSION) {
      throw new IOException("the host speaks version " + reply.id() + " of SFTP and not 3");
    }
    var texts = reply.texts();
    var extensions = new HashMap<String, String>();
    for (var i = 0; i + 1 < texts.size(); i += 2) {
      extensions.put(texts.get(i), texts.get(i + 1));
    }
    limits = ServerLimits.of(extensions);
    if (limits.has(ServerLimits.LIMITS)) {
      send(Request.extended(ServerLimits.LIMITS), this::takeLimits);
    }
  }

  private void takeLimits(Reply reply) {
    try {
      var numbers = reply.extension();
      numbers.getLong();
      var read = numbers.getLong();
      limits = limits.with(read, numbers.getLong());
    } catch (SftpException | BufferUnderflowException e) {
      // it keeps to what every server takes
      limits = ServerLimits.of(limits.extensions());
    }
  }

  private @Nullable Event poll(Duration timeout) {
    try {
      return events.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Closed();
    }
  }

  /** What the server can do. */
  public ServerLimits limits() {
    return limits;
  }

  /** Sends a request. */
  public void send(Request request, ReplyHandler handler) throws IOException {
    packets.put(request.numbered(expect(handler), 0));
  }

  /**
   * Sends a request with contents after it.
   *
   * @return how many bytes of contents there were; zeros were sent for what is missing
   */
  public int send(Request request, Contents contents, int length, ReplyHandler handler)
      throws IOException {
    packets.put(request.numbered(expect(handler), length));
    return packets.put(contents, length);
  }

  private int expect(ReplyHandler handler) {
    pending.put(++lastId, handler);
    return lastId;
  }

  /** Sends what is still held back. */
  public void flush() throws IOException {
    packets.flush();
  }

  /** How many requests have not been answered. */
  public int unanswered() {
    return pending.size();
  }

  /** Handles the replies that have come. */
  public void handleArrived() throws IOException {
    for (var event = events.poll(); event != null; event = events.poll()) {
      handle(event);
    }
  }

  /** Sends what is still held back, waits for something to come, and handles it. */
  public void await() throws IOException {
    packets.flush();
    Event event;
    try {
      event = events.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionLostException("interrupted");
    }
    handle(event);
  }

  /** Sends a request and handles all replies until that to it has come, which it returns. */
  public Reply call(Request request) throws IOException {
    var answer = new CompletableFuture<Reply>();
    send(request, answer::complete);
    while (!answer.isDone()) {
      await();
    }
    return answer.join();
  }

  private void handle(Event event) throws IOException {
    switch (event) {
      case Answer(var reply) -> {
        var handler = pending.remove(reply.id());
        if (handler == null) {
          throw new SftpException(SftpException.BAD_MESSAGE, "a reply to no request");
        }
        handler.handle(reply);
      }
      case Garbage garbage -> throw garbage.asException();
      case Woken _ -> interruption.check();
      case Closed _ -> throw new ConnectionLostException("the host has closed it");
    }
  }

  /** Has a wait under way asked whether it is to end. */
  public void wake() {
    events.add(new Woken());
  }

  /**
   * Ends the conversation at once, and the server on the host: a channel that is closed immediately
   * is so on this side only.
   */
  @Override
  public void close() {
    channel.close(false);
    events.add(new Closed());
  }
}
