package execo.internal.os.linux;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Signals processes together with all that descends from them or stayed in their sessions.
 *
 * <p>All requests that are there when it looks share one reading of {@code /proc}: to kill
 * thousands of trees costs little more than to kill one.
 */
final class TreeSignaller implements Runnable {
  /** Looks at most so often for what was forked while the others were signalled. */
  private static final int PASSES = 3;

  private static final class Request {
    final SpawnedProcess process;
    final int signal;
    final Set<ProcessTable.Identity> reached = new HashSet<>();

    Request(SpawnedProcess process, int signal) {
      this.process = process;
      this.signal = signal;
    }
  }

  private final LinkedBlockingQueue<Request> queue = new LinkedBlockingQueue<>();
  private boolean running;

  /** Signals a tree soon. */
  void signal(SpawnedProcess process, int signal) {
    queue.add(new Request(process, signal));
    synchronized (this) {
      if (!running) {
        running = true;
        Thread thread = new Thread(null, this, "execo-trees", 0, false);
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  @Override
  public void run() {
    for (; ; ) {
      try {
        List<Request> batch = new ArrayList<>();
        batch.add(queue.take());
        queue.drainTo(batch);
        try (Arena arena = Arena.ofConfined()) {
          Libc libc = new Libc(arena);
          for (int pass = 0; pass < PASSES && !batch.isEmpty(); pass++) {
            batch = deliver(batch, libc, pass == 0);
          }
        }
      } catch (Throwable fault) {
        Thread current = Thread.currentThread();
        current.getUncaughtExceptionHandler().uncaughtException(current, fault);
      }
    }
  }

  /** Signals what is found now; the requests for which more may come. */
  private static List<Request> deliver(List<Request> batch, Libc libc, boolean first) {
    Map<SpawnedProcess, List<ProcessTable.Entry>> trees = trees(batch);
    List<Request> unsettled = new ArrayList<>();
    for (Request request : batch) {
      List<ProcessTable.Entry> tree = trees.getOrDefault(request.process, List.of());
      request.process.remember(tree);
      long group = request.process.signalGroup(request.signal, first);
      boolean more = false;
      for (ProcessTable.Entry member : tree) {
        if (member.group() != group && request.reached.add(member.identity())) {
          signal(libc, member, request.signal);
          more = true;
        }
      }
      if (more) {
        unsettled.add(request);
      }
    }
    return unsettled;
  }

  /** The members of each tree, the roots apart. */
  private static Map<SpawnedProcess, List<ProcessTable.Entry>> trees(List<Request> batch) {
    List<ProcessTable.Entry> table = ProcessTable.read();
    Map<Integer, SpawnedProcess> owners = new HashMap<>();
    Map<Integer, SpawnedProcess> sessions = new HashMap<>();
    Map<ProcessTable.Identity, SpawnedProcess> remembered = new HashMap<>();
    for (Request request : batch) {
      int pid = request.process.livePid();
      if (pid > 0) {
        owners.put(pid, request.process);
        sessions.put(pid, request.process);
      }
      for (ProcessTable.Identity member : request.process.remembered()) {
        remembered.put(member, request.process);
      }
    }
    Map<SpawnedProcess, List<ProcessTable.Entry>> trees = new HashMap<>();
    List<ProcessTable.Entry> rest = table;
    for (boolean more = true; more; ) {
      more = false;
      List<ProcessTable.Entry> left = new ArrayList<>();
      for (ProcessTable.Entry entry : rest) {
        SpawnedProcess owner = owners.get(entry.pid());
        if (owner != null) {
          continue;
        }
        owner = sessions.get(entry.session());
        owner = owner != null ? owner : owners.get(entry.parent());
        owner = owner != null ? owner : remembered.get(entry.identity());
        if (owner == null) {
          left.add(entry);
          continue;
        }
        owners.put(entry.pid(), owner);
        sessions.putIfAbsent(entry.session(), owner);
        trees.computeIfAbsent(owner, _ -> new ArrayList<>()).add(entry);
        more = true;
      }
      rest = left;
    }
    return trees;
  }

  private static void signal(Libc libc, ProcessTable.Entry member, int signal) {
    int pidfd = libc.pidfdOpen(member.pid());
    if (pidfd < 0) {
      return;
    }
    try {
      // The descriptor denotes one process for ever; it is the right one if the start is the same.
      ProcessTable.Entry now = ProcessTable.read(member.pid());
      if (now != null && now.start() == member.start()) {
        libc.pidfdSignal(pidfd, signal);
      }
    } finally {
      libc.close(pidfd);
    }
  }
}
