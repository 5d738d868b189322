internal import SessionStorage
internal import Platform

/// Work that is done on a thread of its own while the screen goes on.
final class Background<Value: Sendable>: Sendable {
  private struct State: Sendable {
    var result: Result<Value, StorageError>?
  }

  private let state: Monitor<State>
  private let wake: WakePipe

  /// Begins the work.
  init(_ work: @escaping @Sendable () throws(StorageError) -> Value) throws(StorageError) {
    do throws(SystemFailure) {
      state = try Monitor(State())
      wake = try WakePipe()
      try startThread { [state, wake] in
        let result: Result<Value, StorageError>
        do throws(StorageError) { result = .success(try work()) } catch { result = .failure(error) }
        state.with { $0.result = result }
        wake.signal()
      }
    } catch {
      throw StorageError(error, whose: "a reading thread")
    }
  }

  /// Readable once it is done.
  var wakeDescriptor: Int32 { wake.readEnd }

  /// What came of it; nil while it is not done.
  var result: Result<Value, StorageError>? { state.quietly { $0.result } }

  /// Waits for what comes of it; nil when the time is over.
  func wait(atMost time: Duration? = nil) -> Result<Value, StorageError>? {
    state.wait(atMost: time) { $0.result }
  }
}
