import Foundation
import PseudoTerminal
import Testing

/// A replay and home in any size, while keys are pressed and the program is stopped and goes on.
@Suite("Other sizes of a replay and of home")
struct ResizingElsewhereTests {
  /// Rounds of each.
  private static let rounds = Repository.proves ? 5000 : 60

  private static let replayKeys = [
    "\u{1B}[6~", "\u{1B}[5~", "\u{1B}[A", "\u{1B}[B", "\u{1B}[C", "\u{1B}[H", "\u{1B}[F", "]", "[", "n",
    "fthe\r", "\u{1B}",
    "g12\r", "\u{1B}OP", "FP3\r", "mhalf", "\u{1B}", "l",
  ]
  private static let homeKeys = [
    "\u{1B}[B", "\u{1B}[A", "\u{1B}[6~", "hous", "\u{1B}", "\t", "\u{1B}OP", "e", "\u{1B}[F",
  ]

  @Test("A replay from 1×1 to 500×200: what stands there is what a fresh draw gives")
  func replay() throws {
    let desk = try Study.withSample().replay()
    try desk.sees("paused")
    try sway(desk, Self.replayKeys, seed: 20_261_126)
    // A line or a panel may be open.
    desk.press(.escape, .escape, .escape)
    try desk.leaves()
  }

  @Test("Home from 1×1 to 500×200: what stands there is what a fresh draw gives")
  func home() throws {
    let study = try Study.withSample()
    for number in 1...30 {
      try FileManager.default.copyItem(atPath: study.file(Study.sample), toPath: study.file("copy-\(number)"))
    }
    let desk = try Facilitation(in: study, arguments: [])
    try desk.line("filter>")
    try sway(desk, Self.homeKeys, seed: 20_261_127)
    try desk.leaves()
  }

  private func sway(_ desk: Facilitation, _ keys: [String], seed: UInt64) throws {
    print("resizes: \(Self.rounds), seed \(seed)")
    var random = SeededMoments(state: seed)
    for round in 1...Self.rounds {
      let size = (
        columns: Int.random(in: 1...500, using: &random), rows: Int.random(in: 1...200, using: &random)
      )
      desk.type(keys[Int.random(in: 0..<keys.count, using: &random)])
      if round % 50 == 25 {
        desk.terminal.signal(SIGTSTP)
        try desk.stops()
        try desk.waits("the terminal to be given back") { !$0.isAlternateScreen }
      }
      desk.resize(columns: size.columns, rows: size.rows)
      if round % 50 == 25 {
        desk.terminal.signal(SIGCONT)
        try desk.waits("the screen to be there again") { $0.isAlternateScreen }
      }
      // Some sizes are seen, others are gone before anything was drawn.
      if round % 4 == 0 { usleep(UInt32.random(in: 0...10_000, using: &random)) }
      if round % (Repository.proves ? 60 : 15) == 0 { try FreshDraw.expect(desk, size, rowsLeftOut: 0) }
    }
    desk.resize(columns: 80, rows: 24)
    try FreshDraw.expect(desk, (80, 24), rowsLeftOut: 0)
    #expect(desk.terminal.running.poll() == nil)
  }
}
