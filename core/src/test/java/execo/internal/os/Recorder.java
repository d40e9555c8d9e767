package execo.internal.os;

import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A listener that keeps all it is told, checks the order, and can be awaited. Thread-safe. */
public class Recorder implements ChildListener {
  private static final long LIMIT = 30;

  public final CompletableFuture<Long> started = new CompletableFuture<>();
  public final CompletableFuture<ExitStatus> ended = new CompletableFuture<>();
  public final CompletableFuture<String> failed = new CompletableFuture<>();

  private final List<String> calls = new ArrayList<>();
  private final Map<OutputStreamId, ByteArrayOutputStream> output =
      new EnumMap<>(OutputStreamId.class);
  private final Map<OutputStreamId, String> errors = new EnumMap<>(OutputStreamId.class);
  private final AtomicBoolean busy = new AtomicBoolean();
  private @Nullable String disorder;

  public Recorder() {
    for (OutputStreamId id : OutputStreamId.values()) {
      output.put(id, new ByteArrayOutputStream());
    }
  }

  private void call(String name, Runnable effect) {
    boolean overlaps = !busy.compareAndSet(false, true);
    synchronized (this) {
      if (overlaps) {
        disorder = name + " overlaps another call";
      }
      calls.add(name);
      effect.run();
      notifyAll();
    }
    busy.set(false);
  }

  @Override
  public void started(long pid) {
    call("started", () -> {});
    started.complete(pid);
  }

  @Override
  public void output(OutputStreamId stream, byte[] bytes) {
    call("output " + stream, () -> stream(stream).writeBytes(bytes));
  }

  @Override
  public void streamEnded(OutputStreamId stream, @Nullable String error) {
    call(
        "end " + stream,
        () -> {
          if (error != null) {
            errors.put(stream, error);
          }
        });
  }

  @Override
  public void ended(ExitStatus status) {
    call("ended", () -> {});
    ended.complete(status);
  }

  @Override
  public void failed(String reason) {
    call("failed", () -> {});
    failed.complete(reason);
    started.completeExceptionally(new AssertionError(reason));
    ended.completeExceptionally(new AssertionError(reason));
  }

  private ByteArrayOutputStream stream(OutputStreamId id) {
    ByteArrayOutputStream stream = output.get(id);
    if (stream == null) {
      throw new AssertionError(id);
    }
    return stream;
  }

  /** What was told, in order, repeated outputs once. */
  public synchronized List<String> calls() {
    List<String> folded = new ArrayList<>();
    for (String call : calls) {
      if (folded.isEmpty() || !folded.getLast().equals(call)) {
        folded.add(call);
      }
    }
    if (disorder != null) {
      folded.add(disorder);
    }
    return folded;
  }

  public synchronized byte[] bytes(OutputStreamId id) {
    return stream(id).toByteArray();
  }

  public String stdout() {
    return new String(bytes(OutputStreamId.STDOUT), StandardCharsets.UTF_8);
  }

  public String stderr() {
    return new String(bytes(OutputStreamId.STDERR), StandardCharsets.UTF_8);
  }

  /** Why a stream ended, null if by a plain end of file. */
  public synchronized @Nullable String error(OutputStreamId id) {
    return errors.get(id);
  }

  public long pid() {
    return await(started);
  }

  public ExitStatus status() {
    return await(ended);
  }

  public String failure() {
    return await(failed);
  }

  /** Waits until stdout is as wanted and tells it. */
  public String stdoutWhen(Predicate<String> wanted) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT);
    synchronized (this) {
      while (!wanted.test(stdout())) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
          throw new AssertionError("not seen in time; stdout is: " + stdout());
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      return stdout();
    }
  }

  public static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(LIMIT, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
