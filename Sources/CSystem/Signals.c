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

// What each signal writes into the pipe; those that are not named here keep the system's defaults: KILL and STOP cannot
// be caught, faults of the program's own are the terminal's (CNcurses), TTIN and TTOU stop it, CHLD and URG mean nothing.
static const struct {
  int signal;
  unsigned char byte;
} caught[] = {
    {SIGWINCH, CS_SIGNAL_RESIZE},    {SIGHUP, CS_SIGNAL_HANGUP},      {SIGINT, CS_SIGNAL_INTERRUPT},
    {SIGCONT, CS_SIGNAL_CONTINUE},   {SIGTSTP, CS_SIGNAL_STOP},       {SIGTERM, CS_SIGNAL_TERMINATE},
    {SIGQUIT, CS_SIGNAL_TERMINATE},  {SIGUSR1, CS_SIGNAL_TERMINATE},  {SIGUSR2, CS_SIGNAL_TERMINATE},
    {SIGALRM, CS_SIGNAL_TERMINATE},  {SIGVTALRM, CS_SIGNAL_TERMINATE}, {SIGPROF, CS_SIGNAL_TERMINATE},
    {SIGXCPU, CS_SIGNAL_TERMINATE},  {SIGSYS, CS_SIGNAL_TERMINATE},
#ifdef SIGPWR
    {SIGPWR, CS_SIGNAL_TERMINATE},
#endif
#ifdef SIGSTKFLT
    {SIGSTKFLT, CS_SIGNAL_TERMINATE},
#endif
#ifdef SIGEMT
    {SIGEMT, CS_SIGNAL_TERMINATE},
#endif
#ifndef __APPLE__
    // Darwin ignores it by itself.
    {SIGIO, CS_SIGNAL_TERMINATE},
#endif
};
static const int ignored[] = {SIGPIPE, SIGXFSZ};

static const size_t caught_count = sizeof caught / sizeof caught[0];
static const size_t ignored_count = sizeof ignored / sizeof ignored[0];

// The first and the last real-time signal; the C library keeps those before the first for itself. None on Darwin.
static int real_time_first(void) {
#ifdef SIGRTMIN
  return SIGRTMIN;
#else
  return 1;
#endif
}

static int real_time_last(void) {
#ifdef SIGRTMAX
  return SIGRTMAX;
#else
  return 0;
#endif
}

static atomic_int pipe_end = -1;

// Only write and errno are touched: both are allowed in a handler.
static void tell(int signal) {
  int kept = errno;
  // What is not in the table is a real-time signal.
  unsigned char byte = CS_SIGNAL_TERMINATE;
  for (size_t index = 0; index < caught_count; index++)
    if (caught[index].signal == signal) byte = caught[index].byte;
  ssize_t done = write(atomic_load(&pipe_end), &byte, 1);
  (void)done;
  errno = kept;
}

static int handle(int signal, void (*handler)(int)) {
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  return sigaction(signal, &action, NULL);
}

static int handle_all(void (*handler)(int), void (*unheard)(int)) {
  for (size_t index = 0; index < caught_count; index++)
    if (handle(caught[index].signal, handler) != 0) return -1;
  for (int signal = real_time_first(); signal <= real_time_last(); signal++)
    if (handle(signal, handler) != 0) return -1;
  for (size_t index = 0; index < ignored_count; index++)
    if (handle(ignored[index], unheard) != 0) return -1;
  return 0;
}

int cs_signals_install(int write_descriptor) {
  atomic_store(&pipe_end, write_descriptor);
  if (handle_all(tell, SIG_IGN) != 0) return -1;
  // A parent may have had them blocked, and a child inherits that.
  sigset_t mine;
  sigemptyset(&mine);
  for (size_t index = 0; index < caught_count; index++) sigaddset(&mine, caught[index].signal);
  for (int signal = real_time_first(); signal <= real_time_last(); signal++) sigaddset(&mine, signal);
  int failed = pthread_sigmask(SIG_UNBLOCK, &mine, NULL);
  if (failed != 0) errno = failed;
  return failed == 0 ? 0 : -1;
}

int cs_signals_restore(void) {
  if (handle_all(SIG_DFL, SIG_DFL) != 0) return -1;
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
