#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

void cs_use_locale(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

int cs_terminal_width(int descriptor) {
  struct winsize size;
  return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int cs_columns(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

static struct termios before;

static void crash(int signal_number) {
  tcsetattr(STDIN_FILENO, TCSANOW, &before);
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

static void at_a_crash(void (*handler)(int)) {
  static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  for (size_t index = 0; index < sizeof crashes / sizeof crashes[0]; index++) {
    struct sigaction action = {0};
    action.sa_handler = handler;
    sigaction(crashes[index], &action, NULL);
  }
}

int cs_terminal_take(void) {
  if (tcgetattr(STDIN_FILENO, &before) != 0) return -1;
  struct termios settings = before;
  settings.c_iflag &= ~(tcflag_t)(BRKINT | PARMRK | INPCK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  settings.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | ISIG | IEXTEN);
#ifdef IUCLC
  settings.c_iflag &= ~(tcflag_t)IUCLC;
#endif
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  at_a_crash(crash);
  return tcsetattr(STDIN_FILENO, TCSANOW, &settings);
}

void cs_terminal_give_back(void) {
  tcsetattr(STDIN_FILENO, TCSANOW, &before);
  at_a_crash(SIG_DFL);
}
