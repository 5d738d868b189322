// The least that can be done for a note to be durable: for each byte that is read, 200 bytes are appended to the
// file and brought to the disk, and one byte is answered. With “sqlite” they become a row of a database instead.

#include "sqlite.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int file = -1;

static int sync_data(void) {
#ifdef __APPLE__
  return fcntl(file, F_FULLFSYNC);
#else
  return fdatasync(file);
#endif
}

static int file_open(const char *path) {
  file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) perror(path);
  return file < 0 ? -1 : 0;
}

static int file_keep(const char *text, int length) {
  return write(file, text, length) == length && sync_data() == 0 ? 0 : -1;
}

int main(int count, char **arguments) {
  int is_sqlite = count == 3 && strcmp(arguments[2], "sqlite") == 0;
  if (count != 2 && !is_sqlite) {
    fprintf(stderr, "usage: WriteAndSync FILE [sqlite]\n");
    return 64;
  }
  if ((is_sqlite ? sqlite_open : file_open)(arguments[1]) != 0) return 74;
  int (*keep)(const char *, int) = is_sqlite ? sqlite_keep : file_keep;
  struct termios settings;
  if (tcgetattr(0, &settings) == 0) {
    cfmakeraw(&settings);
    tcsetattr(0, TCSANOW, &settings);
  }
  char record[200];
  memset(record, 'n', sizeof record);
  record[sizeof record - 1] = '\n';
  if (write(1, "ready", 5) != 5) return 74;
  char asked;
  while (read(0, &asked, 1) == 1) {
    if (keep(record, sizeof record) != 0 || write(1, "+", 1) != 1) {
      perror("WriteAndSync");
      return 74;
    }
  }
  return 0;
}
