internal import CSystem

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Another program that runs: it is given a text, and tells nothing but its end. It has no terminal and none of our files. It does
/// not outlive this value, nor does what it has started.
package final class SpawnedProgram: Sendable {
  private let number: Int32
  /// Its status once it has ended.
  private let state: Monitor<Int32?>
  private let wake: WakePipe

  /// Starts it. No shell reads anything of it.
  ///
  /// - Parameters:
  ///   - path: absolute, as `PathText`.
  ///   - arguments: without its name.
  ///   - input: what it reads on standard input, as much as a pipe holds: 4 KiB at least.
  package init(_ path: String, arguments: [String], input: [UInt8]) throws(SystemFailure) {
    state = try Monitor(nil)
    wake = try WakePipe()
    number = try SpawnedProgram.start(path, arguments, reading: input)
    do throws(SystemFailure) {
      try startThread { [number, state, wake] in
        _ = cs_await_program(number)
        // Nobody ends another process by a number that is free again: both happen behind the monitor's lock.
        state.with { $0 = cs_forget_program(number) }
        wake.signal()
      }
    } catch {
      _ = cs_end_program(number)
      _ = cs_forget_program(number)
      throw error
    }
  }

  deinit { end() }

  private static func start(
    _ path: String, _ arguments: [String], reading input: [UInt8]
  ) throws(SystemFailure) -> Int32 {
    var ends: [Int32] = [-1, -1]
    guard cs_pipe(&ends) == 0 else { throw SystemFailure(of: "pipe") }
    defer { close(ends[0]) }
    // Before there is anybody to wait for: behind the text is its end.
    _ = write(ends[1], input, input.count)
    close(ends[1])
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var number: Int32 = 0
    guard cs_start_program(path, &words, ends[0], &number) == 0 else { throw SystemFailure(of: path) }
    return number
  }

  /// Readable once it has ended.
  package var wakeDescriptor: Int32 { wake.readEnd }

  /// How it ended: its status, or 128 and the signal that ended it; nil as long as it runs.
  package var status: Int? { state.quietly { $0 }.map(Int.init) }

  /// Ends it at once.
  ///
  /// - Parameter patience: how long to wait until it is gone.
  package func end(waiting patience: Duration? = nil) {
    state.quietly { if $0 == nil { _ = cs_end_program(number) } }
    if let patience { _ = state.wait(atMost: patience) { $0 } }
  }
}
