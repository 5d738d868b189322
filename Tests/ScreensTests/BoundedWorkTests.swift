import Facilitators
import Growth
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

/// A key costs what is seen, whatever the session holds.
@Suite("Bounded work")
struct BoundedWorkTests {
  enum Text: String, CaseIterable, CustomTestStringConvertible {
    case base64, chinese, words

    var testDescription: String { rawValue }

    func text(_ count: Int) -> String {
      switch self {
      case .base64: String(repeating: "QUJDREVGR0hJSktM", count: count / 16)
      case .chinese: String(repeating: "我們太晚才聽說", count: count / 7)
      case .words: String(repeating: "they told us late ", count: count / 18)
      }
    }
  }

  // MARK: Long texts

  @Test("A note of any length costs the rows that it is shown in", arguments: Text.allCases)
  func notes(_ kind: Text) {
    func cost(_ count: Int) -> Cost {
      let text = kind.text(count)
      var screen = Self.recording(Self.session(notes: Array(repeating: text, count: 12)))
      return Cost {
        // Neither is only typing: the whole screen is laid out.
        _ = screen.handle(.key(.function(2)), at: Desk.stamp(9_000_000))
        _ = screen.frame(Size(rows: 24, columns: 80))
      }
    }
    #expect(cost(64_000).times(cost(8000)) < hardly)
  }

  @Test("A memo of any length costs the rows that it is shown in", arguments: Text.allCases)
  func memos(_ kind: Text) {
    func cost(_ count: Int) -> Cost {
      let session = Self.session(notes: ["one", "two", "three"])
      var review = Self.review("anna", of: session)
      review.notes["abcd-3"] = Self.memo(kind.text(count))
      var viewer = Viewer(session, layers: Layers(reviews: [review]))
      viewer.press(.end)
      return Cost { _ = viewer.screen.frame(Size(rows: 24, columns: 80)) }
    }
    #expect(cost(64_000).times(cost(8000)) < hardly)
  }

  @Test("What is read in a panel costs the rows that are seen", arguments: Text.allCases)
  func panels(_ kind: Text) {
    for telling in [ReadingPanel.Kind.answer, .document] {
      func cost(_ count: Int) -> Cost {
        var reading = ReadingPanel("answer", [kind.text(count), "end"], telling)
        return Cost {
          _ = reading.scroll(.down, width: 80, height: 21)
          _ = reading.scroll(.up, width: 80, height: 21)
          _ = reading.rows(width: 80, height: 21)
        }
      }
      #expect(cost(512_000).times(cost(64_000)) < hardly)
    }
  }

  @Test("A line of any length is read to its end")
  func scrolling() {
    let words = (1...4000).map { "word\($0)" }.joined(separator: " ")
    var panel = ReadingPanel("answer", ["first", words, "last"])
    func rows() -> [String] { panel.rows(width: 40, height: 6).map(\.text) }
    #expect(rows()[1] == " first")
    #expect(rows()[5] == "   … over 501 more")
    _ = panel.scroll(.end, width: 40, height: 6)
    #expect(rows()[5] == " last")
    #expect(rows()[4].hasSuffix("word4000"))
    // At the end Down stays, and Up moves at once.
    _ = panel.scroll(.down, width: 40, height: 6)
    #expect(rows()[5] == " last")
    _ = panel.scroll(.up, width: 40, height: 6)
    #expect(rows()[5] == "   … 2 more")
    for _ in 0..<3000 { _ = panel.scroll(.up, width: 40, height: 6) }
    #expect(rows()[1] == " first")

    var desk = Desk()
    desk.tell(.key(.function(1)))
    desk.press(.end)
    #expect(desk.rows.contains { $0.contains("more") } == false)
  }

  @Test("A pasted block of any length is shown at once", arguments: Text.allCases)
  func paste(_ kind: Text) {
    func cost(_ count: Int) -> Cost {
      let block = (0..<8).map { _ in kind.text(count) }.joined(separator: "\n")
      var screen = Self.recording(Self.session(notes: []))
      _ = screen.handle(.key(.paste(block)), at: Desk.stamp(9_000_000))
      return Cost {
        _ = screen.handle(.woke, at: Desk.stamp(9_001_000))
        _ = screen.frame(Size(rows: 24, columns: 80))
      }
    }
    #expect(cost(64_000).times(cost(8000)) < hardly)
  }

  @Test("Searching as one types looks at a megabyte and no more")
  func finding() {
    func searched(_ bytes: Int, _ count: Int) -> Int {
      let text = String(repeating: "a", count: bytes)
      let session = Self.session(notes: Array(repeating: text, count: count))
      return PanelEntries(session: session, now: .zero).searchedWhileTyping.count
    }
    #expect(searched(100, 200) == 200)
    #expect(searched(100, 6000) == 5000)
    #expect(searched(300_000, 20) == 3)
    #expect(searched(2_000_000, 2) == 0)
  }

  // MARK: Many things

  @Test("Going to a question costs no more than the questions that there are")
  func questions() {
    func cost(_ count: Int) -> Cost {
      var screen = Self.recording(Self.session(notes: ["one"], questions: count))
      _ = screen.handle(.key(.control("g")), at: Desk.stamp(9_000_000))
      return Cost {
        _ = screen.handle(.key(.down), at: Desk.stamp(9_000_000))
        _ = screen.frame(Size(rows: 24, columns: 80))
      }
    }
    #expect(cost(1600).times(cost(400)) < linearly)
  }

  @Test("Replaying a note's edits costs no more than the edits that there are")
  func revisions() {
    func cost(_ count: Int) -> Cost {
      var session = Self.session(notes: ["as it was left", "another"])
      var parts = Session.Parts(of: session)
      parts.visits = session.visits
      parts.notes = session.notes
      let before = session.notes[0]
      parts.notes[0].revisions = (0..<count).map { place in
        var content = before.content
        content.text = "reading \(place)"
        return Revision(
          at: Offset(70_000 + place * 3), content: content, question: before.question, typed: "")
      }
      session.restore(parts)
      let now = Stamp(offset: .zero, wall: Facilitator.wall(0))
      let replay = Replay(session, now: now)
      return Cost(rounds: 3) {
        #expect(replay.lines(after: Offset(-1), through: replay.timeline.end).count >= count)
      }
    }
    #expect(cost(4000).times(cost(1000)) < linearly)
  }

  @Test("A note with many reviewers costs what is shown, and those who are silent cost nothing")
  func reviews() {
    let session = Self.session(notes: (1...20).map { "note \($0)" })
    func cost(_ count: Int) -> Cost {
      let reviews = (0..<count).map { number in
        var review = Self.review("r\(number)", of: session)
        review.notes[number % 4 == 0 ? "abcd-1" : "gone-\(number)"] = Self.memo("this")
        return review
      }
      var viewer = Viewer(session, layers: Layers(reviews: reviews))
      viewer.press(.end)
      return Cost { _ = viewer.screen.frame(Size(rows: 24, columns: 80)) }
    }
    #expect(cost(3200).times(cost(400)) < hardly)
  }

  @Test("Layers say the same in whatever way they came to be")
  func layers() {
    let session = Self.session(notes: ["one", "two"])
    let reviews = ["zoe", "anna", "mia"].map { name in
      var review = Self.review(name, of: session)
      review.notes["abcd-1"] = Self.memo("of \(name)")
      return review
    }
    var layers = Layers(reviewer: "mia", reviews: reviews)
    #expect(layers.shown.map(\.reviewer) == ["mia", "anna", "zoe"])
    #expect(layers.lines(on: session.notes[0]).map { $0.prefix(4) } == ["mia:", "anna", "zoe:"])
    #expect(layers.lines(on: session.notes[1]) == [] && layers.voices == ["anna", "zoe"])
    layers.hidden = ["anna"]
    #expect(layers.lines(on: session.notes[0]).count == 2)
    var second = reviews[0]
    second.notes = ["abcd-2": Self.memo("now")]
    layers.set(second)
    #expect(layers.lines(on: session.notes[0]).count == 1 && layers.lines(on: session.notes[1]).count == 1)
    layers.reviewer = nil
    layers.hidden = []
    #expect(layers.shown.map(\.reviewer) == ["anna", "mia", "zoe"])
    #expect(layers == Layers(reviews: [reviews[1], reviews[2], second]))
  }

  // MARK: Making

  private static func session(notes texts: [String], questions: Int = 3) -> Session {
    var route = Facilitator.route
    route.questions = (1...questions).map { number in
      Question(id: "K\(number)", kind: .key, title: .plain("What helps \(number)"), minutes: 10, must: true)
    }
    let start = Facilitator.wall(0)
    var session = Session(
      id: "long", uuid: "u", title: "Long", startedAt: start, timeZone: "", group: Group(), protocol: route)
    session.begunAt = Stamp(offset: .zero, wall: start)
    var parts = Session.Parts(of: session)
    parts.visits = [Visit(question: "K1", from: .zero)]
    parts.notes = texts.enumerated().map { index, text in
      let at = Offset.seconds(10 + index)
      return Note(
        id: "abcd-\(index + 1)", number: index + 1, question: "K1", at: at, time: start, saved: at,
        content: NoteContent(text: text))
    }
    session.restore(parts)
    session.lastOffset = Offset.seconds(8000)
    session.lastRecord = 100
    return session
  }

  private static func recording(_ session: Session) -> RecordingScreen {
    let now = Desk.stamp(8_000_000)
    let resumed = Recording.resume(
      session, history: History(), recorder: Recorder(id: "efgh", program: "test", from: now.offset),
      wasCutOff: false, isWhole: true, interactive: true, now: now)
    return RecordingScreen.open(
      resumed.recording, greeting: resumed.effects, durable: resumed.recording.session.lastRecord, now: now
    ).screen
  }

  private static func review(_ name: String, of session: Session) -> Review {
    Review(
      ReviewHead(
        uuid: "r-\(name)", reviewer: name, session: session.id, sessionUUID: session.uuid,
        startedAt: session.startedAt))
  }

  private static func memo(_ text: String) -> NoteReview {
    var review = NoteReview()
    review.memos = [NoteReview.Memo(number: 1, text: text, at: Facilitator.wall(0))]
    return review
  }
}
