import Facilitators
import Interview
import Testing
import TextScreen

@testable import Facilitation
@testable import Screens

/// Somebody at the replay screen: presses, types, sees. A key takes a tenth of a second; the disk takes everything at
/// once, unless it stalls.
struct Viewer {
  var screen: ReplayScreen
  var size: Size
  /// Milliseconds since the replay was opened.
  private(set) var time = 0
  /// All that had to be done, in order.
  private(set) var effects: [ReplayEffect] = []
  var diskStalls = false
  /// Why no review can be opened.
  var refusal: String?

  init(
    _ session: Session, layers: Layers = Layers(), life: SessionLife? = nil,
    size: Size = Size(rows: 24, columns: 80)
  ) {
    self.size = size
    // One who follows sits down when the last thing happened; anybody else days later.
    if life != nil { wall = session.startedAt.adding(session.lastOffset.rawValue) }
    screen = ReplayScreen(
      Replay(session, layers: layers, life: life, now: Stamp(offset: .zero, wall: wall)))
  }

  private var wall = Facilitator.wall(600_000_000)

  static func stamp(_ milliseconds: Int) -> Stamp {
    Stamp(offset: Offset(milliseconds), wall: Facilitator.wall(600_000_000).adding(milliseconds))
  }

  var now: Stamp { Stamp(offset: Offset(time), wall: wall.adding(time)) }
  var replay: Replay { screen.replay }
  var session: Session { replay.session }
  /// Where it stands, in seconds.
  var second: Int { replay.position.rawValue / 1000 }
  /// The number of the note that is looked at.
  var note: Int? { replay.currentNote?.number }
  var review: Review? { replay.layers.own }

  // MARK: Doing

  mutating func press(_ keys: Key...) {
    for key in keys {
      time += 100
      tell(.key(key))
    }
  }

  mutating func type(_ text: String) { for character in text { press(.character(character)) } }

  /// Types a line, and Enter.
  mutating func enter(_ line: String) {
    type(line)
    press(.enter)
  }

  /// Nothing happens for a time but what the screen wants to be woken for.
  mutating func wait(milliseconds: Int) {
    let end = time + milliseconds
    while time < end {
      time = min(end, time + screen.wakeUp)
      tell(.woke)
    }
  }

  mutating func tell(_ event: ReplayEvent) {
    answer(screen.handle(event, at: now))
    expectFreshDraw()
  }

  private mutating func answer(_ new: [ReplayEffect]) {
    effects += new
    for effect in new {
      switch effect {
      case .openReview(let reviewer):
        if let refusal {
          answer(screen.handle(.notOpened(refusal), at: now))
        } else {
          let head = ReviewHead(
            uuid: "r", reviewer: reviewer, session: session.id, sessionUUID: session.uuid, startedAt: now.wall
          )
          let review =
            screen.replay.layers.own
            ?? Review.begin(ReviewRecord(number: 1, at: now.wall, change: .started(head)))
          if let review { answer(screen.handle(.opened(review, UndoHistory()), at: now)) }
        }
      case .append(let record):
        if !diskStalls { answer(screen.handle(.durable(through: record.number), at: now)) }
      default: break
      }
    }
  }

  // MARK: Seeing

  var rows: [String] {
    var copy = screen
    return copy.frame(size).text
  }

  var picture: String { rows.map { "|" + $0 }.joined(separator: "\n") }

  func misses(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let isThere = picture.contains(text)
    #expect(!isThere, "on the screen: “\(text)”\n\(picture)", sourceLocation: sourceLocation)
  }

  /// What is drawn is what a screen draws that has never drawn before; and it fits.
  private mutating func expectFreshDraw() {
    let shown = screen.frame(size)
    var fresh = screen
    fresh.bins = nil
    let isFresh = shown == fresh.frame(size)
    #expect(isFresh, "a part of the screen is stale:\n\(picture)")
    let fits = shown.rows.count == size.rows && shown.rows.allSatisfy { $0.columns <= size.columns }
    #expect(fits, "wider than the screen:\n\(picture)")
  }
}

extension Viewer {
  /// A group in which everything happened that a replay shows: a break, off the record, time that was not recorded, a
  /// late arrival, an edit, stances, something raised early, follow-ups, a retraction.
  static let session: Session = {
    var desk = Desk(participants: 6, route: GoldenScreenTests.route)
    desk.enter("/consent all yes")
    desk.enter(lines: ">K1 2 the audit office decides everything #bar.mac", "/next", "/1")
    desk.later(seconds: 60)
    desk.enter(
      lines: "3 \"we are asked, but only after the plan is printed #bar.mes", "1,2+",
      "5- that depends on the team")
    desk.later(seconds: 30)
    desk.enter(
      lines: "~laughter, P1 and P4 exchange looks", "/in 7", "?who pays for it", "7 \"in my first week...")
    desk.enter(lines: "/edit 2 3 \"we are asked only when the plan is printed #bar.mes", "/break")
    desk.later(seconds: 300)
    desk.enter("/on")
    desk.later(seconds: 45)
    desk.enter(lines: "4 wrong words", "/retract 7", "*1 one desk, one tea kettle #pp.trust", "/off")
    desk.later(seconds: 90)
    desk.enter("/on")
    var later = desk.killedAndResumed(after: 1200)
    later.enter("on")
    later.later(seconds: 20)
    later.enter(lines: "/next", "5 nobody ever answers", "6+", "3 the form is nine pages #bar.mac")
    later.later(seconds: 40)
    later.enter(lines: "/asked 5", "/out 2", "6 \"who else", "/end", "/end")
    return later.session
  }()

  /// Two reviewers' layers over it.
  static let layers: Layers = {
    func review(_ name: String, _ lines: [String]) -> Review {
      var viewer = Viewer(session, layers: Layers(reviewer: name))
      for line in lines { viewer.enter(line) }
      return viewer.review
        ?? Review(
          ReviewHead(uuid: "", reviewer: name, session: "", sessionUUID: "", startedAt: stamp(0).wall))
    }
    return Layers(
      reviewer: "anna",
      reviews: [
        review(
          "anna",
          ["/code 2 #bar.mes", "/memo 2 compare with note 3", "/verify 6 in my first week I had no desk"]),
        review("tomas", ["/code 2 #bar.mac", "/uncode 2 #bar.mes", "/speaker 3 4", "/check 6 who laughs?"]),
      ])
  }()
}
