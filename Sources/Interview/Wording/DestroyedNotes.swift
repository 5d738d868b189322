/// Notes in a row that were destroyed in the same way, which one line tells.
public struct DestroyedNotes: Equatable, Sendable {
  /// How the text of a note was destroyed.
  public enum Way: Hashable, Sendable {
    /// It was redacted, by itself or with all that somebody said.
    case redacted
    /// It went off the record: the place of the stretch in the session's list.
    case offRecord(Int)
  }

  /// How.
  public let way: Way
  /// How many, at least 1.
  public private(set) var count = 1
  /// The times of the first and the last of them.
  private var first, last: Offset

  public init(_ note: Note, _ way: Way) {
    self.way = way
    first = note.at
    last = note.at
  }

  /// Takes in the next note of the row.
  public mutating func add(_ note: Note) {
    count += 1
    first = min(first, note.at)
    last = max(last, note.at)
  }

  /// They take a line together. A single note that was redacted keeps its own, with its number.
  public var isOneLine: Bool { count > 1 || way != .redacted }

  /// `4 notes redacted, 00:10:02–00:12:40`, `00:02:37–00:03:37 off the record, 37 notes destroyed`: the times of the notes,
  /// and of the stretch off the record.
  public func words(in session: Session) -> String {
    let notes = count == 1 ? "1 note" : "\(count) notes"
    guard case .offRecord(let place) = way, session.offRecord.indices.contains(place) else {
      return "\(notes) redacted, \(range(first, last, in: session))"
    }
    let stretch = session.offRecord[place]
    return "\(range(stretch.from, stretch.to, in: session)) off the record, \(notes) destroyed"
  }

  private func range(_ from: Offset, _ to: Offset?, in session: Session) -> String {
    let times = [from, to].compactMap { $0 }.map(session.clock)
    return Set(times).count == 1 ? times[0] : times.joined(separator: "–")
  }
}

/// What a list of notes shows in one place.
public enum NoteRow: Equatable, Sendable {
  case note(Note)
  case destroyed(DestroyedNotes)
}

extension Session {
  /// How the text of a note was destroyed; nil if it was not.
  public func destruction(of note: Note) -> DestroyedNotes.Way? {
    guard note.redacted else { return nil }
    for time in [note.at, note.saved] {
      let place = offRecord.firstPlace { $0.from <= time } - 1
      if place >= 0, offRecord[place].holds(time) { return .offRecord(place) }
    }
    return .redacted
  }

  /// Notes in their order, with those taken together that were destroyed in the same way and stand in a row.
  public func rows(of notes: some Sequence<Note>) -> [NoteRow] {
    var rows: [NoteRow] = []
    var open: (notes: DestroyedNotes, first: Note)?
    func close() {
      if let open { rows.append(open.notes.isOneLine ? .destroyed(open.notes) : .note(open.first)) }
      open = nil
    }
    for note in notes {
      guard let way = destruction(of: note) else {
        close()
        rows.append(.note(note))
        continue
      }
      if open?.notes.way == way {
        open?.notes.add(note)
      } else {
        close()
        open = (DestroyedNotes(note, way), note)
      }
    }
    close()
    return rows
  }
}
