internal import CSystem

/// Runs something once on a thread of its own, to which no signal is delivered.
package func startThread(_ body: sending @escaping () -> Void) throws(SystemFailure) {
  let work = Unmanaged.passRetained(Work(body))
  let failed = cs_thread_start(
    { context in
      guard let context else { return }
      Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
    }, work.toOpaque())
  guard failed != 0 else { return }
  let failure = SystemFailure(of: "thread")
  work.release()
  throw failure
}

private final class Work {
  let run: () -> Void

  init(_ run: @escaping () -> Void) { self.run = run }
}
