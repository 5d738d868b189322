#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// U+10FE80 to U+10FEFF, in UTF-8 F4 8F BA or BB and one more byte.
static int is_carried(const unsigned char *bytes) {
  return bytes[0] == 0xF4 && bytes[1] == 0x8F && (bytes[2] == 0xBA || bytes[2] == 0xBB) && bytes[3] >= 0x80 &&
         bytes[3] < 0xC0;
}

char *cs_path_bytes(const char *text) {
  size_t length = strlen(text);
  char *path = malloc(length + 1);
  if (path == NULL) return NULL;
  const unsigned char *from = (const unsigned char *)text;
  char *to = path;
  while (*from != 0) {
    if (is_carried(from)) {
      *to++ = (char)(0x80 + (from[2] - 0xBA) * 0x40 + (from[3] - 0x80));
      from += 4;
    } else {
      *to++ = (char)*from++;
    }
  }
  *to = 0;
  return path;
}

int cs_openat(int folder, const char *name, int flags, unsigned int mode) {
  char *path = cs_path_bytes(name);
  if (path == NULL) return -1;
  int descriptor = openat(folder, path, flags, (mode_t)mode);
  int reason = errno;
  free(path);
  errno = reason;
  return descriptor;
}

int cs_status(const char *name, int follows_link, void *found) {
  char *path = cs_path_bytes(name);
  if (path == NULL) return -1;
  int done = fstatat(AT_FDCWD, path, found, follows_link ? 0 : AT_SYMLINK_NOFOLLOW);
  int reason = errno;
  free(path);
  errno = reason;
  return done;
}

int cs_make_folder(const char *name, unsigned int mode) {
  char *path = cs_path_bytes(name);
  if (path == NULL) return -1;
  int made = mkdir(path, (mode_t)mode);
  int reason = errno;
  free(path);
  errno = reason;
  return made;
}

int cs_remove_folder(const char *name) {
  char *path = cs_path_bytes(name);
  if (path == NULL) return -1;
  int removed = rmdir(path);
  int reason = errno;
  free(path);
  errno = reason;
  return removed;
}
