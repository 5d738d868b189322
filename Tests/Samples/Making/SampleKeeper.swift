internal import Facilitation
internal import Interview
internal import SessionStorage

/// Does what a recording asks for, as the program's own loops do: keeps records, begins the files anew, closes.
struct SampleKeeper {
  private let study: StudyFolder
  private var store: OpenSession
  private var gathered: [Record] = []
  private(set) var isClosed = false

  /// Keeps the first records of a new session.
  init(_ id: String, opening effects: [Effect], in study: StudyFolder) throws(StorageError) {
    self.study = study
    store = try OpenSession.create(in: study, id: id) { _ in effects.records }
  }

  /// Does all that a line asks for, in order.
  mutating func perform(_ effects: [Effect], _ session: Session) throws(StorageError) {
    for effect in effects {
      switch effect {
      case .append(let record): gathered.append(record)
      case .beginAnew:
        // The redaction itself is in the state that is written, and never appended.
        gathered.removeLast()
        release()
        try store.beginAnew(session.forgettingEarlierWords)
      case .leave, .finish:
        release()
        try store.close(session.forgettingEarlierWords)
        isClosed = true
      case .renew(let state):
        release()
        store.renew(state)
      case .say, .giveBack, .repaint: break
      }
    }
    release()
  }

  /// The machine dies: the journal stays.
  mutating func abandon() throws(StorageError) {
    try store.abandon(within: .seconds(30))
    isClosed = true
  }

  /// Opens the session again, whether it was left or cut off.
  mutating func resume(_ id: String) throws(StorageError) -> Recovered<Session> {
    let (store, recovered) = try OpenSession.resume(in: study, id: id)
    self.store = store
    isClosed = false
    return recovered
  }

  private mutating func release() {
    store.append(gathered)
    gathered = []
  }
}

extension [Effect] {
  fileprivate var records: [Record] {
    compactMap { effect in
      guard case .append(let record) = effect else { return nil }
      return record
    }
  }
}
