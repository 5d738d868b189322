/// The notes of two states of one session, put together by their ids.
struct NotesUnion {
  /// How the two states stand to each other.
  enum Lineage {
    /// This side has every record of the other.
    case ahead
    /// The other side has every record of this one.
    case behind
    /// Each may have records that the other does not.
    case apart
  }

  /// This side's notes, changed step by step into those of the union.
  private(set) var notes: [Note]
  /// Notes that only the other side has, in the order in which they were saved, with the numbers they had there.
  private(set) var joining: [Note] = []
  /// This side's retractions, changed step by step into those of the union.
  private(set) var retracted: [RetractedNote]
  /// Notes of which both sides' versions stay: the note's id, and the id of the other side's version.
  private(set) var conflicts: [(note: String, version: String)] = []

  private let lineage: Lineage
  /// When the first of the records was made that only the other side has; nil if that is not known.
  private let theirBeginning: Offset?
  private let myBeginning: Offset?
  /// The places of the notes with an id. There are several only in a file that somebody has put together by hand.
  private var places: [String: [Int]] = [:]
  private var joiningPlaces: [String: [Int]] = [:]
  /// Notes that a retraction of the other side takes away, by their places.
  private var gone: Set<Int> = []

  init(_ mine: Session, _ theirs: Session, _ lineage: Lineage) {
    self.lineage = lineage
    notes = mine.notes
    retracted = mine.retracted
    myBeginning = mine.recorders.without(theirs.recorders).map(\.from).min()
    theirBeginning = theirs.recorders.without(mine.recorders).map(\.from).min()
    for (index, note) in notes.enumerated() { places[note.id, default: []].append(index) }
    let mineRetracted = Dictionary(retracted.map { ($0.id, $0) }) { _, last in last }
    for note in theirs.notes { take(note, retracted: mineRetracted[note.id]) }
    takeRetractions(of: theirs, mine: mineRetracted)
    joining.sort { ($0.saved, $0.number, $0.id) < ($1.saved, $1.number, $1.id) }
    notes = notes.indices.filter { !gone.contains($0) }.map { notes[$0] }
  }

  private mutating func take(_ note: Note, retracted mine: RetractedNote?) {
    if let places = places[note.id] {
      merge(note, at: places)
    } else if joiningPlaces[note.id] != nil {
      standBeside(note)
    } else if let mine {
      guard lineage != .ahead, !note.redacted,
        lineage == .behind || outlives(note, mine, since: theirBeginning)
      else { return }
      retracted.removeAll { $0.id == note.id }
      join(note)
    } else {
      join(note)
    }
  }

  private mutating func merge(_ note: Note, at places: [Int]) {
    if let place = places.first(where: { notes[$0].saysTheSame(as: note) }) {
      notes[place] = notes[place].completed(by: note)
      return
    }
    guard let place = places.first else { return }
    let mine = notes[place]
    // What one side has destroyed is gone from both by now, so that no second version is left to stay.
    guard !mine.redacted else { return }
    if lineage == .ahead || mine.isEdited(from: note) {
      return
    } else if lineage == .behind || note.isEdited(from: mine) {
      notes[place] = mine.updated(to: note)
    } else {
      standBeside(note)
    }
  }

  /// Two edits contradict: the other side's version becomes a note of its own, unless an earlier union has made it
  /// one already.
  private mutating func standBeside(_ note: Note) {
    var version = note
    var count = 1
    while true {
      version.id = note.versionID(count)
      let found =
        places[version.id].map { $0.map { notes[$0] } }
        ?? joiningPlaces[version.id].map { $0.map { joining[$0] } }
      guard let found else { break }
      let isThere = found.contains { $0.redacted || $0.saysTheSame(as: note) || $0.isEdited(from: note) }
      if isThere { return }
      count += 1
    }
    guard !retracted.contains(where: { $0.id == version.id }) else { return }
    conflicts.append((note.id, version.id))
    join(version)
  }

  private mutating func join(_ note: Note) {
    joiningPlaces[note.id, default: []].append(joining.count)
    joining.append(note)
  }

  /// The note was edited by one who did not know of the retraction, or after it.
  private func outlives(_ note: Note, _ retraction: RetractedNote, since beginning: Offset?) -> Bool {
    note.isEdited(since: retraction.retractedAt) || (beginning.map(note.isEdited(since:)) ?? false)
  }

  private mutating func takeRetractions(of theirs: Session, mine: [String: RetractedNote]) {
    for retraction in theirs.retracted where mine[retraction.id] == nil {
      guard let places = places[retraction.id], theirs.note(id: retraction.id) == nil else {
        retracted.append(retraction)
        continue
      }
      let stays = places.contains { place in
        lineage == .ahead || notes[place].redacted
          || lineage == .apart && outlives(notes[place], retraction, since: myBeginning)
      }
      if stays { continue }
      gone.formUnion(places)
      retracted.append(retraction)
    }
  }
}
