#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifdef __APPLE__
// A drive may keep what fsync gave it in its own cache; only F_FULLFSYNC empties that. Not every file system
// knows it.
static int full_sync(int descriptor) {
  if (fcntl(descriptor, F_FULLFSYNC) == 0) return 0;
  if (errno != ENOTSUP && errno != EINVAL && errno != ENOTTY) return -1;
  return fsync(descriptor);
}

int cs_sync_data(int descriptor) { return full_sync(descriptor); }
int cs_sync(int descriptor) { return full_sync(descriptor); }
#else
int cs_sync_data(int descriptor) { return fdatasync(descriptor); }
int cs_sync(int descriptor) { return fsync(descriptor); }
#endif

static struct flock whole_file(void) {
  struct flock lock = {0};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

#ifdef F_OFD_SETLK
int cs_lock(int descriptor) {
  struct flock lock = whole_file();
  if (fcntl(descriptor, F_OFD_SETLK, &lock) == 0) return 0;
  return errno == EAGAIN || errno == EACCES ? 1 : -1;
}

int cs_is_locked(int descriptor) {
  struct flock lock = whole_file();
  if (fcntl(descriptor, F_OFD_GETLK, &lock) != 0) return -1;
  return lock.l_type != F_UNLCK;
}
#else
int cs_lock(int descriptor) {
  if (flock(descriptor, LOCK_EX | LOCK_NB) == 0) return 0;
  return errno == EWOULDBLOCK ? 1 : -1;
}

int cs_is_locked(int descriptor) {
  // F_GETLK also reports what flock holds (with the pid -1) and takes nothing.
  struct flock lock = whole_file();
  if (fcntl(descriptor, F_GETLK, &lock) != 0) return -1;
  return lock.l_type != F_UNLCK;
}
#endif

#ifdef __APPLE__
int cs_exchange(int folder, const char *one, const char *other) {
  return renameatx_np(folder, one, folder, other, RENAME_SWAP);
}

int cs_rename_unless_there(int folder, const char *from, const char *to) {
  return renameatx_np(folder, from, folder, to, RENAME_EXCL);
}

long cs_path_of(int folder, char *buffer, unsigned long size) {
  if (size < 1024 || fcntl(folder, F_GETPATH, buffer) != 0) return -1;
  return (long)strlen(buffer);
}
#else
// By number: not every C library has the function, and the kernel's answer is the same.
static int rename_with(int folder, const char *from, const char *to, unsigned int flags) {
  return (int)syscall(SYS_renameat2, folder, from, folder, to, flags);
}

int cs_exchange(int folder, const char *one, const char *other) { return rename_with(folder, one, other, 2); }

int cs_rename_unless_there(int folder, const char *from, const char *to) {
  return rename_with(folder, from, to, 1);
}

long cs_path_of(int folder, char *buffer, unsigned long size) {
  char link[32];
  snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
  ssize_t length = readlink(link, buffer, size);
  if (length < 0 || (unsigned long)length >= size) return -1;
  buffer[length] = 0;
  return length;
}
#endif

const char *cs_entry_name(const struct dirent *entry) { return entry->d_name; }

static int close_on_exec_without_blocking(int descriptor) {
  if (fcntl(descriptor, F_SETFD, FD_CLOEXEC) != 0) return -1;
  return fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == -1 ? -1 : 0;
}

int cs_pipe(int ends[2]) {
  if (pipe(ends) != 0) return -1;
  if (close_on_exec_without_blocking(ends[0]) == 0 && close_on_exec_without_blocking(ends[1]) == 0) return 0;
  int reason = errno;
  close(ends[0]);
  close(ends[1]);
  errno = reason;
  return -1;
}
