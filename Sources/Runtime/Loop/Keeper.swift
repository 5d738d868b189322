internal import Interview
internal import SessionStorage

/// What a sitting gives to the disk, in order, and how far it has come. Nothing here waits for the disk: what takes its
/// time is done on a thread of its own, and what comes of it is told as news.
struct Keeper<State: RecordedState> {
  /// What a sitting learns.
  enum News {
    case report(StorageReport)
    /// Text is off the state's own files; what others have of it is seen to next.
    case destroyed
    /// Text is out of the record, but not yet off the disk.
    case notDestroyed(StorageError)
    /// Reviews and copies have been seen to.
    case erasedElsewhere(ErasedElsewhere)
    case closed
    /// Nothing is lost, and it can be tried again.
    case notClosed(StorageError)
  }

  /// What is done on another thread, one after the other.
  private enum Errand {
    case destroying(Background<Void>, Destroying)
    case erasing(Background<ErasedElsewhere>)
    case closing(Background<Void>)

    var wakeDescriptor: Int32 {
      switch self {
      case .destroying(let work, _), .closing(let work): work.wakeDescriptor
      case .erasing(let work): work.wakeDescriptor
      }
    }
  }

  /// Text that is to be destroyed.
  private struct Destroying {
    /// Without it.
    var state: State
    /// The number of the record that says what goes: it is given to the writer only if the destruction fails.
    var record: Int
    /// Takes it out of what is not the state's own.
    var elsewhere: @Sendable () -> ErasedElsewhere
  }

  private let store: OpenJournal<State>
  /// The number of the last record that was given to the writer, or gathered for it.
  private(set) var appended: Int
  /// The number of the last record that is on the disk.
  private(set) var durable: Int
  /// No disk of this machine promises that what was written last survives a power cut.
  private(set) var isUnsynced = false
  /// The disk takes nothing: it is tried again when nothing else happens.
  private(set) var isRefused = false
  private var gathered: [State.Entry] = []
  private var owed: [Destroying] = []
  private var leaving: (@Sendable () throws(StorageError) -> Void)?
  /// A beginning anew that waits until nothing else is done to the files.
  private var renewal: State?
  private var errand: Errand?
  private var early: [News] = []
  /// It was let go.
  private var isOver = false

  /// Goes on after records that are durable already.
  init(_ store: OpenJournal<State>, durable: Int) {
    self.store = store
    self.durable = durable
    appended = durable
  }

  /// Readable while there is news.
  var wakeDescriptors: [Int32] { [store.wakeDescriptor] + (errand.map { [$0.wakeDescriptor] } ?? []) }

  // MARK: Giving

  /// Takes a record, unless it has it. It is written with the next `release()`.
  mutating func add(_ record: State.Entry) {
    guard record.number > appended else { return }
    gathered.append(record)
    appended = record.number
  }

  /// Gives the writer all that was gathered: one write and one sync for all of it. What came after a redaction waits until
  /// that has succeeded or failed: only if it fails, its record goes first.
  mutating func release() {
    guard owed.isEmpty, !gathered.isEmpty else { return }
    store.append(gathered)
    gathered = []
  }

  /// Begins the journal anew after a state; the records after it are gathered or given already.
  mutating func renew(_ state: State) {
    guard errand == nil, owed.isEmpty else {
      renewal = state
      return
    }
    release()
    store.renew(state)
  }

  /// Tries what was refused once more.
  func tryAgain() { store.tryAgain() }

  /// Destroys text in the state's own files, then elsewhere.
  ///
  /// - Parameters:
  ///   - state: without it. The last record that was added says what goes; the state may have more.
  ///   - elsewhere: takes it out of what is not the state's own; done on another thread.
  mutating func destroy(_ state: State, elsewhere: @escaping @Sendable () -> ErasedElsewhere) {
    owed.append(Destroying(state: state, record: appended, elsewhere: elsewhere))
    goOn()
  }

  /// Writes the files and lets them go, when all that was asked before is done.
  ///
  /// - Parameter work: does it, on another thread.
  mutating func close(_ work: @escaping @Sendable () throws(StorageError) -> Void) {
    leaving = work
    goOn()
  }

  /// Saves what it was given and leaves the journal for recovery; at most 900 ms are waited for the disk.
  ///
  /// - Throws: why not everything is on a disk.
  mutating func abandon() throws(StorageError) {
    early += outcome()
    // What is still being destroyed counts in any case: its record goes with the others.
    owed = []
    release()
    try store.abandon()
    isOver = true
  }

  // MARK: Hearing

  /// What has happened since the last time, in its order.
  mutating func news() -> [News] {
    let reports = store.reports()
    for report in reports { take(report) }
    var news = early + reports.filter { !isOver || $0 != .outgrown && $0 != .wantsState }.map(News.report)
    early = []
    news += outcome()
    return news
  }

  /// There is news that no descriptor tells of.
  var hasNews: Bool { !early.isEmpty }

  private mutating func take(_ report: StorageReport) {
    switch report {
    case .durable(let number), .written(let number):
      durable = max(durable, number)
      isRefused = false
      if case .written = report { isUnsynced = true } else { isUnsynced = false }
    case .refused: isRefused = true
    case .movedOn, .noticed, .outgrown, .wantsState: break
    }
  }

  private mutating func outcome() -> [News] {
    switch errand {
    case nil: return []
    case .destroying(let work, let destroying):
      guard let result = work.result else { return [] }
      errand = nil
      return take(result, of: destroying)
    case .erasing(let work):
      guard let result = work.result else { return [] }
      errand = nil
      goOn()
      guard case .success(let erased) = result else { return [] }
      return [.erasedElsewhere(erased)]
    case .closing(let work):
      guard let result = work.result else { return [] }
      errand = nil
      return take(result)
    }
  }

  private mutating func take(
    _ result: Result<Void, StorageError>, of destroying: Destroying
  ) -> [News] {
    owed.removeFirst()
    switch result {
    case .success:
      // The state that was written has them.
      gathered.removeAll { $0.number <= destroying.state.lastRecord }
      durable = max(durable, destroying.state.lastRecord)
      release()
      let elsewhere = destroying.elsewhere
      do throws(StorageError) {
        errand = .erasing(try Background { () throws(StorageError) in elsewhere() })
        return [.destroyed]
      } catch {
        goOn()
        return [.destroyed, .erasedElsewhere(elsewhere())]
      }
    case .failure(let error):
      // It counts in any case, and is destroyed later.
      store.append(gathered.filter { $0.number <= destroying.record })
      gathered.removeAll { $0.number <= destroying.record }
      goOn()
      return [.notDestroyed(error)]
    }
  }

  private mutating func take(_ result: Result<Void, StorageError>) -> [News] {
    switch result {
    case .success:
      isOver = true
      durable = max(durable, appended)
      return [.closed]
    case .failure(let error): return [.notClosed(error)]
    }
  }

  /// Begins what is to be done next.
  private mutating func goOn() {
    guard errand == nil else { return }
    if let next = owed.first {
      destroy(next)
    } else if let work = leaving {
      leaving = nil
      release()
      do throws(StorageError) { errand = .closing(try Background(work)) } catch {
        early.append(.notClosed(error))
      }
    } else {
      release()
      if let state = renewal {
        renewal = nil
        store.renew(state)
      }
    }
  }

  private mutating func destroy(_ next: Destroying) {
    // What came before the redaction is no secret, and does not wait for it.
    let before = gathered.prefix { $0.number < next.record }
    store.append(Array(before))
    gathered.removeFirst(before.count)
    let (store, state) = (store, next.state)
    do throws(StorageError) {
      let work = try Background { () throws(StorageError) in try store.beginAnew(state) }
      errand = .destroying(work, next)
    } catch {
      early += take(.failure(error), of: next)
    }
  }
}
