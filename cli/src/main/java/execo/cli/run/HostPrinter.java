package execo.cli.run;

import execo.process.Attempt;
import execo.process.OutputChunk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Prints both streams of the process of one host, each line with the host before it.
 *
 * <p>What comes first on stderr is held back a moment: if it is ssh telling why it cannot connect,
 * that is the reason of the failure and not the command's output, and is not printed here.
 * Thread-safe.
 */
final class HostPrinter {
  private static final long HELD_MILLIS = 200;

  private final LinePrinter out;
  private final LinePrinter err;
  private final List<OutputChunk> held = new ArrayList<>();
  private boolean flowing;

  HostPrinter(String host, Sink stdout, Sink stderr) {
    out = new LinePrinter(host, stdout);
    err = new LinePrinter(host, stderr);
  }

  synchronized void out(OutputChunk chunk) {
    if (!chunk.eof()) {
      flow();
    }
    out.accept(chunk);
  }

  synchronized void err(OutputChunk chunk) {
    if (flowing) {
      err.accept(chunk);
      return;
    }
    if (held.isEmpty()) {
      CompletableFuture.delayedExecutor(HELD_MILLIS, TimeUnit.MILLISECONDS).execute(this::flow);
    }
    held.add(chunk);
  }

  /** The process has ended: nothing follows. */
  synchronized void end(Attempt attempt) {
    if (!flowing && attempt.error()) {
      held.clear();
    }
    flow();
  }

  private synchronized void flow() {
    flowing = true;
    held.forEach(err::accept);
    held.clear();
  }
}
