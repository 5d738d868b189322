#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"

#include <curses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// term.h has macros of these names.
#undef columns
#undef lines

static SCREEN *screen;
static attr_t styles[64];
static short pairs[64];

// What a crash writes: prepared beforehand, since only write and tcsetattr are allowed in a handler.
static char farewell[256];
static size_t farewell_length;
static struct termios before;
static volatile sig_atomic_t is_open;

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

static void send_bytes(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = write(STDOUT_FILENO, bytes, length);
    if (sent <= 0) return;
    bytes += sent;
    length -= (size_t)sent;
  }
}

static void add_to_farewell(const char *bytes) {
  if (bytes == NULL || bytes == (const char *)-1) return;
  size_t length = strlen(bytes);
  if (farewell_length + length > sizeof farewell) return;
  memcpy(farewell + farewell_length, bytes, length);
  farewell_length += length;
}

static void crash(int signal_number) {
  if (is_open) {
    send_bytes(farewell, farewell_length);
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
  }
  signal(signal_number, SIG_DFL);
  raise(signal_number);
}

static void give_back_after_a_crash(void) {
  static const int crashes[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  farewell_length = 0;
  add_to_farewell(tigetstr("sgr0"));
  add_to_farewell(tigetstr("cnorm"));
  add_to_farewell(tigetstr("rmcup"));
  add_to_farewell(paste_off);
  add_to_farewell("\r\n");
  for (size_t index = 0; index < sizeof crashes / sizeof crashes[0]; index++) {
    struct sigaction action = {0};
    action.sa_handler = crash;
    sigaction(crashes[index], &action, NULL);
  }
}

static void take(void) {
  raw();
  noecho();
  nonl();
  send_bytes(paste_on, sizeof paste_on - 1);
  is_open = 1;
}

int cn_open(void) {
  if (tcgetattr(STDIN_FILENO, &before) != 0) return -1;
  screen = newterm(NULL, stdout, stdin);
  if (screen == NULL) return -1;
  set_term(screen);
  typeahead(-1);
  scrollok(stdscr, FALSE);
  leaveok(stdscr, FALSE);
  // $LINES and $COLUMNS may be those of another window.
  int rows, columns;
  cn_size(&rows, &columns);
  resizeterm(rows, columns);
  take();
  give_back_after_a_crash();
  return 0;
}

int cn_colours(void) {
  if (!has_colors() || start_color() != OK || use_default_colors() != OK) return 0;
  return COLORS;
}

void cn_define_style(int style, int attributes, int colour) {
  if (style < 1 || style >= 64) return;
  attr_t look = A_NORMAL;
  if (attributes & CN_BOLD) look |= A_BOLD;
  if (attributes & CN_DIM) look |= A_DIM;
  if (attributes & CN_UNDERLINE) look |= A_UNDERLINE;
  if (attributes & CN_REVERSE) look |= A_REVERSE;
  styles[style] = look;
  pairs[style] = 0;
  if (colour >= 0 && init_pair((short)style, (short)colour, -1) == OK) pairs[style] = (short)style;
}

void cn_put(int row, int column, const char *text, int style) {
  wchar_t wide[1024];
  mbstate_t state = {0};
  attr_set(styles[style], pairs[style], NULL);
  if (move(row, column) != OK) return;
  while (text != NULL) {
    size_t count = mbsrtowcs(wide, &text, sizeof wide / sizeof wide[0], &state);
    if (count == (size_t)-1) break;
    addnwstr(wide, (int)count);
  }
  attr_set(A_NORMAL, 0, NULL);
}

void cn_clear_rest(int row, int column) {
  if (move(row, column) == OK) clrtoeol();
}

void cn_show(int row, int column) {
  move(row, column);
  refresh();
}

void cn_forget(void) { clearok(curscr, TRUE); }

void cn_size(int *rows, int *columns) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) {
    *rows = 24;
    *columns = 80;
    return;
  }
  *rows = size.ws_row;
  *columns = size.ws_col;
}

void cn_resize(int rows, int columns) {
  resizeterm(rows, columns);
  erase();
}

void cn_suspend(void) {
  if (!is_open) return;
  is_open = 0;
  send_bytes(paste_off, sizeof paste_off - 1);
  endwin();
  tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
}

void cn_resume(void) {
  if (is_open || screen == NULL) return;
  take();
  clearok(curscr, TRUE);
  refresh();
}

void cn_close(void) {
  cn_suspend();
  if (screen == NULL) return;
  delscreen(screen);
  screen = NULL;
}
