package execo.bench;

import execo.process.LocalProcess;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** So many short children, at most 64 at a time, their output captured, each one checked. */
final class Children {
  private static final String COMMAND = "/bin/true";
  private static final int IN_FLIGHT = 64;

  private Children() {}

  /** Through execo: seconds. */
  static double byExeco(int count) throws InterruptedException {
    var from = System.nanoTime();
    var slots = new Semaphore(IN_FLIGHT);
    var processes = new ArrayList<LocalProcess>(count);
    for (var i = 0; i < count; i++) {
      slots.acquire();
      processes.add(new LocalProcess(COMMAND).start());
      processes.getLast().whenEnded().thenRun(slots::release);
    }
    for (var process : processes) {
      process.await();
      if (!process.ok() || !process.stdout().isEmpty()) {
        throw new IllegalStateException(process.dump());
      }
    }
    return Numbers.secondsSince(from);
  }

  /** Through the JDK, a virtual thread for each child: seconds. */
  static double byJdk(int count) throws Exception {
    var from = System.nanoTime();
    var slots = new Semaphore(IN_FLIGHT);
    var results = new ArrayList<Future<Integer>>(count);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < count; i++) {
        slots.acquire();
        results.add(
            threads.submit(() -> {
              try {
                return runByJdk();
              } finally {
                slots.release();
              }
            }));
      }
    }
    for (var result : results) {
      if (result.get() != 0) {
        throw new IllegalStateException("exit code " + result.get());
      }
    }
    return Numbers.secondsSince(from);
  }

  private static int runByJdk() throws IOException, InterruptedException {
    var process = new ProcessBuilder(COMMAND).start();
    process.getOutputStream().close();
    // One stream after the other: enough for a command that writes nothing, and the fastest.
    drain(process.getInputStream());
    drain(process.getErrorStream());
    return process.waitFor();
  }

  private static void drain(InputStream stream) throws IOException {
    try (stream) {
      stream.readAllBytes();
    }
  }
}
