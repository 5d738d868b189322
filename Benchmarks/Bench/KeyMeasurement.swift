import Foundation
import PseudoTerminal

/// What one key took.
struct KeyCost: Sendable {
  /// Microseconds from the key to the read that brought its character.
  let time: Double
  /// Bytes that the program wrote until the next key.
  let bytes: Int
}

extension AtWork {
  /// Brings the program to where is typed.
  func beginTyping() throws {
    try ready(rest: 40)
    type(contender.prepare)
    try rest(for: 40)
  }

  /// Types keys on an empty line, one after the other, with a pause as short as no person's.
  func typeLine(of count: Int) throws -> [KeyCost] {
    type(contender.freshLine)
    // On a busy machine the new line may come late, and keys would be looked for on the old one.
    try rest(for: 60)
    // Asked for once: while a program draws, as for its clock, its cursor is elsewhere.
    let begin = emulator.cursor
    return try (0..<count).map { number in
      let before = emulator.byteCount
      let time = try echo(of: number, row: begin.row, column: begin.column + number)
      usleep(.random(in: 1000...4000))
      while try pump() != nil {}
      return KeyCost(time: time, bytes: emulator.byteCount - before)
    }
  }

  /// Types one letter and waits until it is in its place.
  private func echo(of number: Int, row: Int, column: Int) throws -> Double {
    let letters = ["e", "t", "a", "o", "i", "n", "s", "r"]
    let shown = emulator.cell(row, column)?.text
    var letter = letters[number % letters.count]
    if letter == shown { letter = letters[(number + 1) % letters.count] }
    let begin = microseconds()
    type(letter)
    while true {
      if let time = try pump(), emulator.cell(row, column)?.text == letter { return time - begin }
      guard microseconds() - begin < 10e6 else { throw fault("does not show the key \(letter)") }
    }
  }
}
