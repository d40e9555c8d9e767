package execo.internal.os.jdk;

import execo.internal.os.Guard;
import execo.internal.os.SpawnRequest;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A child from its request to its end; its {@code run} is the thread that sees it through. */
final class JdkChild implements Child, Runnable {
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;
  private static final int DRAIN_TICK = 50;

  private final SpawnRequest request;
  private final ChildListener listener;
  private final InputWriter input;
  private final CountDownLatch streams = new CountDownLatch(2);

  private final Gate gate = new Gate();

  /** Held while the listener is told something. */
  private final ReentrantLock telling = new ReentrantLock();

  private final Set<OutputStreamId> ended = EnumSet.noneOf(OutputStreamId.class);
  private @Nullable String fault;
  private final Set<ProcessHandle> members = new LinkedHashSet<>();
  private volatile @Nullable Process process;

  JdkChild(SpawnRequest request, ChildListener listener) {
    this.request = request;
    this.listener = listener;
    this.input = new InputWriter(request.stdin());
  }

  @Override
  public void run() {
    Process started;
    try {
      Guard.ensure(Guard.Kind.PROCESSES, JdkStart::launchGuard);
      started = JdkStart.start(request);
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      input.end(reason);
      listener.failed(reason);
      return;
    }
    process = started;
    int place = request.guarded() ? Guard.enter(started.pid()) : Guard.NOWHERE;
    var out = new OutputReader(this, OutputStreamId.STDOUT, started.getInputStream());
    var err = new OutputReader(this, OutputStreamId.STDERR, started.getErrorStream());
    try {
      tell(() -> listener.started(started.pid()));
      Thread.ofVirtual().name("execo-stdout").start(out);
      Thread.ofVirtual().name("execo-stderr").start(err);
      if (request.stdin()) {
        input.open(started.getOutputStream());
        Thread.ofVirtual().name("execo-stdin").start(input);
      }
      int code = started.waitFor();
      Guard.leave(place);
      drain(out, err);
      input.end("the process has ended");
      tell(() -> listener.ended(status(code)));
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts this thread", e);
    }
  }

  /** The JDK gives the end by a signal as 128 + signal too. */
  private static ExitStatus status(int code) {
    return code > 128 && code <= 128 + 64
        ? ExitStatus.signalled(code - 128)
        : ExitStatus.exited(code);
  }

  private void drain(OutputReader out, OutputReader err) throws InterruptedException {
    out.exited();
    err.exited();
    while (!streams.await(DRAIN_TICK, TimeUnit.MILLISECONDS)) {
      if (!gate.isShut()) {
        for (OutputReader reader : List.of(out, err)) {
          if (reader.overdue()) {
            reader.end("another process still holds it open");
          }
        }
      }
    }
  }

  // For the readers

  void awaitReading() throws InterruptedException {
    gate.pass();
  }

  boolean hasExited() {
    Process current = process;
    return current != null && !current.isAlive();
  }

  void output(OutputStreamId id, byte[] bytes) {
    tell(() -> {
      if (!ended.contains(id)) {
        listener.output(id, bytes);
      }
    });
  }

  void streamEnded(OutputStreamId id, @Nullable String error) {
    tell(() -> {
      if (ended.add(id)) {
        try {
          listener.streamEnded(id, fault != null ? fault : error);
        } finally {
          streams.countDown();
        }
      }
    });
  }

  private void tell(Runnable call) {
    telling.lock();
    try {
      call.run();
    } catch (RuntimeException | Error thrown) {
      if (streams.getCount() == 0) {
        throw thrown;
      }
      fault = thrown.toString();
      signal(SIGKILL);
    } finally {
      telling.unlock();
    }
  }

  // For everybody

  @Override
  public boolean signal(int signal) {
    Process current = process;
    return current != null && deliver(List.of(current.toHandle()), signal);
  }

  @Override
  public boolean signalTree(int signal) {
    Process current = process;
    if (current == null) {
      return false;
    }
    List<ProcessHandle> tree = new ArrayList<>();
    tree.add(current.toHandle());
    synchronized (members) {
      current.descendants().forEach(members::add);
      for (ProcessHandle member : List.copyOf(members)) {
        member.descendants().forEach(members::add);
      }
      tree.addAll(members);
    }
    return deliver(tree, signal);
  }

  private static boolean deliver(List<ProcessHandle> targets, int signal) {
    boolean reached = false;
    List<String> others = new ArrayList<>();
    for (ProcessHandle target : targets) {
      if (target.isAlive()) {
        switch (signal) {
          case SIGTERM -> reached |= target.destroy();
          case SIGKILL -> reached |= target.destroyForcibly();
          default -> others.add(Long.toString(target.pid()));
        }
      }
    }
    return others.isEmpty() ? reached : kill(others, signal);
  }

  private static boolean kill(List<String> pids, int signal) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + signal));
    command.addAll(pids);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return builder.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public CompletableFuture<@Nullable Void> write(byte[] bytes) {
    return input.offer(bytes);
  }

  @Override
  public void closeStdin() {
    input.close();
  }

  @Override
  public void hangUp() {
    input.end("hung up");
  }

  @Override
  public void pauseReading() {
    gate.set(true);
  }

  @Override
  public void resumeReading() {
    gate.set(false);
  }
}
