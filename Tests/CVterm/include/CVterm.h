// A terminal emulator by libvterm, behind what Swift can call: no callbacks, unions or bit fields.

#ifndef CVTERM_H
#define CVTERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vterm.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A terminal that exists in memory only.
typedef struct cvt_emulator cvt_emulator;

/// What the scalar of the right half of a wide character is.
#define CVT_RIGHT_HALF 0xFFFFFFFFu

/// How a colour is given.
#define CVT_COLOUR_DEFAULT 0
#define CVT_COLOUR_INDEXED 1
#define CVT_COLOUR_RGB 2

/// A colour: an index or red, green and blue.
typedef struct {
  uint8_t kind;
  uint8_t values[3];
} cvt_colour;

/// One cell. `scalars` ends at the first zero; an empty cell has none, the right half of a wide character has
/// CVT_RIGHT_HALF alone.
typedef struct {
  uint32_t scalars[VTERM_MAX_CHARS_PER_CELL];
  int columns;
  bool bold, reverse, underline;
  cvt_colour foreground, background;
} cvt_cell;

/// Makes an emulator with UTF-8 and an alternate screen; NULL when there is no memory.
cvt_emulator *cvt_make(int rows, int columns);
/// Frees it.
void cvt_free(cvt_emulator *emulator);
/// Takes what a program has written.
void cvt_feed(cvt_emulator *emulator, const uint8_t *bytes, size_t count);
/// Changes the size.
void cvt_resize(cvt_emulator *emulator, int rows, int columns);
/// The size now.
void cvt_size(const cvt_emulator *emulator, int *rows, int *columns);
/// Where the cursor is, from 0.
void cvt_cursor(const cvt_emulator *emulator, int *row, int *column);
/// One cell; false outside of the screen.
bool cvt_get_cell(const cvt_emulator *emulator, int row, int column, cvt_cell *cell);

/// The cursor is shown.
bool cvt_is_cursor_visible(const cvt_emulator *emulator);
/// The program has gone to the alternate screen.
bool cvt_is_alternate(const cvt_emulator *emulator);
/// A paste would be bracketed.
bool cvt_brackets_paste(cvt_emulator *emulator);

/// Moves at most `room` bytes of what the terminal answers to the program into `bytes`; returns how many.
size_t cvt_take_replies(cvt_emulator *emulator, uint8_t *bytes, size_t room);

#ifdef __cplusplus
}
#endif

#endif
