package execo.testbed.internal;

import execo.process.Failure;
import execo.process.LocalProcess;
import execo.process.ManagedProcess;
import execo.process.OutputChunk;
import execo.process.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.future.SshFutureListener;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;

/**
 * A command that runs on a host, for one channel.
 *
 * <p>What is started is a parent that stands for the connection, and the command is its child; on a
 * terminal the command alone.
 */
final class HostCommand implements Command {
  private static final int BUFFER = 32 * 1024;
  private static final int CANNOT_START = 255;
  private static final int FIRST_SIGNAL_CODE = 129;
  private static final int LAST_SIGNAL_CODE = 128 + 31;

  private final HostChannel channel;
  private final Site site;
  private final Path fleet;
  private final @Nullable String line;
  private final Set<HostCommand> running;
  private final SshFutureListener<CloseFuture> connectionEnd = future -> abandon();
  private InputStream in = InputStream.nullInputStream();
  private OutputStream out = OutputStream.nullOutputStream();
  private OutputStream err = OutputStream.nullOutputStream();
  private ExitCallback exit = (code, message, immediately) -> {};
  private boolean terminal;
  private @Nullable LocalProcess process;
  private volatile boolean closed;
  private boolean toldClosed;

  HostCommand(
      HostChannel channel, Site site, Path fleet, @Nullable String line, Set<HostCommand> running) {
    this.channel = channel;
    this.site = site;
    this.fleet = fleet;
    this.line = line;
    this.running = running;
  }

  @Override
  public void setInputStream(InputStream in) {
    this.in = in;
  }

  @Override
  public void setOutputStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void setErrorStream(OutputStream err) {
    this.err = err;
  }

  @Override
  public void setExitCallback(ExitCallback callback) {
    this.exit = callback;
  }

  @Override
  public void start(ChannelSession ignored, Environment asked) {
    terminal = channel.terminal();
    var session = channel.getSession();
    var environment = CommandLine.environment(site, fleet, session, asked, terminal);
    var started =
        new LocalProcess(CommandLine.of(line, terminal, environment))
            .directory(site.home(session.getUsername()))
            .openStdin()
            .pty(terminal)
            .keepOutput(0)
            .nolog(Failure.values())
            .onStdout(chunk -> pass(chunk, out))
            .onStderr(chunk -> pass(chunk, err))
            .onEnd(this::ended);
    process = started;
    running.add(this);
    channel.onSignal(this::signal);
    session.addCloseFutureListener(connectionEnd);
    started.start();
    Thread.startVirtualThread(() -> feed(started));
  }

  private void feed(LocalProcess target) {
    var buffer = new byte[BUFFER];
    try {
      for (int count; (count = in.read(buffer)) >= 0; ) {
        target.write(Arrays.copyOf(buffer, count));
      }
    } catch (IOException e) {
      closed = true;
    }
    target.closeStdin();
  }

  /** Blocks while the client takes nothing; the process is not read from meanwhile. */
  private void pass(OutputChunk chunk, OutputStream stream) {
    if (chunk.bytes().length == 0) {
      return;
    }
    if (!closed) {
      try {
        stream.write(chunk.bytes());
        stream.flush();
        return;
      } catch (IOException e) {
        closed = true;
      }
    }
    if (!toldClosed) {
      toldClosed = true;
      signal("PIPE");
    }
  }

  private void ended(ManagedProcess ended) {
    running.remove(this);
    channel.getSession().removeCloseFutureListener(connectionEnd);
    var code = ended.exitCode();
    if (code == null) {
      complain(ended.reason() + "\n");
      exit.onExit(CANNOT_START);
      return;
    }
    var number = code >= FIRST_SIGNAL_CODE && code <= LAST_SIGNAL_CODE ? code - 128 : 0;
    Arrays.stream(Signal.values())
        .filter(signal -> signal.number() == number)
        .findFirst()
        .ifPresent(signal -> channel.exitSignal(signal.name()));
    channel.tellExit(code);
    exit.onExit(code);
  }

  private void complain(String text) {
    try {
      err.write(text.getBytes(StandardCharsets.UTF_8));
      err.flush();
    } catch (IOException e) {
      closed = true;
    }
  }

  /** Sends a signal to the process group of the command. */
  private void signal(String name) {
    group()
        .ifPresent(group ->
            new LocalProcess(
                    List.of("/bin/sh", "-c", "kill -s \"$1\" -- -\"$2\"", "kill", name, group))
                .nolog(Failure.values())
                .start());
  }

  private Optional<String> group() {
    var pid = process == null ? null : process.pid();
    if (pid == null) {
      return Optional.empty();
    }
    return terminal
        ? Optional.of(pid.toString())
        : ProcessHandle.of(pid)
            .flatMap(parent -> parent.children().findFirst())
            .map(child -> Long.toString(child.pid()));
  }

  /** The channel is closed: pipes end, a terminal hangs up. */
  @Override
  public void destroy(ChannelSession ignored) {
    closed = true;
    if (terminal && process != null) {
      process.hangUp();
    }
  }

  /** The connection is gone, and with it the parent of the command. */
  void abandon() {
    closed = true;
    if (process == null) {
      return;
    }
    if (terminal) {
      process.hangUp();
    } else {
      process.kill(Signal.KILL, null);
    }
  }
}
