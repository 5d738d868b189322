#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// What is set up is left to fail as a whole: spawning would only begin with less than was asked for.
static int set_up(posix_spawn_file_actions_t *actions, posix_spawnattr_t *attributes, int input) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  int failed = posix_spawnattr_setsigdefault(attributes, &all);
  if (!failed) failed = posix_spawnattr_setsigmask(attributes, &none);
  if (!failed)
    failed = posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  if (!failed) failed = posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO);
  if (!failed) failed = posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (!failed) failed = posix_spawn_file_actions_adddup2(actions, STDOUT_FILENO, STDERR_FILENO);
  return failed;
}

int cs_start_program(const char *path, char *const arguments[], int input, int *number) {
  // Whoever started us may have had it ignored: ended children would then leave their number to others unseen.
  if (signal(SIGCHLD, SIG_DFL) == SIG_ERR) return -1;
  char *bytes = cs_path_bytes(path);
  if (bytes == NULL) return -1;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int failed = posix_spawn_file_actions_init(&actions);
  if (!failed) {
    failed = posix_spawnattr_init(&attributes);
    if (!failed) {
      failed = set_up(&actions, &attributes, input);
      pid_t process = 0;
      if (!failed) failed = posix_spawn(&process, bytes, &actions, &attributes, arguments, environ);
      if (!failed) *number = (int)process;
      posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
  }
  free(bytes);
  if (!failed) return 0;
  errno = failed;
  return -1;
}

int cs_await_program(int number) {
  siginfo_t information;
  int done;
  do {
    done = waitid(P_PID, (id_t)number, &information, WEXITED | WNOWAIT);
  } while (done != 0 && errno == EINTR);
  return done;
}

int cs_forget_program(int number) {
  int status = 0;
  pid_t done;
  do {
    done = waitpid((pid_t)number, &status, 0);
  } while (done < 0 && errno == EINTR);
  if (done < 0) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// It leads the process group of its session.
int cs_end_program(int number) { return kill((pid_t)-number, SIGKILL); }
