public import Interview
internal import Text

/// What the world has to do for a replay, in this order.
public enum ReplayEffect: Equatable, Sendable {
  /// Say it; what was saved only once all records before it are durable.
  case say(Reply)
  /// Open the review of this reviewer for writing, and tell what came of it.
  case openReview(reviewer: String)
  /// Make the record durable. It is in the review already.
  case append(ReviewRecord)
  /// The review's journal has outgrown the state: write this state and begin the journal anew with the records after it.
  /// Nobody waits for it.
  case renew(Review)
  /// Keep the reviewer's name for the next time.
  case remember(reviewer: String)
  /// Draw the whole screen anew.
  case repaint
  /// Close.
  case leave
}

/// A session that is looked at, days later or while it is recorded. Pure; the screen and plain mode drive it. What it
/// shows at a time depends on the time alone, not on how one came there.
public struct Replay: Sendable {
  /// The session in time.
  public internal(set) var timeline: Timeline
  /// Where it stands, and how fast it plays.
  public internal(set) var head = PlayHead()
  package var pacing: Pacing
  /// Where each time stands on the scrubber.
  package var picture: Pacing
  /// What is shown of the notes, and looked for.
  var sifting: Sifting
  /// The place of the note that is looked at, if it is not the last that was entered.
  package var selected: Int?
  private var reviewing: Reviewing
  /// Nil for a session that is not followed.
  public internal(set) var life: SessionLife?
  /// It stands where the recording is, and goes with it.
  package var isAtNow = false
  /// What the recording's clock showed (`offset`) when this program's clock showed `now`.
  private var liveAnchor = (offset: Offset.zero, now: Offset.zero)
  package var now: Stamp
  var answers = ReplayAnswers()

  /// The gap that is played as it was, unless one asks for another, in milliseconds.
  public static let usualGap = 2000

  /// Opens a session at its beginning, standing still.
  ///
  /// - Parameters:
  ///   - life: nil unless it is followed; then it stands at "now".
  ///   - now: on a clock that runs, and on the wall.
  public init(_ session: Session, layers: Layers = Layers(), life: SessionLife? = nil, now: Stamp) {
    let timeline = Timeline(session)
    self.timeline = timeline
    reviewing = Reviewing(layers)
    self.life = life
    self.now = now
    pacing = Pacing(timeline.moments.lazy.map(\.at), end: timeline.end, longestGap: Replay.usualGap)
    picture = Pacing.picture(of: timeline)
    sifting = Sifting(timeline)
    isAtNow = life != nil
    let running = now.wall.milliseconds.subtracting(session.startedAt.milliseconds)
    liveAnchor = (life == .recording ? max(session.lastOffset, Offset(running)) : timeline.end, now.offset)
    head.seek(to: session.begunAt?.offset ?? .zero, at: now.offset.rawValue)
  }

  /// The session as it is now.
  public var session: Session { timeline.session }
  /// What reviewers say.
  public var layers: Layers { reviewing.layers }

  // MARK: Time

  /// Where it stands: a time of the session.
  public var position: Offset { isAtNow ? liveTime : head.position(at: now.offset.rawValue, pacing) }

  /// Where the recording is that is followed; of any other session, its end.
  package var liveTime: Offset {
    guard life == .recording else { return timeline.end }
    return max(timeline.end, liveAnchor.offset + (now.offset - liveAnchor.now))
  }

  /// Time has passed.
  public mutating func pass(to now: Stamp) {
    self.now = now
    guard head.isPlaying, !isAtNow else { return }
    if life == .recording, position >= timeline.end {
      isAtNow = true
    } else if position >= timeline.end {
      head.play(false, at: now.offset.rawValue, pacing)
    }
  }

  /// Goes to a time of the session; whatever plays goes on from there.
  package mutating func seek(to time: Offset) {
    selected = nil
    isAtNow = life != nil && time >= timeline.end
    head.seek(to: min(max(time, .zero), timeline.end), at: now.offset.rawValue)
  }

  /// Plays on, or stands still, from here on.
  package mutating func setPlaying(_ isPlaying: Bool) {
    guard !(isAtNow && isPlaying) else { return }
    let looked = selected
    if isAtNow { seek(to: liveTime) }
    isAtNow = false
    selected = isPlaying ? nil : looked
    head.play(isPlaying, at: now.offset.rawValue, pacing)
  }

  mutating func setGap(_ longest: Int?) {
    let here = position
    pacing = Pacing(timeline.moments.lazy.map(\.at), end: timeline.end, longestGap: longest)
    head.seek(to: here, at: now.offset.rawValue)
  }

  // MARK: Following

  /// The session that is followed has grown, or is in other hands now. Where one stands stays.
  public mutating func take(_ session: Session, life: SessionLife, at now: Stamp) {
    self.now = now
    let here = position
    let looked = selected.map { timeline.session.notes[timeline.arrivals[$0]].id }
    timeline = Timeline(session)
    picture = Pacing.picture(of: timeline)
    self.life = life
    liveAnchor = (life == .recording ? max(session.lastOffset, here) : timeline.end, now.offset)
    if life == .recording, !isAtNow { liveAnchor.offset = session.lastOffset }
    pacing = Pacing(timeline.moments.lazy.map(\.at), end: timeline.end, longestGap: pacing.longestGap)
    if !isAtNow { head.seek(to: min(here, timeline.end), at: now.offset.rawValue) }
    selected = looked.flatMap { session.note(id: $0) }.flatMap {
      timeline.index(ofNote: $0.number).flatMap(timeline.arrival)
    }
    sift()
  }

  /// The session is in other hands now, and has not grown.
  public mutating func take(_ life: SessionLife, at now: Stamp) {
    guard self.life != nil, life != self.life else { return }
    take(session, life: life, at: now)
  }

  // MARK: Notes

  /// The note at a place among those that were entered, as it is now.
  package func note(at place: Int) -> Note { timeline.session.notes[timeline.arrivals[place]] }

  /// The place of the note that is looked at: the chosen one, else the last that was entered and is admitted.
  package var current: Int? {
    if let selected { return selected }
    let place = admittedCount - 1
    return place >= 0 ? admitted[place] : nil
  }

  /// Why no note is looked at.
  var noNoteWords: String {
    filter.isEmpty ? "no note yet at this time" : "the filter shows no note at this time"
  }

  /// The note that is looked at, as it read then.
  package var currentNote: Note? { current.flatMap { timeline.note(timeline.arrivals[$0], at: position) } }

  /// How many admitted notes had been entered.
  package var admittedCount: Int {
    let (position, notes, arrivals) = (position, timeline.session.notes, timeline.arrivals)
    return admitted.firstPlace { notes[arrivals[$0]].saved <= position }
  }

  // MARK: Finding

  /// What is left out, and the words it was asked with.
  package var filter: NoteFilter { sifting.filter }
  package var filterText: String { sifting.filterText }
  /// What is looked for, and the words it was asked with.
  package var search: NoteFilter { sifting.search }
  package var searchText: String { sifting.searchText }
  /// Places, among the notes in the order in which they were entered, of those that the filter admits; rising.
  package var admitted: [Int] { sifting.admitted }
  /// The generation of `admitted`: it rises with every change of it.
  package var admission: Int { sifting.admission }
  /// Those of `admitted` that are looked for.
  package var hits: [Int] { sifting.hits }

  /// The note at a place is one of those that the filter admits.
  package func isAdmitted(_ place: Int) -> Bool { sifting.isAdmitted(place) }

  /// Marks what holds some words, and goes nowhere.
  package mutating func look(for words: String) { sifting.look(for: words, in: timeline, layers) }

  private mutating func sift() {
    sifting.sift(timeline, layers)
    letGo()
  }

  /// If the note that is looked at is left out, none is looked at.
  mutating func letGo() {
    if let selected, !sifting.isAdmitted(selected) { self.selected = nil }
  }

  /// What the filter leaves out, as it stands here and in all.
  var leftOutWords: String {
    let all = timeline.noteCount(at: position)
    let shown = admittedCount
    return "\(shown) of \(counted(all, "note")) shown, \(all - shown) left out; in the whole session "
      + "\(admitted.count) of \(timeline.arrivals.count)"
  }

  // MARK: Reviewing

  /// A change waits for a reviewer's name, or for the review to be opened.
  package var isWaiting: Bool { reviewing.waiting != nil }
  /// The line that asked for it; nil if a key did.
  package var waitingLine: String? { reviewing.waiting?.line }

  /// Nobody says who reviews: the change that waited for it is not made.
  package mutating func giveUpWaiting() { reviewing.giveUpWaiting() }

  /// Lets somebody review where one stands, and asks of the notes anew: what reviewers say is looked through too.
  mutating func review(_ act: (inout Reviewing, Reviewing.Place, inout ReplayAnswers) -> Void) {
    let place = Reviewing.Place(
      session: session, note: currentNote.flatMap { session.note($0.number) }, noNote: noNoteWords, now: now)
    act(&reviewing, place, &answers)
    // Without words to look for all notes are shown, whatever is said of them.
    if sifting.asksForWords { sift() }
  }

  /// One's review was opened for writing.
  ///
  /// - Returns: what has to be done: what had to wait for it.
  public mutating func opened(
    _ review: Review, history: UndoHistory<ReviewChange>, at now: Stamp
  ) -> [ReplayEffect] {
    self.now = now
    self.review { $0.opened(review, history: history, at: $1, &$2) }
    return answers.take()
  }

  /// One's review could not be opened.
  public mutating func notOpened(_ reason: String) -> [ReplayEffect] {
    reviewing.giveUpWaiting()
    return [.say(Reply(.refused, [safeText("error: \(reason)")]))]
  }

  /// The review's journal has grown much larger than the review. It is begun anew after the review as it stands, with
  /// what can still be undone.
  public mutating func beginJournalAnew(at now: Stamp) -> [ReplayEffect] {
    self.now = now
    reviewing.renew(now: now, &answers)
    return answers.take()
  }
}
