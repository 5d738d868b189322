#ifndef CNCURSES_H
#define CNCURSES_H

#ifdef __cplusplus
extern "C" {
#endif

/// How a style looks where the terminal can.
#define CN_BOLD 1
#define CN_DIM 2
#define CN_UNDERLINE 4
#define CN_REVERSE 8

/// Takes the terminal behind standard input and output: raw keys, no echo, the alternate screen, bracketed paste, no
/// reports of the mouse. The locale for characters must be set before. Returns 0, or -1 when terminfo does not know the
/// terminal, which is left as it was then. May be called again after cn_close.
///
/// What any of these functions sends waits to be taken, where the system has files in memory that are large enough;
/// elsewhere it is sent at once.
int cn_open(void);

/// How many bytes wait to be sent.
int cn_waiting(void);

/// Takes at most so many of them to send them; says how many. Also after cn_close, till the next cn_open.
int cn_take(unsigned char *bytes, int count);

/// How many colours there are to use on the terminal's own background; 0 for none.
int cn_colours(void);

/// Defines a style, 1 to 63: CN_… attributes, and the number of a colour or -1 for the terminal's own.
void cn_define_style(int style, int attributes, int colour);

/// Draws a text of printable UTF-8 that fits into the row.
void cn_put(int row, int column, const char *text, int style);

/// Empties the rest of a row.
void cn_clear_rest(int row, int column);

/// Sends what differs from the screen, and puts the cursor.
void cn_show(int row, int column);

/// The next cn_show sends everything.
void cn_forget(void);

/// The terminal's size as the system knows it, at most 1,000 × 1,000; 80 × 24 where it does not tell.
void cn_size(int *rows, int *columns);

/// The terminal has this size now.
void cn_resize(int rows, int columns);

/// Gives the terminal back as it was before cn_open.
void cn_suspend(void);

/// Takes it again.
void cn_resume(void);

/// Takes it anew, however somebody else left it, without giving it back in between: no key is lost to the system.
void cn_retake(void);

/// Gives it back for good. Does nothing the second time.
void cn_close(void);

#ifdef __cplusplus
}
#endif

#endif
