import Interview
import RandomSessions

@testable import SessionStorage

extension Change.Kind {
  /// It may hold others, or a whole protocol.
  fileprivate var isWhole: Bool { self == .started || self == .together || self == .history }
}

extension RandomSession {
  /// A record of any kind.
  mutating func record() -> Record {
    record(of: one(of: Change.Kind.allCases))
  }

  mutating func record(of kind: Change.Kind) -> Record {
    let role: RecordRole = one(of: [.change, .undo(number(1...999)), .redo(number(1...999))])
    return Record(
      number: number(1...1_000_000), at: offset(), role: role, change: change(of: kind), unknown: unknown())
  }

  mutating func change(of kind: Change.Kind) -> Change {
    switch kind {
    case .started: return .started(head())
    case .recorder: return .recorder(recorder())
    case .begun: return .begun(stamp())
    case .group: return .group(group())
    case .budget: return .budget(budget())
    case .answer: return .answer(id: name(), text: maybe { $0.text() })
    case .participant:
      let seat = number(1...99)
      return .participant(seat, maybe { $0.participant(seat) })
    case .note:
      let number = number(1...999)
      return .note(number: number, maybe { $0.note(number) })
    case .edited: return .edited(number: number(1...999), noteEdit(), at: offset())
    case .unedited: return .unedited(number: number(1...999), noteEdit())
    case .asked: return .asked(number: number(1...999), at: maybe { $0.offset() })
    case .stanceChanged:
      let stance = stance()
      return .stanceChanged(stance.participant, stance.target, splice(3) { $0.stanceChange() })
    case .stanceMoved:
      let stance = stance()
      return .stanceMoved(stance.participant, stance.target, to: question())
    case .probeChanged:
      let mark = probe()
      return .probeChanged(mark.question, mark.probe, splice(3) { $0.tick() })
    case .participantChanged: return .participantChanged(number(1...99), participantEdit())
    case .draftChanged: return .draftChanged(draftEdit())
    case .history: return .history(history())
    case .retracted: return .retracted(number: number(1...999), at: offset())
    case .unretracted: return .unretracted(note(number(1...999)))
    case .stance: return .stance(stance())
    case .probe: return .probe(probe())
    case .outcome:
      let question = question()
      return .outcome(question, maybe { $0.outcome(of: question) })
    case .visited: return .visited(question(), at: offset())
    case .visitClosed: return .visitClosed(at: offset())
    case .relabelled: return .relabelled(from: offset(), to: maybe { $0.offset() }, question: question())
    case .pause: return .pause(pause())
    case .offRecord: return .offRecord(stretch())
    case .struckOut: return .struckOut(from: offset(), to: offset())
    case .recording: return .recording(recording())
    case .summary: return .summary(summary())
    case .redacted: return .redacted(numbers: list { $0.number(1...999) })
    case .wordRedacted: return .wordRedacted("a\(text())", at: offset())
    case .erased: return .erased(number(1...99), at: offset())
    case .draft: return .draft(maybe { $0.draft() })
    case .putAside: return .putAside(at: offset(), maybe { $0.draft() })
    case .clock: return .clock(jump())
    case .ended: return .ended(stamp())
    case .finished: return .finished
    case .together:
      return .together(
        list { dice in
          dice.change(of: dice.one(of: Change.Kind.allCases.filter { !$0.isWhole }))
        })
    }
  }

  private mutating func history() -> History {
    func steps(_ dice: inout RandomSession) -> [History.Step] {
      dice.list { dice in
        let kind = dice.one(of: Change.Kind.allCases.filter { !$0.isWhole })
        return History.Step(record: dice.number(1...999), inverse: dice.change(of: kind))
      }
    }
    return History(undoable: steps(&self), redoable: steps(&self), givenUp: number(0...9))
  }
}
