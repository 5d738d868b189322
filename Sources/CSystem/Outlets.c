#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

// What a pipe takes whole once it takes anything; a terminal may take less.
static const size_t pipe_piece = PIPE_BUF;
static const size_t terminal_piece = 256;

#ifdef __linux__
int cs_memory_file(void) { return memfd_create("focusgroup", MFD_CLOEXEC); }
#endif

static int is_same_device(int one, int other) {
  struct stat first, second;
  return fstat(one, &first) == 0 && fstat(other, &second) == 0 && first.st_rdev == second.st_rdev;
}

int cs_own_outlet(int descriptor) {
  if (!isatty(descriptor)) return descriptor;
  int flags = O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
  // Only for the controlling terminal does the system say whose session it is.
  int own = tcgetsid(descriptor) >= 0 ? open("/dev/tty", flags) : -1;
  if (own >= 0) return own;
  char name[256];
  if (ttyname_r(descriptor, name, sizeof name) == 0) own = open(name, flags);
  if (own >= 0 && is_same_device(descriptor, own)) return own;
  if (own >= 0) close(own);
  return descriptor;
}

static ssize_t write_ready(int descriptor, const void *bytes, size_t count) {
  struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
  if (poll(&ready, 1, 0) == 0) {
    errno = EAGAIN;
    return -1;
  }
  return write(descriptor, bytes, count);
}

static size_t least(size_t one, size_t other) { return one < other ? one : other; }

long cs_write_at_once(int descriptor, const void *bytes, size_t count) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags == -1 || (flags & O_NONBLOCK) != 0) return write(descriptor, bytes, count);
  struct stat status;
  if (fstat(descriptor, &status) != 0) return -1;
  if (S_ISSOCK(status.st_mode)) return send(descriptor, bytes, count, MSG_DONTWAIT);
  if (S_ISFIFO(status.st_mode)) return write_ready(descriptor, bytes, least(count, pipe_piece));
  if (isatty(descriptor)) return write_ready(descriptor, bytes, least(count, terminal_piece));
  return write(descriptor, bytes, count);
}
