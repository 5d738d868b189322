// The least that can be done for a note to be durable: for each byte that is read, 200 bytes are appended to the
// file and brought to the disk, and one byte is answered.

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static int sync_data(int file) {
#ifdef __APPLE__
  return fcntl(file, F_FULLFSYNC);
#else
  return fdatasync(file);
#endif
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: WriteAndSync FILE\n");
    return 64;
  }
  int file = open(arguments[1], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) {
    perror(arguments[1]);
    return 74;
  }
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
    if (write(file, record, sizeof record) != sizeof record || sync_data(file) != 0 || write(1, "+", 1) != 1) {
      perror("WriteAndSync");
      return 74;
    }
  }
  return 0;
}
