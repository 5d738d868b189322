internal import CSystem

/// A value that several threads share, with waiting for it to become what one needs.
package final class Monitor<State>: @unchecked Sendable {
  private let monitor: OpaquePointer
  private var state: State

  package init(_ state: sending State) throws(SystemFailure) {
    guard let monitor = cs_monitor_make() else {
      throw SystemFailure(of: "memory", reason: "there is none left")
    }
    self.monitor = monitor
    self.state = state
  }

  deinit { cs_monitor_free(monitor) }

  /// Reads the value alone, or changes in it what nobody waits for: nobody is woken.
  package func quietly<Result>(_ body: (inout State) -> Result) -> Result {
    cs_monitor_lock(monitor)
    defer { cs_monitor_unlock(monitor) }
    return body(&state)
  }

  /// Changes the value alone, and wakes all that wait for it.
  package func with<Result>(_ body: (inout State) -> Result) -> Result {
    cs_monitor_lock(monitor)
    defer {
      cs_monitor_wake(monitor)
      cs_monitor_unlock(monitor)
    }
    return body(&state)
  }

  /// Waits until `body` has a result.
  ///
  /// - Returns: nil when the time is over.
  package func wait<Result>(atMost time: Duration? = nil, _ body: (inout State) -> Result?) -> Result? {
    let end = time.map { ContinuousClock.now + $0 }
    cs_monitor_lock(monitor)
    defer { cs_monitor_unlock(monitor) }
    while true {
      if let result = body(&state) { return result }
      var left: Int64 = -1
      if let end {
        let rest = end - ContinuousClock.now
        guard rest > .zero else { return nil }
        left = max(1, Int64(rest / .milliseconds(1)))
      }
      _ = cs_monitor_wait(monitor, left)
    }
  }
}
