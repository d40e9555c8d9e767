package execo.internal.os.linux;

import execo.internal.os.ProcessEngine;
import execo.internal.os.SpawnRequest;
import execo.internal.os.StartFailure;
import execo.spi.Child;
import execo.spi.ChildListener;
import java.lang.foreign.Arena;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The engine that starts children with {@code posix_spawn} and serves all of them on one thread.
 */
public final class SpawnEngine implements ProcessEngine {
  /** The engine's name. */
  public static final String NAME = "spawn";

  /** Two hide the time that each waits for its child's exec; more only compete for the kernel. */
  private static final int SPAWNERS = 2;

  private final EventLoop loop = new EventLoop();
  private final TreeSignaller trees = new TreeSignaller();
  private final BlockingQueue<SpawnedChild> queue = new LinkedBlockingQueue<>();

  /** Starts the engine's threads. */
  public SpawnEngine() {
    StartFailure.prepare();
    try (Arena arena = Arena.ofConfined()) {
      new Libc(arena).heedChildren();
    }
    EnvironmentCache environments = new EnvironmentCache();
    for (int i = 1; i <= SPAWNERS; i++) {
      Thread thread =
          new Thread(
              null,
              new Spawner(queue, environments, loop.epoll()),
              "execo-spawner-".concat(Integer.toString(i)),
              0,
              false);
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Whether this machine has all that the engine needs. */
  public static boolean isAvailable() {
    return Support.AVAILABLE;
  }

  @Override
  public Child spawn(SpawnRequest request, ChildListener listener) {
    SpawnedChild child = new SpawnedChild(request, listener, loop, trees);
    queue.add(child);
    return child;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supportsPty() {
    return true;
  }
}
