internal import CSystem
internal import SessionStorage

/// Work that is done on a thread of its own while the screen goes on.
final class Background<Value: Sendable>: Sendable {
  private struct State: Sendable {
    var result: Result<Value, StorageError>?
  }

  private let state: Monitor<State>
  private let wake: WakePipe

  /// Begins the work.
  init(_ work: @escaping @Sendable () throws(StorageError) -> Value) throws(StorageError) {
    guard let state = Monitor(State()) else {
      throw StorageError.failed("memory", path: "a reading thread", reason: "there is none left")
    }
    self.state = state
    wake = try WakePipe()
    let body = Body { [state, wake] in
      let result: Result<Value, StorageError>
      do throws(StorageError) { result = .success(try work()) } catch { result = .failure(error) }
      state.with { $0.result = result }
      wake.signal()
    }
    let context = Unmanaged.passRetained(body)
    let failed = cs_thread_start(
      { context in
        guard let context else { return }
        Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
      }, context.toOpaque())
    guard failed != 0 else { return }
    context.release()
    throw StorageError.failed("thread", path: "a reading thread", reason: "none could be started")
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

private final class Body: Sendable {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
