/// The note shorthand: one line of typing, read as one entry, and an entry written as one line again.
///
/// Before the text, in any order, each once: `>question`,
/// seats, marks. The text begins at the first thing that is none of these, or after `\`. The conventions it
/// gives signs to (quotes word for word, the note-taker's own views in parentheses, questions for the end set
/// apart) are those of Krueger & Casey, *Focus Groups*.
///
/// In a group of one (`ShorthandContext.interviewee`) what is said is that participant's, unless the line names another
/// speaker.
///
/// Escapes: `\n` is a line break; `\\` a backslash; `\#`, `\(`, `\)` and `\` before a quote sign are that
/// character and no sign. A `\` at the beginning of the text only says that the text begins there. Before
/// anything else a backslash is itself, so `C:\temp` keeps it.
///
/// Words of the text that are abbreviations are written out, unless a `\` keeps them: `Abbreviations`.
public enum Shorthand {
  /// Reads a line. Total: every line means exactly one thing, none is an error. Takes time in proportion to
  /// the line's length.
  public static func read(_ line: String, in context: ShorthandContext) -> Entry {
    Reading(line, in: context).entry
  }

  /// Writes an entry as the plainest line that reads back as the same entry in the same context.
  ///
  /// Every entry that `read` makes has such a line. What no line can say is left out: how many were present
  /// at a show of hands, white space around a text, and in a group of one that nobody said something: it is written
  /// as said by someone.
  public static func print(_ entry: Entry, in context: ShorthandContext) -> String {
    var meant = entry
    meant.content.of = nil
    if context.interviewee != nil, meant.meaning == .note, meant.content.isOfNobody {
      meant.content.speakers = [.someone]
    }
    var line = ""
    for spelling in Spelling.fromPlainest {
      line = spelling.line(for: meant, in: context)
      if read(line, in: context) == meant { return line }
    }
    return line
  }

  /// How a line will be understood, in a few plain words: `P3 · quote · #bar.mes`; also what it is not
  /// (`text, not P12`), that a comment is private, and the abbreviation that was written out last. Empty for an empty line.
  ///
  /// It quotes what was typed (codes, a quote's manner): as unsafe for a terminal as the line itself.
  public static func explain(_ line: String, in context: ShorthandContext) -> String {
    Reading(line, in: context).explanation.joined(separator: " · ")
  }

  /// The abbreviation of a line that is written out last, what is written for it, and how many others there are; nil
  /// without any.
  public static func writtenOut(
    _ line: String, in context: ShorthandContext
  ) -> (word: String, text: String, others: Int)? {
    Reading(line, in: context).writtenOut
  }

  /// The question that a line is to be filed under and that the protocol does not have (`>K9 text`); nil for every other
  /// line. All of it is text then.
  public static func unknownQuestion(_ line: String, in context: ShorthandContext) -> String? {
    Reading(line, in: context).unknownQuestion
  }

  /// What the preview warns of, where something of a line is text and looks like a sign: `text, not P12`, `#x stays text`;
  /// and the seat that it looks like, if it is one. Nil for every other line.
  public static func warning(
    of line: String, in context: ShorthandContext
  ) -> (words: String, seat: Seat?)? {
    let reading = Reading(line, in: context)
    return reading.warning.map { ($0, reading.mistakenSeat) }
  }

  /// A line is nothing but seats that nobody sits on, or a sign without words: `9+`, `9`, `+`.
  ///
  /// - Returns: those seats, none for a lone sign; nil of every other line.
  public static func seatsAlone(_ line: String, in context: ShorthandContext) -> [Seat]? {
    Reading(line, in: context).seatsAlone
  }

  /// The seat that a line begins with, where its number may have been meant as a number (`5 years ago`); nil for every
  /// other line. A seat always wins, so that somebody has to look.
  public static func doubtfulSeat(_ line: String, in context: ShorthandContext) -> Seat? {
    Reading(line, in: context).doubtfulSeat
  }
}
