import Interview
import RandomSessions
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("A long session")
struct LongReplayTests {
  @Test func goingSomewhereLaysOutNothingAnew() {
    var viewer = Viewer(Viewer.session)
    viewer.press(.end)
    let laid = viewer.replay.admission
    viewer.press(.home, .right, .right, .left, .pageDown, .pageUp, .character("]"), .character("?"), .end)
    viewer.enter("g17")
    viewer.enter("faudit")
    viewer.press(.character("n"))
    #expect(viewer.replay.admission == laid)
    viewer.enter("FP3")
    #expect(viewer.replay.admission > laid)
  }

  @Test("Letter by letter it finds what it finds at once", arguments: 0..<12)
  func narrowing(seed: Int) {
    var random = SeededNumbers(seed: UInt64(seed))
    let session = seed % 3 == 0 ? Viewer.session : RandomSession.eventful(seed)
    let texts = session.notes.map(\.content.text).filter { !$0.isEmpty }
    for _ in 0..<8 {
      let text = (texts.randomElement(using: &random) ?? "one desk").prefix(
        .random(in: 1...12, using: &random))
      var typed = Viewer(session, layers: seed % 2 == 0 ? Viewer.layers : Layers())
      var words = ""
      for character in text {
        words.append(character)
        typed.screen.replay.look(for: words)
      }
      var whole = typed.screen.replay
      whole.look(for: "")
      whole.look(for: words)
      #expect(typed.replay.hits == whole.hits, "\(words)")
    }
  }

  @Test func whatItsFileBeginsWithStandsWhereItWillStand() {
    let heading = Lobby.heading(
      "cogov-NL02", "The rules", .finished,
      group: Group(code: "NL02", country: "NL", setting: "municipality"), minutes: 90, notes: 100_000)
    let rows = OpeningFrame.frame(heading, Size(rows: 24, columns: 100)).text
    #expect(rows[0].hasPrefix(" NL02 · NL · municipality · The rules"))
    #expect(rows[0].hasSuffix("… reading  00:00:00 / 01:30:00  100000 notes"))
    #expect(rows[3].contains("2026-03-14 09:26 · finished"))
    #expect(rows[23].contains("q gives up"))
    for size in [(1, 1), (2, 5), (4, 80), (5, 16), (10, 30), (200, 500)] {
      for heading in [nil, heading] {
        let frame = OpeningFrame.frame(heading, Size(rows: size.0, columns: size.1))
        #expect(frame.rows.count == size.0 && frame.rows.allSatisfy { $0.columns <= size.1 }, "\(size)")
      }
    }
  }
}
