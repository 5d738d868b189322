#include "Course.h"

static int continuations_after(uint8_t byte) {
  if (byte < 0xC0) return 0;
  return byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
}

static void take_printable(course *course, uint8_t byte) {
  switch (course->place) {
  case COURSE_PLAIN:
    course->continuations = continuations_after(byte);
    break;
  case COURSE_ESCAPE_IN_STRING:
  case COURSE_ESCAPE:
    if (byte == '[')
      course->place = COURSE_SEQUENCE;
    else if (byte == ']' || byte == 'P')
      course->place = COURSE_STRING;
    else if (byte >= 0x30 && byte < 0x7F)
      course->place = COURSE_PLAIN;
    break;
  case COURSE_SEQUENCE:
    if (byte >= 0x40) course->place = COURSE_PLAIN;
    break;
  case COURSE_STRING:
    break;
  }
}

void course_take(course *course, uint8_t byte) {
  if (course->continuations > 0) {
    if ((byte & 0xC0) == 0x80) {
      course->continuations--;
      return;
    }
    course->continuations = 0;
  }
  switch (byte) {
  case 0x18: // CAN
  case 0x1A: // SUB
    course->place = COURSE_PLAIN;
    break;
  case 0x1B: // ESC
    course->place = course->place == COURSE_STRING ? COURSE_ESCAPE_IN_STRING : COURSE_ESCAPE;
    break;
  case 0x07: // BEL ends a string, and is nothing elsewhere.
    if (course->place == COURSE_STRING) course->place = COURSE_PLAIN;
    break;
  default:
    // Other controls are obeyed within a sequence, which goes on.
    if (byte >= 0x20 && byte != 0x7F) take_printable(course, byte);
  }
}

bool course_is_whole(const course *course) {
  return course->place == COURSE_PLAIN && course->continuations == 0;
}
