import Foundation
import PseudoTerminal
import Testing

@Suite("Other sizes at any moment")
struct ResizingTests {
  private static let rounds = Repository.proves ? 10_000 : 100

  /// The header, the route and its line, and the question's row, which counts on once its minutes are over.
  private static let clocks = 4

  @Test(
    "From 1×1 to 500×200 while one types: nothing is lost, and what stands there is what a fresh draw gives")
  func random() throws {
    let desk = try Facilitation()
    try desk.line("W>")
    let seed: UInt64 = 20_261_125
    var random = SeededMoments(state: seed)
    var freshDraws = 0
    var typed: [String] = []
    for round in 0..<Self.rounds {
      let size = (
        columns: Int.random(in: 1...500, using: &random), rows: Int.random(in: 1...200, using: &random)
      )
      let line = "so \(round) č字👍🏽 e\u{301} of \(size.columns)×\(size.rows)"
      let middle = line.index(line.startIndex, offsetBy: line.count / 2)
      desk.type(String(line[..<middle]))
      desk.resize(columns: size.columns, rows: size.rows)
      desk.enter(String(line[middle...]))
      typed.append(line)
      // Some sizes are seen, others are gone before anything was drawn.
      if round % 5 == 0 { usleep(UInt32.random(in: 0...20_000, using: &random)) }
      if round % (Repository.proves ? 25 : 10) == 0, size.columns >= 40, size.rows >= 10 {
        try desk.saved(typed.count)
        try FreshDraw.expect(desk, size, rowsLeftOut: Self.clocks)
        freshDraws += 1
      }
    }
    print("resizes: \(Self.rounds), fresh draws: \(freshDraws), seed \(seed)")
    desk.resize(columns: 80, rows: 24)
    // Drawn from change to change, with characters of all widths.
    for round in 1...20 {
      typed.append("so \(round) " + String(repeating: "字a👍🏽e\u{301}č", count: round))
      desk.enter(typed[typed.count - 1])
    }
    try desk.saved(typed.count)
    try FreshDraw.expect(desk, (80, 24), rowsLeftOut: Self.clocks)
    try desk.leaves()
    #expect(try desk.written.texts == typed)
  }
}
