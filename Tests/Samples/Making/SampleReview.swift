internal import Facilitation
internal import Interview
internal import SessionStorage

/// Plays a reviewer's script, a command a line, to the program's own replay and keeps what comes of it.
struct SampleReview {
  private let file: String
  private var replay: Replay
  private let book: OpenReview
  private var now: Stamp

  /// From line to line, in milliseconds.
  private static let pace = 40_000

  /// Makes `Sessions/<id>.review-<reviewer>.json` in a study that has the session.
  ///
  /// - Parameter begunAt: when the reviewer sits down; every line is a little later.
  /// - Throws: a `SampleFault` when a line is refused; a `StorageError`.
  static func make(
    _ lines: [String], reviewer: String, uuid: String, of id: String, in study: StudyFolder,
    begunAt: WallTime, file: String
  ) throws {
    let session = try Recovery.read(in: study, id: id).session
    var review = try SampleReview(session, reviewer, uuid, in: study, begunAt, file)
    for (index, line) in lines.enumerated() where !line.isEmpty { try review.play(line, number: index + 1) }
    guard let layer = review.replay.layers.own else { return }
    try review.book.close(layer)
  }

  private init(
    _ session: Session, _ reviewer: String, _ uuid: String, in study: StudyFolder, _ begunAt: WallTime,
    _ file: String
  ) throws(StorageError) {
    self.file = file
    now = Stamp(offset: .zero, wall: begunAt)
    replay = Replay(session, layers: Layers(reviewer: reviewer), now: now)
    let head = ReviewHead(
      uuid: uuid, reviewer: reviewer, session: session.id, sessionUUID: session.uuid, startedAt: begunAt)
    let opened = try OpenReview.open(in: study, session: session.id, reviewer: reviewer) { head }
    book = opened.review
    _ = replay.opened(opened.recovered.review, history: opened.recovered.history, at: now)
  }

  private mutating func play(_ line: String, number: Int) throws {
    now = Stamp(offset: now.offset + SampleReview.pace, wall: now.wall.adding(SampleReview.pace))
    for effect in replay.enter(line, at: now) {
      switch effect {
      case .append(let record): book.append([record])
      case .say(let reply) where reply.kind == .refused:
        throw SampleFault(file: file, line: number, problem: reply.lines.joined(separator: "; "))
      default: break
      }
    }
  }
}
