/*
 * What the machine can do at most: starts N children of /bin/true, each with two close-on-exec
 * pipes, a session of its own and no descriptor but the standard ones, notices their ends through
 * epoll and pidfd, drains and reaps them. One thread, at most 64 children at a time.
 *
 *   cc -O2 -o spawn_limit spawn_limit.c && ./spawn_limit 3000
 *
 * Prints the seconds that it took.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define IN_FLIGHT 64

extern char **environ;

struct child {
  int fd[3]; /* stdout, stderr, pidfd; -1 when closed */
  int open;
};

static struct child children[IN_FLIGHT];
static int epoll;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void watch(int slot, int role) {
  struct epoll_event event = {.events = EPOLLIN, .data.u64 = (unsigned)(slot * 4 + role)};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, children[slot].fd[role], &event)) fail("epoll_ctl");
}

static void start(int slot, posix_spawnattr_t *attributes) {
  static char *argv[] = {"/bin/true", NULL};
  int out[2], err[2];
  pid_t pid;
  posix_spawn_file_actions_t actions;
  struct child *child = &children[slot];
  if (pipe2(out, O_CLOEXEC) || pipe2(err, O_CLOEXEC)) fail("pipe2");
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err[1], 2);
  posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  errno = posix_spawn(&pid, argv[0], &actions, attributes, argv, environ);
  if (errno) fail("posix_spawn");
  posix_spawn_file_actions_destroy(&actions);
  close(out[1]);
  close(err[1]);
  child->fd[0] = out[0];
  child->fd[1] = err[0];
  child->fd[2] = (int)syscall(SYS_pidfd_open, pid, 0);
  if (child->fd[2] < 0) fail("pidfd_open");
  child->open = 3;
  for (int role = 0; role < 3; role++) watch(slot, role);
}

static void end(int slot, int role) {
  struct child *child = &children[slot];
  epoll_ctl(epoll, EPOLL_CTL_DEL, child->fd[role], NULL);
  close(child->fd[role]);
  child->fd[role] = -1;
  child->open--;
}

int main(int argc, char **argv) {
  int total = argc > 1 ? atoi(argv[1]) : 3000;
  int started = 0, ended = 0;
  struct timespec from, to;
  struct epoll_event events[256];
  static char buffer[65536];
  posix_spawnattr_t attributes;
  sigset_t set;

  epoll = epoll_create1(EPOLL_CLOEXEC);
  if (epoll < 0) fail("epoll_create1");
  posix_spawnattr_init(&attributes);
  sigemptyset(&set);
  posix_spawnattr_setsigmask(&attributes, &set);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK);

  clock_gettime(CLOCK_MONOTONIC, &from);
  while (started < total && started < IN_FLIGHT) start(started++, &attributes);
  while (ended < total) {
    int count = epoll_wait(epoll, events, 256, -1);
    if (count < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < count; i++) {
      int slot = (int)(events[i].data.u64 / 4), role = (int)(events[i].data.u64 % 4);
      struct child *child = &children[slot];
      if (role == 2) {
        siginfo_t info;
        if (waitid(P_PIDFD, (id_t)child->fd[2], &info, WEXITED)) fail("waitid");
        end(slot, role);
      } else if (read(child->fd[role], buffer, sizeof buffer) <= 0) {
        end(slot, role);
      }
      if (child->open == 0) {
        ended++;
        if (started < total) {
          start(slot, &attributes);
          started++;
        }
      }
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &to);
  printf("%.3f\n", (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9);
  return 0;
}
