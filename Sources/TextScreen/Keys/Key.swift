/// A key as a person means it, whatever bytes a terminal makes of it.
public enum Key: Hashable, Sendable {
  /// A printable character, whole; never a control character.
  case character(Character)
  /// A block pasted with bracketed paste; line breaks as `\n`, other bytes as they came.
  case paste(String)
  case enter, tab, backTab, backspace, delete, insert, escape
  case up, down, left, right, home, end, pageUp, pageDown
  /// Page up and page down with Alt.
  case altPageUp, altPageDown
  /// Left and right by words (with Ctrl or Alt).
  case wordLeft, wordRight
  /// Ctrl and a letter, in lower case (`^G` is `.control("g")`); also `@ [ \ ] ^ _`.
  case control(Character)
  /// Alt (or ESC) and a character.
  case alt(Character)
  /// F1 to F12.
  case function(Int)
  /// A sequence that means nothing here; it types nothing.
  case unknown
}
