package execo.cli.run;

import execo.action.Action;
import execo.process.ManagedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Sends an input to all processes of an action as it comes, and ends their inputs at its end. It
 * reads no faster than the slowest process that still runs.
 */
final class StdinFeed {
  private final InputStream input;
  private final Action action;
  private final Sink stderr;

  StdinFeed(InputStream input, Action action, Sink stderr) {
    this.input = input;
    this.action = action;
    this.stderr = stderr;
  }

  /** Begins, in a thread that does not keep the program from ending. */
  void start() {
    Thread.ofPlatform().daemon().name("execo-stdin").start(this::copy);
  }

  private void copy() {
    var buffer = new byte[64 * 1024];
    try {
      for (int length; (length = input.read(buffer)) >= 0; ) {
        byte[] piece = Arrays.copyOf(buffer, length);
        for (ManagedProcess process : action.processes()) {
          if (!process.ended()) {
            process.write(piece);
          }
        }
      }
    } catch (IOException e) {
      stderr.line("execo: standard input: " + e.getMessage());
    }
    action.closeStdin();
  }
}
