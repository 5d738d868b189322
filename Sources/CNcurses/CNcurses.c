#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#define NCURSES_WIDECHAR 1
#include "CNcurses.h"

#include <curses.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#ifdef __linux__
#include <sys/mman.h>
#include <sys/resource.h>
#endif
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// term.h has macros of these names.
#undef columns
#undef lines

// Beyond this ncurses' own numbers overflow, and nobody looks at more.
static const int most_rows = 1000, most_columns = 1000;

static SCREEN *screen;
static attr_t styles[64];
static short pairs[64];

// A file in memory that ncurses writes to in place of the terminal, so that nothing waits in its write: what is in it
// is sent by whoever takes it. -1 where there is none; ncurses writes to the terminal itself then.
static int sheet = -1;
static FILE *sheet_stream;
static off_t taken;

// What a crash writes: prepared beforehand, since only write and tcsetattr are allowed in a handler.
static char farewell[256];
static size_t farewell_length;
static struct termios before;
static volatile sig_atomic_t is_open;

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";
// Reports of the mouse in all their forms, and of focus: a program that was killed may have left them on.
static const char mouse_off[] =
    "\033[?1000l\033[?1002l\033[?1003l\033[?1001l\033[?1006l\033[?1015l\033[?1005l\033[?1016l\033[?1004l\033[?9l";

#ifdef __linux__
// The largest frame, every cell with a look of its own. A limit for files is one for this file, too.
static const rlim_t largest_frame = (rlim_t)32 << 20;
static const off_t used_up = (off_t)1 << 20;

static void make_sheet(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur < largest_frame) return;
  sheet = memfd_create("focusgroup-screen", MFD_CLOEXEC);
  if (sheet < 0) return;
  sheet_stream = fdopen(sheet, "w");
  if (sheet_stream == NULL) {
    close(sheet);
    sheet = -1;
  }
  taken = 0;
}
#else
static void make_sheet(void) {}
#endif

static void drop_sheet(void) {
  if (sheet_stream != NULL) fclose(sheet_stream);
  sheet_stream = NULL;
  sheet = -1;
}

static void send_bytes(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = write(sheet < 0 ? STDOUT_FILENO : sheet, bytes, length);
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
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    // A terminal that takes nothing does not keep the crash from its end.
    signal(SIGALRM, SIG_DFL);
    alarm(1);
    ssize_t sent = write(STDOUT_FILENO, farewell, farewell_length);
    (void)sent;
    alarm(0);
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

// Each key at once and as it is, whatever the terminal was told before (stty igncr, istrip, iuclc); output as it is
// written. Never waits until what was written before is taken.
static void make_raw(void) {
  struct termios settings = before;
  settings.c_iflag &= ~(tcflag_t)(BRKINT | PARMRK | INPCK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  settings.c_oflag &= ~(tcflag_t)(ONLCR | OCRNL | ONOCR | ONLRET);
  settings.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | ISIG | IEXTEN);
#ifdef IUCLC
  settings.c_iflag &= ~(tcflag_t)IUCLC;
#endif
#ifdef OLCUC
  settings.c_oflag &= ~(tcflag_t)OLCUC;
#endif
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  tcsetattr(STDIN_FILENO, TCSANOW, &settings);
}

static void take(void) {
  make_raw();
  send_bytes(mouse_off, sizeof mouse_off - 1);
  send_bytes(paste_on, sizeof paste_on - 1);
  is_open = 1;
}

int cn_open(void) {
  if (tcgetattr(STDIN_FILENO, &before) != 0) return -1;
  // $LINES and $COLUMNS may be those of another window, or no size at all.
  unsetenv("LINES");
  unsetenv("COLUMNS");
  drop_sheet();
  make_sheet();
  screen = newterm(NULL, sheet < 0 ? stdout : sheet_stream, stdin);
  if (screen == NULL) {
    drop_sheet();
    return -1;
  }
  set_term(screen);
  typeahead(-1);
  scrollok(stdscr, FALSE);
  leaveok(stdscr, FALSE);
  // What ncurses has to know of how the terminal is set.
  raw();
  noecho();
  nonl();
  int rows, columns;
  cn_size(&rows, &columns);
  resizeterm(rows, columns);
  take();
  // ncurses leaves the terminal's mode as it is from here on: endwin would give it back for a moment in which ^Q, ^S and
  // ^C are the system's.
  def_prog_mode();
  def_shell_mode();
  give_back_after_a_crash();
  return 0;
}

int cn_waiting(void) {
  if (sheet < 0) return 0;
  off_t end = lseek(sheet, 0, SEEK_CUR);
  return end > taken ? (int)(end - taken) : 0;
}

int cn_take(unsigned char *bytes, int count) {
  ssize_t got = sheet < 0 ? 0 : pread(sheet, bytes, (size_t)count, taken);
  if (got <= 0) return 0;
  taken += got;
#ifdef __linux__
  if (cn_waiting() == 0 && taken >= used_up && ftruncate(sheet, 0) == 0) {
    lseek(sheet, 0, SEEK_SET);
    taken = 0;
  }
#endif
  return (int)got;
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
  *rows = size.ws_row < most_rows ? size.ws_row : most_rows;
  *columns = size.ws_col < most_columns ? size.ws_col : most_columns;
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
  tcsetattr(STDIN_FILENO, TCSANOW, &before);
}

void cn_resume(void) {
  if (is_open || screen == NULL) return;
  take();
  clearok(curscr, TRUE);
  refresh();
}

void cn_retake(void) {
  if (!is_open) return;
  endwin();
  is_open = 0;
  cn_resume();
}

void cn_close(void) {
  cn_suspend();
  if (screen == NULL) return;
  delscreen(screen);
  screen = NULL;
}
