#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

extern char **environ;

static int argument_count;
static char **arguments;

// In bytes; with less the program's own libraries do not come up. Limits of memory as a whole are told by what fails.
static const rlim_t least_stack = (rlim_t)64 << 10;
static const rlim_t least_data = (rlim_t)8 << 20;

static void stop(const char *line) {
  ssize_t done = write(STDERR_FILENO, line, strlen(line));
  (void)done;
  _exit(1);
}

// Brings a limit up to what is needed, as far as it may be.
static int has_room(int resource, rlim_t least) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0) return 1;
  if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= least) return 1;
  if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < least) return 0;
  limit.rlim_cur = limit.rlim_max < 16 * least ? limit.rlim_max : 16 * least;
  return setrlimit(resource, &limit) == 0;
}

// Runs before anything of Swift's, of which a part looks into /proc before main: without /proc it ends the program
// unless it is told where it is, and finds no arguments.
static void before_everything(int count, char **values, char **environment) {
  (void)environment;
  argument_count = count;
  arguments = values;
  if (!has_room(RLIMIT_STACK, least_stack))
    stop("focusgroup: the stack may not be as large as it has to be (ulimit -s): 64 KiB at least\n");
  if (!has_room(RLIMIT_DATA, least_data))
    stop("focusgroup: there may not be as much data as there has to be (ulimit -d): 8 MiB at least\n");
#ifdef __linux__
  if (access("/proc/self/exe", F_OK) != 0) setenv("SWIFT_ROOT", "/", 0);
#endif
}

#ifdef __APPLE__
__attribute__((constructor)) static void begin(int count, char **values, char **environment) {
  before_everything(count, values, environment);
}
#else
__attribute__((used, section(".preinit_array"))) static void (*begin)(int, char **, char **) = before_everything;
#endif

int cs_argument_count(void) { return argument_count; }
const char *cs_argument(int index) { return index >= 0 && index < argument_count ? arguments[index] : NULL; }
const char *cs_environment(int index) { return environ == NULL ? NULL : environ[index]; }

static int open_nothing(void) {
  int descriptor = open("/dev/null", O_RDWR);
#ifdef __linux__
  // A bare root has no devices: an empty file in memory is as good for a while.
  if (descriptor < 0) descriptor = cs_memory_file();
#endif
  return descriptor;
}

void cs_keep_standard_descriptors(void) {
  for (int descriptor = 0; descriptor <= 2; descriptor++) {
    if (fcntl(descriptor, F_GETFD) >= 0) continue;
    // The lowest free number is this one, since those below it are open.
    if (open_nothing() == descriptor) continue;
    stop("focusgroup: a standard stream is closed, and nothing can be opened in its place\n");
  }
}

int cs_make_room_for_files(int count) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 256 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max < 256 ? limit.rlim_max : 256;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  int taken[64];
  int made = 0;
  while (made < count && made < 64 && (taken[made] = dup(STDERR_FILENO)) >= 0) made++;
  int reason = errno;
  for (int index = 0; index < made; index++) close(taken[index]);
  errno = reason;
  return made == count ? 0 : -1;
}

#ifdef __linux__
// Somebody looks on (strace, a debugger), and is to go on reading what it looks at.
static int is_traced(void) {
  int file = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  char status[4096];
  ssize_t length = read(file, status, sizeof status - 1);
  close(file);
  if (length <= 0) return 0;
  status[length] = 0;
  const char *tracer = strstr(status, "\nTracerPid:");
  return tracer != NULL && atoi(tracer + strlen("\nTracerPid:")) != 0;
}
#endif

// Swift's own report of a crash tells what stands in memory, too, and it is written by another process, which could not
// look into this one and would keep it waiting. Whoever asks for it gets it.
static void forbid_crash_reports(void) {
  static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  if (getenv("SWIFT_BACKTRACE") != NULL) return;
  for (size_t index = 0; index < sizeof crashes / sizeof crashes[0]; index++) signal(crashes[index], SIG_DFL);
}

void cs_forbid_core_files(void) {
  struct rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  forbid_crash_reports();
#ifdef __linux__
  // A system that pipes core files to a program does not ask for the limit.
  if (!is_traced()) prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

int cs_ignore_file_limit_signal(void) { return signal(SIGXFSZ, SIG_IGN) == SIG_ERR ? -1 : 0; }
