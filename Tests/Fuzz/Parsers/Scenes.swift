import Interview
import RandomSessions
import SessionStorage
import TextScreen

@testable import Facilitation
@testable import Screens

extension Target {
  static let screens = [
    // Lines entered into a recording: what comes of them is a session that can be written and read, and its records
    // make the same session once more.
    Target(name: "recording", words: lineWords) { bytes in
      var (recording, effects) = Scene.recording(beginAtOnce: bytes.first != UInt8(ascii: "%"))
      var at = 0
      for line in bytes.text.split(separator: "\n", omittingEmptySubsequences: false).prefix(200) {
        at += 700
        let now = Scene.stamp(at)
        let typed = TypedLine(
          String(line), begun: Scene.stamp(at - 300), question: recording.session.currentQuestion)
        effects += recording.enter(typed, now: now)
        recording.questionIsShown(at: Offset(now.offset.rawValue - 200))
      }
      for case .say(let reply) in effects where reply.lines.contains(where: \.isObeyed) {
        return "an answer that a terminal obeys: \(reply)"
      }
      return Scene.fault(of: recording.session, after: effects)
    },
    // Keys on the screen of a recording.
    Target(name: "screen", words: keyWords + lineWords.map { $0.replacing("\n", with: "\r") }) { bytes in
      let opened = Scene.recording(beginAtOnce: bytes.first != UInt8(ascii: "%"))
      let durable = opened.recording.session.lastRecord
      var effects = opened.effects
      var (screen, greeting) = RecordingScreen.open(
        opened.recording, greeting: opened.effects, durable: durable, now: Scene.stamp(0))
      effects += greeting
      var dice = Mutator.Dice(seed: UInt64(bytes.count))
      var at = 0
      for key in Scene.keys(bytes) {
        at += 90
        effects += screen.handle(.key(key), at: Scene.stamp(at))
        if at % 4 == 0 {
          effects += screen.handle(
            .durable(through: screen.recording.session.lastRecord), at: Scene.stamp(at))
        }
        if let fault = Scene.fault(of: screen.frame(Scene.size(&dice))) { return fault }
        if screen.awaitsReading {
          effects += screen.handle(.shown, at: Scene.stamp(at))
          at += 300
        }
      }
      effects += screen.handle(.stopping, at: Scene.stamp(at))
      return Scene.fault(of: screen.recording.session, after: effects)
    },
    Target(name: "replay", words: keyWords + lineWords.map { $0.replacing("\n", with: "\r") } + replayWords) {
      bytes in
      let session = Scene.replayed[Int(bytes.first ?? 0) % Scene.replayed.count]
      var screen = ReplayScreen(Replay(session, now: Scene.stamp(0)))
      var dice = Mutator.Dice(seed: UInt64(bytes.count))
      var at = 0
      for key in Scene.keys(bytes.dropFirst()) {
        at += 90
        for effect in screen.handle(.key(key), at: Scene.stamp(at)) {
          guard case .openReview(let reviewer) = effect else { continue }
          let head = ReviewHead(
            uuid: "r", reviewer: reviewer, session: session.id, sessionUUID: session.uuid,
            startedAt: Scene.stamp(0).wall)
          guard let review = Review.begin(ReviewRecord(number: 1, at: head.startedAt, change: .started(head)))
          else {
            return "no review"
          }
          _ = screen.handle(.opened(review, UndoHistory()), at: Scene.stamp(at))
        }
        if let fault = Scene.fault(of: screen.frame(Scene.size(&dice))) { return fault }
      }
      guard let review = screen.replay.layers.own else { return nil }
      let read = try? ReviewFormat.read(ReviewFormat.bytes(of: review), file: "x")
      return read?.review == review ? nil : "the review is another one once it is written"
    },
    Target(
      name: "home",
      words: keyWords + ["/run ", "/resume ", "/show ", "/check ", "/quit\r", "/again\r", "K1", "open"]
    ) {
      bytes in
      let size = Size(rows: 24, columns: 80)
      var (screen, _) = HomeScreen.open("/home/anna/\u{1B}[2J", Scene.home, size: size)
      var dice = Mutator.Dice(seed: UInt64(bytes.count))
      for key in Scene.keys(bytes) {
        _ = screen.handle(.key(key))
        let size = Scene.size(&dice)
        _ = screen.handle(.resized(size))
        if let fault = Scene.fault(of: screen.frame(size)) { return fault }
      }
      return nil
    },
  ]

  private static let replayWords = [
    "/speed 32\r", "/gap 3\r", "/go K1\r", "/go 00:10:00\r", "/filter P3\r", "/find a\r", "/memo 1 x\r",
    "/code 1 #a\r",
    "/uncode 1 #a\r", "/check 1 who\r", "/verify 1 y\r", "/speaker 1 3\r", "/newcode a b\r",
    "/reviewer anna\r", "/layers\r",
    "/agreement\r", "/undo\r", "/end\r", "/start\r", "/now\r", "/around\r", "/all\r",
  ]
}

/// What the screens are given to look at.
enum Scene {
  static func stamp(_ milliseconds: Int) -> Stamp {
    let start = WallTime(milliseconds: 1_773_476_813_589, utcOffset: 60)
    return Stamp(offset: Offset(milliseconds), wall: start.adding(milliseconds))
  }

  static func recording(beginAtOnce: Bool) -> (recording: Recording, effects: [Effect]) {
    var random = RandomSession(seed: 7)
    let session = random.session()
    let head = SessionHead(
      id: "fuzz-NL02", uuid: "u", title: "A group", startedAt: stamp(0).wall, timeZone: "Europe/Amsterdam",
      group: Group(code: "NL02"), budget: Budget(), protocol: session.protocol)
    return Recording.open(
      head, recorder: Recorder(id: "abcd", program: "fuzz", from: .zero), participants: 8, interactive: true,
      beginAtOnce: beginAtOnce, remembered: [:], now: stamp(0))
  }

  static let replayed = (1...4).map { RandomSession.eventful($0) }

  static let home = HomeContents(
    protocols: ["cogov", "example", "\u{202E}x"].map { HomeProtocol(id: $0) },
    sessions: (1...30).map {
      HomeSession(
        id: "cogov-NL\($0)-20260314-0926", hasJournal: $0 % 7 == 0, reviewers: $0 % 3 == 0 ? ["anna"] : [])
    }, faults: ["a fault of \u{1B}]52;c;x\u{07}"])

  /// The keys that bytes are; no more than a screen has time for here.
  static func keys(_ bytes: some Collection<UInt8>) -> [Key] {
    var decoder = KeyDecoder()
    let keys = decoder.decode(bytes.prefix(2000)) + decoder.flush()
    return Array(keys.prefix(300))
  }

  static func size(_ dice: inout Mutator.Dice) -> Size {
    guard Int.random(in: 0..<4, using: &dice) == 0 else { return Size(rows: 24, columns: 80) }
    return Size(rows: Int.random(in: 1...60, using: &dice), columns: Int.random(in: 1...200, using: &dice))
  }

  static func fault(of frame: Frame) -> String? {
    if let row = frame.text.first(where: \.isObeyed) {
      return "a row that a terminal obeys: \(row.debugDescription)"
    }
    if frame.rows.contains(where: { $0.columns > frame.size.columns }) {
      return "a row wider than the screen"
    }
    let isInside =
      (0..<max(1, frame.size.rows)).contains(frame.cursor.row)
      && (0..<max(1, frame.size.columns)).contains(frame.cursor.column)
    return isInside ? nil : "a cursor outside of the screen: \(frame.cursor) in \(frame.size)"
  }

  /// The session is what its records make, and comes back from its file.
  static func fault(of session: Session, after effects: [Effect]) -> String? {
    var folded: Session?
    for case .append(let record) in effects {
      guard readsBack(record)
      else {
        return "a record does not come back: \(record)"
      }
      if folded == nil { folded = Session.begin(record) } else { _ = folded?.apply(record) }
    }
    guard folded == session else { return "the records make another session" }
    let read = try? SessionFormat.read(SessionFormat.bytes(of: session), file: "x")
    return read == session ? nil : "the session does not come back from its file"
  }
}
