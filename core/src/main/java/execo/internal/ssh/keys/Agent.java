package execo.internal.ssh.keys;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The agent behind a socket. One that does not answer in time is left alone for a while, so that it
 * delays a program once and not each of its connections. Thread-safe; calls block, at most for
 * their deadline.
 */
final class Agent {
  private static final Duration TO_LIST = Duration.ofSeconds(3);
  private static final Duration TO_SIGN = Duration.ofSeconds(15);
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final Duration LEFT_ALONE = Duration.ofSeconds(30);
  private static final int LONGEST_MESSAGE = 256 * 1024;
  private static final Map<Path, Agent> AGENTS = new ConcurrentHashMap<>();

  private final Path socket;
  private AgentMessages.@Nullable Keys listed;
  private long listedAt;
  private @Nullable String silence;
  private long silentSince;

  private Agent(Path socket) {
    this.socket = socket;
  }

  /** The one object for an agent. */
  static Agent at(Path socket) {
    return AGENTS.computeIfAbsent(socket, Agent::new);
  }

  /** What it holds, as of a moment ago. */
  synchronized AgentMessages.Keys keys() throws IOException {
    var known = listed;
    if (known != null && System.nanoTime() - listedAt < FRESH.toNanos()) {
      return known;
    }
    var keys = AgentMessages.identities(exchange(AgentMessages.requestIdentities(), TO_LIST));
    listed = keys;
    listedAt = System.nanoTime();
    return keys;
  }

  /** Signs with one of its keys or certificates. */
  byte[] sign(PublicKey key, String algorithm, byte[] data) throws IOException {
    return AgentMessages.signature(exchange(AgentMessages.sign(key, algorithm, data), TO_SIGN));
  }

  private byte[] exchange(byte[] request, Duration limit) throws IOException {
    checkTalks();
    var channel = SocketChannel.open(java.net.StandardProtocolFamily.UNIX);
    var answer = new CompletableFuture<byte[]>();
    Thread.ofVirtual()
        .name("ssh-agent")
        .start(() -> {
          try (channel) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            answer.complete(exchange(channel, request));
          } catch (IOException | RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      channel.close();
      throw silent(
          "the agent at " + socket + " has not answered within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      var cause = e.getCause();
      throw new IOException(
          "the agent at " + socket + ": " + (cause == null ? e : cause).getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      channel.close();
      throw new IOException("interrupted", e);
    }
  }

  private void checkTalks() throws IOException {
    synchronized (AGENTS) {
      if (silence != null && System.nanoTime() - silentSince < LEFT_ALONE.toNanos()) {
        throw new IOException(silence);
      }
      silence = null;
    }
  }

  private IOException silent(String reason) {
    synchronized (AGENTS) {
      silence = reason;
      silentSince = System.nanoTime();
    }
    return new IOException(reason);
  }

  private static byte[] exchange(SocketChannel channel, byte[] request) throws IOException {
    var message = ByteBuffer.allocate(4 + request.length).putInt(request.length).put(request);
    message.flip();
    while (message.hasRemaining()) {
      channel.write(message);
    }
    var length = read(channel, 4).getInt();
    if (length < 1 || length > LONGEST_MESSAGE) {
      throw new IOException("malformed answer");
    }
    return read(channel, length).array();
  }

  private static ByteBuffer read(SocketChannel channel, int length) throws IOException {
    var bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("ended without an answer");
      }
    }
    return bytes.flip();
  }
}
