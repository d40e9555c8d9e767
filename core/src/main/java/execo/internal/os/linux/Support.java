package execo.internal.os.linux;

import java.lang.foreign.Arena;

/** Whether this machine's C library and kernel have what the engine needs. */
final class Support {
  private static final String[] SYMBOLS = {
    "close",
    "epoll_create1",
    "epoll_ctl",
    "epoll_wait",
    "eventfd",
    "fcntl",
    "getrlimit",
    "ioctl",
    "kill",
    "pipe2",
    "read",
    "signal",
    "strerror",
    "syscall",
    "waitid",
    "write",
    "posix_openpt",
    "grantpt",
    "unlockpt",
    "ptsname_r",
    "posix_spawn",
    "posix_spawnattr_init",
    "posix_spawnattr_setflags",
    "posix_spawnattr_setsigdefault",
    "posix_spawnattr_setsigmask",
    "posix_spawn_file_actions_init",
    "posix_spawn_file_actions_destroy",
    "posix_spawn_file_actions_addopen",
    "posix_spawn_file_actions_adddup2",
    "posix_spawn_file_actions_addchdir_np",
    "posix_spawn_file_actions_addclosefrom_np",
  };

  static final boolean AVAILABLE = probe();

  private Support() {}

  private static boolean probe() {
    try {
      return complete();
    } catch (RuntimeException | LinkageError unsupported) {
      // No linker for this machine, or native access is denied.
      return false;
    }
  }

  private static boolean complete() {
    String machine = System.getProperty("os.arch");
    if (!machine.equals("amd64") && !machine.equals("aarch64")) {
      return false;
    }
    for (String symbol : SYMBOLS) {
      if (!Native.has(symbol)) {
        return false;
      }
    }
    try (Arena arena = Arena.ofConfined()) {
      Libc libc = new Libc(arena);
      int pidfd = libc.pidfdOpen(ProcessHandle.current().pid());
      if (pidfd >= 0) {
        libc.close(pidfd);
      }
      return pidfd >= 0;
    }
  }
}
