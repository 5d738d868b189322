import CSystem
import Foundation
import Testing

@testable import Text

@Suite("Columns of characters")
struct DisplayWidthTests {
  init() { cs_use_locale() }

  /// Kinds of `WidthTable` with what `wcwidth` says of their scalars.
  private static let tables: [(name: String, width: Int32, about: String, ranges: [UInt32])] = [
    ("zero", 0, "Takes none: combining marks, joiners.", WidthTable.zero),
    ("wide", 2, "Takes two: East Asian wide characters, emoji.", WidthTable.wide),
    ("unprintable", -1, "Is not printable: controls, what is not assigned.", WidthTable.unprintable),
  ]

  private func ranges(of width: Int32) -> [UInt32] {
    var ranges: [UInt32] = []
    for value in UInt32(0xA0)..<0x11_0000 {
      let found = Unicode.Scalar(value) == nil ? 1 : cs_columns(value)
      guard found == width else { continue }
      if ranges.last == value - 1 { ranges[ranges.count - 1] = value } else { ranges += [value, value] }
    }
    return ranges
  }

  @Test("The table is what the C library says; `FOCUSGROUP_WIDTHS=rewrite` makes it anew")
  func table() throws {
    var text = """
      /// How many columns characters take, as the C library says with `wcwidth`: from U+00A0 on, pairs of the first and
      /// the last scalar of a range. What is in no table takes one column.
      ///
      /// Made by the test that compares it with the C library (`FOCUSGROUP_WIDTHS=rewrite swift test --filter DisplayWidth`).
      enum WidthTable {

      """
    for (index, table) in DisplayWidthTests.tables.enumerated() {
      let found = ranges(of: table.width)
      // Another version of the library knows other characters; what both know must agree for all but a few.
      let difference = Set(found).symmetricDifference(table.ranges).count
      #expect(difference <= table.ranges.count / 10, "\(table.name): \(difference) borders differ")
      text += "\(index > 0 ? "\n" : "")  /// \(table.about)\n  static let \(table.name): [UInt32] = [\n"
      for start in stride(from: 0, to: found.count, by: 12) {
        let numbers = found[start..<min(start + 12, found.count)].map {
          "0x" + String($0, radix: 16, uppercase: true)
        }
        text += "    " + numbers.joined(separator: ", ") + ",\n"
      }
      text += "  ]\n"
    }
    text += "}\n"
    guard ProcessInfo.processInfo.environment["FOCUSGROUP_WIDTHS"] == "rewrite" else { return }
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Sources/Text/WidthTable.swift")
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  @Test(
    "Each character is drawn in columns that terminals agree on",
    arguments: [
      ("a", "a", 1), ("š", "š", 1), ("s\u{30C}", "s\u{30C}", 1), ("字", "字", 2), ("한", "한", 2), ("👍", "👍", 2),
      ("👍🏽", "👍", 2), ("👨‍👩‍👧", "👨", 2), ("🇳🇱", "NL", 2), ("❤\u{FE0F}", "❤", 1), ("\u{301}", "\u{25CC}\u{301}", 1),
      ("क्ष", "क्ष", 2), ("\u{1B}", "\\u{1B}", 6), ("\n", "\\n", 2), ("\r\n", "\\u{D}\\n", 7), ("\t", " ", 1),
      ("\u{202E}", "\\u{202E}", 8), ("\u{E000}", "\u{E000}", 1), ("\u{378}", "\u{FFFD}", 1), ("ש", "ש", 1),
      ("a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}", "a\u{300}\u{301}\u{302}\u{303}", 1),
    ])
  func drawn(typed: String, shown: String, columns: Int) {
    let drawn = DrawnCharacter(Character(typed))
    #expect(Array(drawn.text.unicodeScalars) == Array(shown.unicodeScalars))
    #expect(drawn.columns == columns)
  }

  @Test("Every cluster of random scalars is safe and as wide as the C library says")
  func random() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        let limit: UInt32 = Bool.random(using: &generator) ? 0x2FFF : 0x1_FFFF
        if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &generator)) {
          text.append(scalar)
        }
      }
      for character in String(text) {
        let drawn = DrawnCharacter(character)
        let isSafe = drawn.text.unicodeScalars.allSatisfy { !$0.isUnsafe }
        #expect(isSafe && drawn.columns >= 1, "\(Array(character.unicodeScalars))")
        let width = drawn.text.unicodeScalars.reduce(0) { $0 + (DisplayWidth.of($1) ?? 1) }
        #expect(width == drawn.columns, "\(Array(character.unicodeScalars))")
      }
    }
  }
}
