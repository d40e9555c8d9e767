package execo.internal.ssh.openssh;

import execo.spi.Child;
import execo.spi.ExitStatus;
import execo.spi.OutputStreamId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one ssh or scp child is understood: what it says about itself, and how it is signalled. Used
 * by one thread at a time.
 */
interface Conversation {

  /** Takes what the child wrote and passes on what is the command's own. */
  void output(OutputStreamId stream, byte[] bytes, Consumer<byte[]> pass);

  /** A stream has ended; what was held back passes. */
  void end(OutputStreamId stream, Consumer<byte[]> pass);

  /** Whether the connection was made and the work on the host has begun. */
  boolean open();

  /** Whether the command has ended, though its streams may still be held open. */
  boolean over();

  /**
   * How the command ended, given how the child ended; null if the connection failed or was lost.
   */
  @Nullable ExitStatus status(ExitStatus child);

  /** Sends a signal to the command; false if that is not possible. */
  boolean signal(Child child, int signal);
}
