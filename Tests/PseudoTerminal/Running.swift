public import Foundation

/// A process that was started; it does not outlive this value.
public final class Running: @unchecked Sendable {
  /// What the process has as standard input, output and error.
  public enum Standard: Sendable {
    case descriptors(input: Int32, output: Int32, error: Int32)
    /// All three are this terminal, which becomes the process's own.
    case terminal(String)
  }

  /// Its number.
  public let pid: pid_t
  private let lock = NSLock()
  private var ended: End?

  /// Starts a command, whose first word is a path or a name in `$PATH`.
  public init(
    _ command: [String], environment: [String: String], folder: String? = nil, standard: Standard
  ) throws {
    _ = Running.withoutBrokenPipe
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let ownSession = Int16(0x0400)
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let ownSession = Int16(0x80)
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var pipeSignal = sigset_t()
    sigemptyset(&pipeSignal)
    sigaddset(&pipeSignal, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &pipeSignal)
    // The threads that run tests block signals, and children would inherit that.
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    var flags = Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
    switch standard {
    case .descriptors(let input, let output, let error):
      for (number, descriptor) in [input, output, error].enumerated() {
        posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
      }
    case .terminal(let path):
      flags |= ownSession
      posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
    posix_spawnattr_setflags(&attributes, flags)
    let elsewhere = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0] } ?? []
    let command = elsewhere + command
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + settings { free(pointer) } }
    var pid: pid_t = 0
    let failed = posix_spawnp(&pid, command[0], &actions, &attributes, &words, &settings)
    guard failed == 0 else {
      throw Stuck("cannot start \(command[0]): \(String(cString: strerror(failed)))")
    }
    self.pid = pid
  }

  deinit {
    guard poll() == nil else { return }
    Glue.kill(pid, SIGKILL)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
  }

  private static let withoutBrokenPipe: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  /// Sends a signal.
  public func send(_ signal: Int32) { if poll() == nil { Glue.kill(pid, signal) } }

  /// How it ended; nil while it runs.
  public func poll() -> End? {
    lock.withLock {
      guard ended == nil else { return ended }
      var status: Int32 = 0
      let found = waitpid(pid, &status, WNOHANG)
      guard found == pid else { return nil }
      ended = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
      return ended
    }
  }

  /// Waits for its end.
  ///
  /// - Throws: if it still runs after so many seconds; it is killed then.
  public func wait(within seconds: Double = 90) throws -> End {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while Date() < deadline {
      if let end = poll() { return end }
      usleep(3000)
    }
    send(SIGKILL)
    throw Stuck("the program still runs after \(seconds) seconds")
  }
}
