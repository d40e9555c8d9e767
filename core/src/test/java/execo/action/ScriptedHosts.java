package execo.action;

import execo.host.Host;
import execo.process.Signal;
import execo.spi.Child;
import execo.spi.ChildListener;
import execo.spi.Connector;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import execo.spi.RemoteCommand;
import execo.spi.RemoteCopy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hosts whose commands do what a test tells them, on one thread as an engine's. */
final class ScriptedHosts implements Connector, AutoCloseable {
  private final ExecutorService engine = Executors.newSingleThreadExecutor();
  private final LinkedBlockingQueue<Command> started = new LinkedBlockingQueue<>();
  private final Consumer<Command> script;
  final AtomicInteger running = new AtomicInteger();
  final AtomicInteger mostRunning = new AtomicInteger();
  final AtomicInteger starts = new AtomicInteger();

  /** Commands that a test takes with {@link #next}. */
  ScriptedHosts() {
    this.script = started::add;
  }

  /** Commands that do this, on the engine's thread, when they have started. */
  ScriptedHosts(Consumer<Command> script) {
    this.script = script;
  }

  /** A started command. */
  final class Command implements Child {
    final String host;
    final List<String> input = new ArrayList<>();
    private final ChildListener listener;
    private boolean over;

    Command(String host, ChildListener listener) {
      this.host = host;
      this.listener = listener;
    }

    void print(String text) {
      engine.execute(
          () -> listener.output(OutputStreamId.STDOUT, text.getBytes(StandardCharsets.UTF_8)));
    }

    void progress(long done, long total) {
      engine.execute(() -> listener.progressed(done, total));
    }

    void exit(int code) {
      end(() -> listener.ended(ExitStatus.exited(code)));
    }

    void lose(String reason) {
      end(() -> listener.failed(reason));
    }

    private void end(Runnable telling) {
      engine.execute(() -> {
        if (!over) {
          over = true;
          running.decrementAndGet();
          listener.streamEnded(OutputStreamId.STDOUT, null);
          listener.streamEnded(OutputStreamId.STDERR, null);
          telling.run();
        }
      });
    }

    @Override
    public boolean signal(int signal) {
      if (signal != Signal.USR1.number()) {
        end(() -> listener.ended(ExitStatus.signalled(signal)));
      }
      return true;
    }

    @Override
    public boolean signalTree(int signal) {
      return signal(signal);
    }

    @Override
    public CompletableFuture<@Nullable Void> write(byte[] bytes) {
      input.add(new String(bytes, StandardCharsets.UTF_8));
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void closeStdin() {
      input.add("<end>");
    }

    @Override
    public void hangUp() {}

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}
  }

  /** The next command that has started. */
  Command next() {
    try {
      var command = started.poll(20, TimeUnit.SECONDS);
      if (command == null) {
        throw new AssertionError("no command has started");
      }
      return command;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether commands have started that the test has not taken. */
  boolean hasNext() {
    return !started.isEmpty();
  }

  /** Hosts with these names. */
  static List<Host> named(String... names) {
    return List.of(names).stream().map(Host::new).toList();
  }

  @Override
  public Child run(RemoteCommand command, ChildListener listener) {
    var child = new Command(command.connection().address(), listener);
    engine.execute(() -> {
      starts.incrementAndGet();
      mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
      listener.started(1);
      script.accept(child);
    });
    return child;
  }

  @Override
  public List<String> commandLine(RemoteCommand command) {
    return List.of("scripted");
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Child copy(RemoteCopy copy, ChildListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> commandLine(RemoteCopy copy) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    engine.shutdown();
  }
}
