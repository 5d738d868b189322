#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <unistd.h>

static const struct {
  int signal;
  unsigned char byte;
} caught[] = {
    {SIGWINCH, CS_SIGNAL_RESIZE},    {SIGTERM, CS_SIGNAL_TERMINATE}, {SIGHUP, CS_SIGNAL_HANGUP},
    {SIGINT, CS_SIGNAL_INTERRUPT},   {SIGCONT, CS_SIGNAL_CONTINUE},  {SIGTSTP, CS_SIGNAL_STOP},
};
static const int ignored[] = {SIGPIPE, SIGXFSZ};

static const size_t caught_count = sizeof caught / sizeof caught[0];
static const size_t ignored_count = sizeof ignored / sizeof ignored[0];

static atomic_int pipe_end = -1;

// Only write and errno are touched: both are allowed in a handler.
static void tell(int signal) {
  int kept = errno;
  for (size_t index = 0; index < caught_count; index++) {
    if (caught[index].signal != signal) continue;
    ssize_t done = write(atomic_load(&pipe_end), &caught[index].byte, 1);
    (void)done;
  }
  errno = kept;
}

static int handle(int signal, void (*handler)(int)) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  return sigaction(signal, &action, NULL);
}

int cs_signals_install(int write_descriptor) {
  atomic_store(&pipe_end, write_descriptor);
  for (size_t index = 0; index < caught_count; index++)
    if (handle(caught[index].signal, tell) != 0) return -1;
  for (size_t index = 0; index < ignored_count; index++)
    if (handle(ignored[index], SIG_IGN) != 0) return -1;
  // A parent may have had them blocked, and a child inherits that.
  sigset_t mine;
  sigemptyset(&mine);
  for (size_t index = 0; index < caught_count; index++) sigaddset(&mine, caught[index].signal);
  int failed = pthread_sigmask(SIG_UNBLOCK, &mine, NULL);
  if (failed != 0) errno = failed;
  return failed == 0 ? 0 : -1;
}

int cs_signals_restore(void) {
  for (size_t index = 0; index < caught_count; index++)
    if (handle(caught[index].signal, SIG_DFL) != 0) return -1;
  for (size_t index = 0; index < ignored_count; index++)
    if (handle(ignored[index], SIG_DFL) != 0) return -1;
  atomic_store(&pipe_end, -1);
  return 0;
}

int cs_stop_self(void) { return kill(getpid(), SIGSTOP); }

int cs_block_all_signals(void) {
  static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  sigset_t all;
  sigfillset(&all);
  for (size_t index = 0; index < sizeof crashes / sizeof crashes[0]; index++) sigdelset(&all, crashes[index]);
  int failed = pthread_sigmask(SIG_SETMASK, &all, NULL);
  if (failed == 0) return 0;
  errno = failed;
  return -1;
}
