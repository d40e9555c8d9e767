package execo.internal.ssh.openssh;

import execo.internal.ssh.connecting.SignalNames;
import execo.spi.Child;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with an ssh that runs a supervised command: the supervisor marks on stderr, or
 * on the terminal, when the command starts and how it ends.
 */
final class SupervisedCommand implements Conversation {
  /** Sends a signal to a process group of the host by other means than this connection. */
  interface SideDoor {
    void signal(String signal, String group);
  }

  private static final int FIRST_SIGNAL_CODE = 129;
  private static final int LAST_SIGNAL_CODE = 128 + 64;

  /** ABRT, KILL and SEGV: these end the supervisor too, which survives all others. */
  private static final Set<Integer> FATAL = Set.of(6, 9, 11);

  private final MarkFilter marks;
  private final OutputStreamId marked;
  private final String mode;
  private final SideDoor sideDoor;
  private volatile @Nullable String group;
  private volatile @Nullable ExitStatus end;
  private volatile int fatalSignal;

  SupervisedCommand(String tag, String mode, SideDoor sideDoor) {
    this.marks = new MarkFilter(tag, this::mark);
    this.marked = mode.equals("tty") ? OutputStreamId.STDOUT : OutputStreamId.STDERR;
    this.mode = mode;
    this.sideDoor = sideDoor;
  }

  private void mark(String message) {
    var value = message.substring(message.indexOf(' ') + 1);
    if (message.startsWith("start ")) {
      group = value;
    } else if (message.matches("end \\d{1,3}")) {
      var code = Integer.parseInt(value);
      var signalled = code >= FIRST_SIGNAL_CODE && code <= LAST_SIGNAL_CODE;
      end = signalled ? ExitStatus.signalled(code - 128) : ExitStatus.exited(code);
    }
  }

  @Override
  public void output(OutputStreamId stream, byte[] bytes, Consumer<byte[]> pass) {
    if (stream == marked) {
      marks.accept(bytes, pass);
    } else {
      pass.accept(bytes);
    }
  }

  @Override
  public void end(OutputStreamId stream, Consumer<byte[]> pass) {
    if (stream == marked) {
      marks.end(pass);
    }
  }

  @Override
  public boolean open() {
    return group != null;
  }

  @Override
  public boolean over() {
    return end != null;
  }

  @Override
  public @Nullable ExitStatus status(ExitStatus child) {
    var known = end;
    if (known != null) {
      return known;
    }
    // a supervisor that was killed with its group cannot say so
    return fatalSignal == 0 ? null : ExitStatus.signalled(fatalSignal);
  }

  @Override
  public boolean signal(Child child, int signal) {
    var known = group;
    if (known == null || over()) {
      return false;
    }
    if (FATAL.contains(signal)) {
      fatalSignal = signal;
    }
    var name = SignalNames.of(signal);
    if (mode.equals("control")) {
      child.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
    } else {
      sideDoor.signal(name, known);
    }
    return true;
  }
}
