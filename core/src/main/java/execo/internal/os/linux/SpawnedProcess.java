package execo.internal.os.linux;

import execo.internal.os.Guard;
import execo.spi.ExitStatus;
import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The process of a child, once there is one, and what was found to belong to it.
 *
 * <p>It is signalled and reaped under one lock, so that no signal goes to a number that may already
 * belong to another process. Thread-safe.
 */
final class SpawnedProcess {
  private long pid;
  private boolean alive;
  private int guarded = Guard.NOWHERE;
  private final Set<ProcessTable.Identity> members = new HashSet<>();

  /** The process runs: from now on it can be signalled, and is guarded if it is to be. */
  synchronized void run(long number, boolean guard) {
    pid = number;
    alive = true;
    guarded = guard ? Guard.enter(number) : Guard.NOWHERE;
  }

  /** Signals the process alone; whether that was possible. */
  synchronized boolean signal(int signal) {
    return alive && kill(pid, signal);
  }

  private static boolean kill(long target, int signal) {
    try (Arena arena = Arena.ofConfined()) {
      return new Libc(arena).kill(target, signal) == 0;
    }
  }

  /**
   * Signals the process's group, if it can be no other's.
   *
   * @param deliver whether to do so; false when that was done before
   * @return the group, or -1 if it is no longer the child's for certain
   */
  synchronized long signalGroup(int signal, boolean deliver) {
    if (!alive) {
      return -1;
    }
    if (deliver) {
      kill(-pid, signal);
    }
    return pid;
  }

  /** The number, or 0 unless the process runs or waits to be reaped. */
  synchronized int livePid() {
    return alive ? (int) pid : 0;
  }

  /** Whether the process, or what was found to belong to it, may still be reached. */
  synchronized boolean isReachable() {
    return alive || !members.isEmpty();
  }

  /** Keeps in mind what belongs to the process. */
  synchronized void remember(List<ProcessTable.Entry> found) {
    for (ProcessTable.Entry member : found) {
      members.add(member.identity());
    }
  }

  /** All that was found to belong to the process. */
  synchronized List<ProcessTable.Identity> remembered() {
    return List.copyOf(members);
  }

  /** Reaps the process if it has ended; null if it has not. */
  synchronized @Nullable ExitStatus reap(Libc libc, int pidfd) {
    // The guard forgets it first: once reaped, the number may be another's.
    boolean wasGuarded = guarded != Guard.NOWHERE;
    Guard.leave(guarded);
    guarded = Guard.NOWHERE;
    long reaped = libc.reap(pidfd);
    if (reaped == 0) {
      guarded = wasGuarded ? Guard.enter(pid) : Guard.NOWHERE;
      return null;
    }
    return reaped(reaped);
  }

  /** Kills the process and waits for its end. */
  synchronized ExitStatus destroy(Libc libc) {
    libc.kill(pid, SpawnedChild.SIGKILL);
    Guard.leave(guarded);
    guarded = Guard.NOWHERE;
    return reaped(libc.await(pid));
  }

  private ExitStatus reaped(long result) {
    alive = false;
    if (result < 0) {
      // Something else in this program has reaped it: how it ended cannot be known.
      return ExitStatus.exited(255);
    }
    int status = Libc.status(result);
    return Libc.code(result) == 1 ? ExitStatus.exited(status) : ExitStatus.signalled(status);
  }
}
