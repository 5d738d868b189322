/// About how many bytes changes take in a journal, rather too many than too few. It decides how much of the history of
/// undo a journal takes along, and what is too much for one record.
extension Change {
  /// In bytes.
  public var size: Int {
    let own: Int
    switch self {
    case .visited, .visitClosed, .relabelled, .pause, .offRecord, .struckOut, .erased, .clock, .ended, .begun,
      .finished, .asked, .retracted, .recorder, .budget, .outcome, .stanceMoved:
      own = 100
    case .started(let head):
      // The protocol's file has at most a mebibyte.
      own = head.protocol.questions.count * 1000 + 1000
    case .group(let group):
      let words = [
        group.code, group.country, group.setting, group.place, group.language, group.notesLanguage,
      ]
      own = words.reduce(group.unknown.size) { $0 + ($1?.size ?? 0) }
    case .answer(let id, let text): own = id.size + (text?.size ?? 0)
    case .participant(_, let participant): own = participant?.size ?? 0
    case .participantChanged(_, let edit): own = edit.size
    case .note(_, let note): own = note?.size ?? 0
    case .unretracted(let note): own = note.size
    case .edited(_, let edit, _), .unedited(_, let edit): own = edit.size
    case .stance(let stance): own = stance.changes.count * 90 + stance.unknown.size
    case .stanceChanged(_, _, let splice): own = splice.inserted.count * 90
    case .probe(let mark): own = mark.changes.count * 50 + mark.unknown.size
    case .probeChanged(_, _, let splice): own = splice.inserted.count * 50
    case .recording(let recording): own = recording.label?.size ?? 0
    case .summary(let summary): own = summary.notes.reduce(0) { $0 + $1.size }
    case .redacted(let numbers): own = numbers.count * 12
    case .wordRedacted(let word, _): own = word.size + 50
    case .draft(let draft): own = draft?.text.size ?? 0
    case .draftChanged(let edit): own = edit.inserted.size
    case .putAside(_, let line): own = line?.text.size ?? 0
    case .history(let history): own = history.size
    case .together(let changes): own = changes.reduce(0) { $0 + $1.size }
    }
    return own + 100
  }
}

extension ReviewChange {
  /// In bytes.
  public var size: Int {
    let own: Int
    switch self {
    case .started, .check(_, nil), .memo(_, _, nil), .verified(_, nil): own = 100
    case .code(_, let code, _): own = code.size + 50
    case .memo(_, _, let memo?): own = memo.text.size + memo.unknown.size
    case .check(_, let check?): own = check.about.size + check.unknown.size
    case .speakers(_, let correction): own = (correction?.speakers.count ?? 0) * 6
    case .verified(_, let verified?): own = verified.text.size + verified.unknown.size
    case .newCode(let code, let entry): own = code.size + (entry?.about.size ?? 0)
    case .wordErased(let word, let codes): own = codes.reduce(word.size) { $0 + $1.size }
    case .erased(let notes): own = notes.reduce(0) { $0 + $1.size }
    case .history(let history): own = history.size
    case .together(let changes): own = changes.reduce(0) { $0 + $1.size }
    }
    return own + 100
  }
}

extension UndoHistory {
  fileprivate var size: Int { (undoable + redoable).reduce(0) { $0 + $1.inverse.size + 40 } }
}

extension String {
  /// As JSON has it, where a control character takes six bytes.
  fileprivate var size: Int {
    utf8.reduce(4) { size, byte in
      switch byte {
      case 0..<0x20: size + 6
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F...: size + 2
      default: size + 1
      }
    }
  }
}

extension NoteContent {
  fileprivate var size: Int {
    codes.reduce(150 + text.size + (manner?.size ?? 0) + speakers.count * 6) { $0 + $1.size }
  }
}

extension Note {
  fileprivate var size: Int {
    revisions.reduce(200 + content.size + typed.size + unknown.size) {
      $0 + 100 + $1.content.size + $1.typed.size + $1.unknown.size
    }
  }
}

extension NoteEdit {
  fileprivate var size: Int {
    var size = 60 + (text?.size ?? 0) + (typed?.size ?? 0) + ((manner ?? nil)?.size ?? 0)
    size += (speakers?.count ?? 0) * 6
    return (codes ?? []).reduce(size) { $0 + $1.size }
  }
}

extension Participant {
  fileprivate var size: Int {
    attributes.reduce(300 + (label?.size ?? 0) + present.count * 60 + unknown.size) {
      $0 + $1.key.size + $1.value.size
    }
  }
}

extension ParticipantEdit {
  fileprivate var size: Int {
    attributes.reduce(
      100 + ((label ?? nil)?.size ?? 0) + (present?.inserted.count ?? 0) * 60 + consent.count * 50
    ) {
      $0 + $1.key.size + ($1.value?.size ?? 4)
    }
  }
}

extension UnknownFields {
  fileprivate var size: Int { reduce(0) { $0 + $1.key.size + $1.value.size } }
}

extension JSON {
  fileprivate var size: Int {
    switch self {
    case .null, .bool, .integer, .number: 24
    case .string(let text): text.size
    case .array(let elements): elements.reduce(2) { $0 + $1.size }
    case .object(let members): members.size + 2
    }
  }
}
