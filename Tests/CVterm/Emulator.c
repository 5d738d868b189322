#include "CVterm.h"

#include "Course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cvt_emulator {
  VTerm *terminal;
  VTermScreen *screen;
  // What is seen; libvterm may have a column more.
  int columns;
  bool is_cursor_visible, is_alternate;
  // What the terminal answers, until it is taken. A program that asks more than this is not worth an answer.
  uint8_t replies[4096];
  size_t reply_count;
  // The beginning of a character or a sequence; libvterm gets it when the rest has come.
  uint8_t *begun;
  size_t begun_count;
  course course;
};

static int property_changed(VTermProp property, VTermValue *value, void *context) {
  cvt_emulator *emulator = context;
  if (property == VTERM_PROP_ALTSCREEN) emulator->is_alternate = value->boolean;
  if (property == VTERM_PROP_CURSORVISIBLE) emulator->is_cursor_visible = value->boolean;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = property_changed};

static void reply(const char *bytes, size_t count, void *context) {
  cvt_emulator *emulator = context;
  if (count > sizeof emulator->replies - emulator->reply_count) return;
  memcpy(emulator->replies + emulator->reply_count, bytes, count);
  emulator->reply_count += count;
}

// libvterm 0.1 writes the right half of a wide character past the end of a row of one column.
static int safe_columns(int columns) { return columns < 2 ? 2 : columns; }

cvt_emulator *cvt_make(int rows, int columns) {
  cvt_emulator *emulator = calloc(1, sizeof *emulator);
  if (!emulator) return NULL;
  emulator->terminal = vterm_new(rows, safe_columns(columns));
  if (!emulator->terminal) {
    free(emulator);
    return NULL;
  }
  emulator->columns = columns;
  emulator->is_cursor_visible = true;
  vterm_set_utf8(emulator->terminal, 1);
  vterm_output_set_callback(emulator->terminal, reply, emulator);
  emulator->screen = vterm_obtain_screen(emulator->terminal);
  vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
  vterm_screen_enable_altscreen(emulator->screen, 1);
  vterm_screen_reset(emulator->screen, 1);
  return emulator;
}

void cvt_free(cvt_emulator *emulator) {
  vterm_free(emulator->terminal);
  free(emulator->begun);
  free(emulator);
}

static void write_through(cvt_emulator *emulator, const void *bytes, size_t count) {
  vterm_input_write(emulator->terminal, bytes, count);
}

// Keeps what was begun and not ended, so that between two calls libvterm is always where a sequence may begin.
static bool keep_begun(cvt_emulator *emulator, const uint8_t *bytes, size_t count) {
  if (count == 0) return true;
  uint8_t *grown = realloc(emulator->begun, emulator->begun_count + count);
  if (!grown) return false;
  memcpy(grown + emulator->begun_count, bytes, count);
  emulator->begun = grown;
  emulator->begun_count += count;
  return true;
}

void cvt_feed(cvt_emulator *emulator, const uint8_t *bytes, size_t count) {
  size_t whole = 0;
  for (size_t index = 0; index < count; index++) {
    course_take(&emulator->course, bytes[index]);
    if (course_is_whole(&emulator->course)) whole = index + 1;
  }
  if (whole > 0) {
    write_through(emulator, emulator->begun, emulator->begun_count);
    emulator->begun_count = 0;
    write_through(emulator, bytes, whole);
  }
  if (!keep_begun(emulator, bytes + whole, count - whole)) abort();
  vterm_screen_flush_damage(emulator->screen);
}

// As xterm does with each resize. libvterm 0.1.4 bounds only the lower margin by the new size, not the upper: with
// margins of rows 30 to 40 in a screen that is 10 rows then, a line feed in the last row moves a negative number of
// lines, over what lies before them on the heap.
static void reset_margins(cvt_emulator *emulator) {
  VTermPos position;
  vterm_state_get_cursorpos(vterm_obtain_state(emulator->terminal), &position);
  // Resetting them puts the cursor home.
  char sequence[64];
  int length = snprintf(sequence, sizeof sequence, "\033[r\033[%d;%dH", position.row + 1, position.col + 1);
  write_through(emulator, sequence, (size_t)length);
}

void cvt_resize(cvt_emulator *emulator, int rows, int columns) {
  reset_margins(emulator);
  emulator->columns = columns;
  vterm_set_size(emulator->terminal, rows, safe_columns(columns));
}

void cvt_size(const cvt_emulator *emulator, int *rows, int *columns) {
  vterm_get_size(emulator->terminal, rows, columns);
  *columns = emulator->columns;
}

void cvt_cursor(const cvt_emulator *emulator, int *row, int *column) {
  VTermPos position;
  vterm_state_get_cursorpos(vterm_obtain_state(emulator->terminal), &position);
  *row = position.row;
  *column = position.col < emulator->columns ? position.col : emulator->columns - 1;
}

static cvt_colour colour(const VTermColor *from, bool is_default) {
  cvt_colour found = {.kind = CVT_COLOUR_DEFAULT};
  if (is_default) return found;
  if (VTERM_COLOR_IS_INDEXED(from)) {
    found.kind = CVT_COLOUR_INDEXED;
    found.values[0] = from->indexed.idx;
  } else {
    found.kind = CVT_COLOUR_RGB;
    found.values[0] = from->rgb.red;
    found.values[1] = from->rgb.green;
    found.values[2] = from->rgb.blue;
  }
  return found;
}

bool cvt_get_cell(const cvt_emulator *emulator, int row, int column, cvt_cell *cell) {
  int rows, columns;
  cvt_size(emulator, &rows, &columns);
  if (row < 0 || column < 0 || row >= rows || column >= columns) return false;
  VTermScreenCell found;
  if (!vterm_screen_get_cell(emulator->screen, (VTermPos){row, column}, &found)) return false;
  memcpy(cell->scalars, found.chars, sizeof cell->scalars);
  cell->columns = found.width;
  cell->bold = found.attrs.bold;
  cell->reverse = found.attrs.reverse;
  cell->underline = found.attrs.underline != VTERM_UNDERLINE_OFF;
  cell->foreground = colour(&found.fg, VTERM_COLOR_IS_DEFAULT_FG(&found.fg));
  cell->background = colour(&found.bg, VTERM_COLOR_IS_DEFAULT_BG(&found.bg));
  return true;
}

bool cvt_is_cursor_visible(const cvt_emulator *emulator) { return emulator->is_cursor_visible; }

bool cvt_is_alternate(const cvt_emulator *emulator) { return emulator->is_alternate; }

bool cvt_brackets_paste(cvt_emulator *emulator) {
  // libvterm has no property for it: a paste is begun, and what that would send is taken back.
  size_t before = emulator->reply_count;
  emulator->reply_count = 0;
  uint8_t kept[sizeof emulator->replies];
  memcpy(kept, emulator->replies, before);
  vterm_keyboard_start_paste(emulator->terminal);
  bool does = emulator->reply_count > 0;
  memcpy(emulator->replies, kept, before);
  emulator->reply_count = before;
  return does;
}

size_t cvt_take_replies(cvt_emulator *emulator, uint8_t *bytes, size_t room) {
  size_t count = emulator->reply_count < room ? emulator->reply_count : room;
  memcpy(bytes, emulator->replies, count);
  memmove(emulator->replies, emulator->replies + count, emulator->reply_count - count);
  emulator->reply_count -= count;
  return count;
}
