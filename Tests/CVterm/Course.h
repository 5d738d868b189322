// Where in its input a terminal stands: libvterm does not tell.

#ifndef COURSE_H
#define COURSE_H

#include <stdbool.h>
#include <stdint.h>

/// Between two characters and outside of any sequence when it is all zero.
typedef struct {
  enum { COURSE_PLAIN, COURSE_ESCAPE, COURSE_SEQUENCE, COURSE_STRING, COURSE_ESCAPE_IN_STRING } place;
  // Bytes of a UTF-8 character that are still to come.
  int continuations;
} course;

/// Takes one byte, as libvterm's parser does.
void course_take(course *course, uint8_t byte);

/// No character and no sequence is under way.
bool course_is_whole(const course *course);

#endif
