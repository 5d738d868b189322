import Facilitation
import Testing
import TextScreen

@testable import Screens

/// Some rows of a screen, by what they are for: a test says where it looks.
struct Region {
  /// What the rows are for.
  let name: String
  let rows: [Row]
  /// The whole screen, for a failure.
  let picture: String

  /// What is read in it, a line a row.
  var lines: [String] { rows.map(\.text) }

  /// The row of the choice; nil if nothing is chosen in it.
  var chosen: String? {
    lines.first { $0.hasPrefix(" ▸") || $0.hasPrefix("▸") }
  }

  /// A text stands in one of its rows.
  func says(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isThere = lines.contains { $0.contains(text) }
    #expect(isThere, "not in \(name): “\(text)”\n\(picture)", sourceLocation: sourceLocation)
  }

  /// A text stands in none of its rows.
  func lacks(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isThere = lines.contains { $0.contains(text) }
    #expect(!isThere, "in \(name): “\(text)”\n\(picture)", sourceLocation: sourceLocation)
  }

  /// The first of its rows begins with a text, but for blanks.
  func begins(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let first = lines.first.map { String($0.drop { $0 == " " }) } ?? ""
    #expect(first.hasPrefix(text), "\(name): “\(first)”\n\(picture)", sourceLocation: sourceLocation)
  }

  /// The row of the choice holds a text.
  func marks(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isMarked = chosen?.contains(text) == true
    #expect(isMarked, "not chosen in \(name): “\(text)”\n\(picture)", sourceLocation: sourceLocation)
  }

  /// A text stands in it in one role.
  func says(_ text: String, as role: Role, sourceLocation: SourceLocation = #_sourceLocation) {
    let isThere = rows.contains { $0.spans.contains { $0.role == role && $0.text.contains(text) } }
    #expect(isThere, "not in \(name) as \(role): “\(text)”\n\(picture)", sourceLocation: sourceLocation)
  }
}

extension Frame {
  /// Some of its rows.
  func region(_ name: String, _ rows: some Sequence<Int>) -> Region {
    Region(name: name, rows: rows.map { self.rows[$0] }, picture: picture)
  }

  /// Some of its rows, if they are for that now.
  func region(_ name: String, _ rows: Range<Int>, if isThere: Bool) -> Region {
    region(isThere ? name : "\(name), which is not there", isThere ? rows : 0..<0)
  }

  /// The rows that are drawn otherwise in another frame.
  func region(_ name: String, unlike other: Frame, in rows: Range<Int>) -> Region {
    region(name, rows.filter { self.rows[$0] != other.rows[$0] })
  }

  /// Question, notes, and the rules below them, from the rows between which they stand.
  func parts(of middle: Range<Int>) -> Parts {
    let rules = middle.filter { text[$0].hasPrefix("──") }
    guard let upper = rules.first, let lower = rules.last, upper < lower else {
      return Parts(question: middle, rule: 0..<0, notes: middle, point: 0..<0)
    }
    return Parts(
      question: middle.lowerBound..<upper, rule: upper..<upper + 1, notes: upper + 1..<lower,
      point: lower..<lower + 1)
  }

  struct Parts {
    let question, rule, notes, point: Range<Int>
  }

  var picture: String { text.map { "|" + $0 }.joined(separator: "\n") }
}

// MARK: The recording screen

extension Desk {
  private var layout: RecordingLayout { RecordingLayout(size, of: session) }

  private func region(_ name: String, _ area: RecordingArea) -> Region { frame.region(name, layout[area]) }

  var header: Region { region("the header", .header) }
  var route: Region { region("the route", .route) }
  /// The time that is over, or what needs the facilitator.
  var state: Region { region("the row of alerts", .state) }
  var people: Region { region("the row of people", .people) }
  /// How the line will be understood.
  var preview: Region { region("the preview", .preview) }
  var prompt: Region { region("the line", .input) }
  var hints: Region { region("the hints", .hints) }

  /// What is said: of the rows below the top those that are otherwise when nothing is.
  var messages: Region {
    var silent = screen
    silent.said.clear()
    silent.drawn = DrawnRecording()
    let places = layout[.middle].lowerBound..<layout[.input].lowerBound
    return frame.region("what is said", unlike: silent.frame(size), in: places)
  }

  /// What the word before the cursor could become.
  var candidates: Region {
    var other = screen
    other.typing.closeCompletion()
    other.drawn = DrawnRecording()
    return frame.region("the candidates", unlike: other.frame(size), in: 0..<layout[.input].lowerBound)
  }

  /// The panel over question and notes.
  var panel: Region {
    frame.region("the panel", layout[.middle], if: screen.typing.panel != nil)
  }

  /// The form over question and notes.
  var form: Region {
    frame.region("the form", layout[.middle], if: screen.typing.panel == nil && screen.recording.isFillingIn)
  }

  private func part(_ name: String, _ part: KeyPath<Frame.Parts, Range<Int>>) -> Region {
    let isSeen = screen.typing.panel == nil && !screen.recording.isFillingIn
    return frame.region(name, frame.parts(of: layout[.middle])[keyPath: part], if: isSeen)
  }

  var question: Region { part("the question", \.question) }
  var notesRule: Region { part("the rule over the notes", \.rule) }
  var notes: Region { part("the notes", \.notes) }
  var point: Region { part("the point under discussion", \.point) }
}

// MARK: Replay

extension Viewer {
  private var layout: ReplayLayout { ReplayLayout(size, of: screen.replay.session) }

  var frame: Frame {
    var copy = screen
    return copy.frame(size)
  }

  private func region(_ name: String, _ area: ReplayArea) -> Region { frame.region(name, layout[area]) }

  var header: Region { region("the header", .header) }
  var route: Region { region("the route", .route) }
  /// What kind of stretch this is, and how it is played.
  var state: Region { region("the stretch", .state) }
  var people: Region { region("the row of people", .people) }
  var scrubber: Region { region("the scrubber", .scrubber) }
  var prompt: Region { region("the line", .input) }
  var hints: Region { frame.region("the hints", layout.hints) }

  /// What is said: of the rows below the top those that are otherwise when nothing is.
  var messages: Region {
    var silent = screen
    silent.said.clear()
    let places = layout[.middle].lowerBound..<layout[.input].upperBound
    return frame.region("what is said", unlike: silent.frame(size), in: places)
  }

  /// What the word before the cursor could become.
  var candidates: Region {
    var other = screen
    other.prompt.closeCompletion()
    return frame.region("the candidates", unlike: other.frame(size), in: 0..<layout[.input].lowerBound)
  }

  /// What is read over question and notes.
  var panel: Region {
    frame.region("the panel", layout[.middle], if: screen.reading != nil)
  }

  private func part(_ name: String, _ part: KeyPath<Frame.Parts, Range<Int>>) -> Region {
    frame.region(name, frame.parts(of: layout[.middle])[keyPath: part], if: screen.reading == nil)
  }

  var question: Region { part("the question", \.question) }
  var notesRule: Region { part("the rule over the notes", \.rule) }
  var notes: Region { part("the notes", \.notes) }
  var point: Region { part("the point under discussion", \.point) }
}

// MARK: Home

extension Lobby {
  private var layout: HomeLayout { HomeLayout(size) }

  private func region(_ name: String, _ area: HomeArea) -> Region {
    screen.frame(size).region(name, layout[area])
  }

  var header: Region { region("the header", .header) }
  /// What the chosen entry is.
  var chosenEntry: Region { region("what is chosen", .chosen) }
  /// What is said, or what Enter does.
  var messages: Region { region("what is said", .saying) }
  var prompt: Region { region("the line", .input) }
  var hints: Region { region("the hints", .hints) }

  /// Protocols and sessions.
  var list: Region {
    screen.frame(size).region("the list", layout[.list], if: screen.panel == nil)
  }

  /// What stands over the list.
  var panel: Region {
    screen.frame(size).region("the panel", layout[.list], if: screen.panel != nil)
  }
}
