import Interview
import Testing
import Text
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("Whatever is pressed")
struct AnyKeyTests {
  /// Keys in the proportions of somebody who has fallen asleep on the keyboard.
  static let keys: [Key] =
    "3 \"a,+-~?#>*/\\ščž👍🏽\u{301}شب字".map { Key.character($0) }
    + "3 rules leave no room at all".map { Key.character($0) } + [
      .enter, .enter, .enter, .tab, .backTab, .backspace, .delete, .insert, .escape, .up, .down, .left,
      .right,
      .home, .end, .pageUp, .pageDown, .wordLeft, .wordRight, .alt("1"), .alt("x"), .function(1),
      .function(2),
      .unknown, .paste("a\nb\n/leave"), .paste("c"), .paste("\u{1B}[31m\u{202E}x"),
    ] + "abcdefghijklmnoprstuvwxyz".map { Key.control($0) }

  @Test(
    "No key crashes, every record has the next number, and no part of the screen is ever stale",
    arguments: 0..<12)
  func anyKeys(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    var desk = Desk(participants: Int(seed % 4) * 3, begun: seed % 3 > 0)
    var number = desk.session.lastRecord
    for _ in 0..<400 {
      desk.size = Size(
        rows: Int.random(in: 1...40, using: &random), columns: Int.random(in: 1...120, using: &random))
      let before = desk.effects.count
      desk.press(AnyKeyTests.keys.randomElement(using: &random) ?? .enter)
      for case .append(let record) in desk.effects.dropFirst(before) {
        #expect(record.number == number + 1)
        number = record.number
      }
      let isSafe = desk.rows.allSatisfy { $0.unicodeScalars.allSatisfy { !$0.isUnsafe } }
      #expect(isSafe)
    }
  }
}

/// A generator that gives the same numbers for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
