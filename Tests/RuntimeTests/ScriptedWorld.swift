#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import Interview
import Synchronization
import Testing
import TextScreen

@testable import Runtime

/// A clock that only moves when it is told to.
final class ScriptedClock: Sendable {
  private let reading = Mutex(
    ClockReading(running: 0, awake: 0, wall: WallTime(milliseconds: 1_773_500_000_000, utcOffset: 60)))

  var now: ClockReading { reading.withLock { $0 } }

  func pass(_ milliseconds: Int) {
    reading.withLock { now in
      now.running += milliseconds
      now.awake += milliseconds
      now.wall = now.wall.adding(milliseconds)
    }
  }

  /// Somebody sets the wall clock.
  func set(ahead milliseconds: Int) { reading.withLock { $0.wall = $0.wall.adding(milliseconds) } }

  /// The machine sleeps.
  func sleep(_ milliseconds: Int) {
    reading.withLock { now in
      now.running += milliseconds
      now.wall = now.wall.adding(milliseconds)
    }
  }
}

/// Set and looked at by a test and by the disk's thread.
final class Flag: Sendable {
  private let value: Mutex<Bool>

  init(_ isSet: Bool = false) { value = Mutex(isSet) }

  var isSet: Bool {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}

/// A world in which everything happens as it was written down.
struct ScriptedWorld: Outside {
  enum Step {
    case happens([Happening])
    /// The disk is waited for until this is shown.
    case until(String)
    /// The disk is waited for until the sitting ends.
    case untilTheEnd
    /// Nothing happens for so many milliseconds.
    case passes(Int)
    /// Somebody looks at what is shown, or does something to the disk.
    case then((borrowing ScriptedWorld) -> Void)
  }

  let clock: ScriptedClock
  var size = Size(rows: 24, columns: 80)
  var isSent = true
  var hasInput = false
  private var steps: [Step]
  /// The frames that were shown, the last one last.
  private(set) var frames: [Frame] = []
  /// All that was written.
  private(set) var text = ""
  private(set) var repaints = 0
  /// What the loop asked for each time that it waited, in milliseconds.
  private(set) var timeouts: [Int] = []
  /// How often the input was left outside.
  private(set) var waitsWithoutInput = 0

  init(_ clock: ScriptedClock, _ steps: [Step]) {
    self.clock = clock
    self.steps = steps
  }

  /// All steps were taken.
  var isOver: Bool { steps.isEmpty }

  /// The last frame.
  var lines: [String] { frames.last?.text ?? [] }

  mutating func draw(_ frame: Frame) { frames.append(frame) }
  mutating func repaint() { repaints += 1 }
  mutating func send(_ text: String) { self.text += text }
  mutating func close() {}

  mutating func wait(
    atMost milliseconds: Int, or others: [Int32], takesInput: Bool, woken: () -> Void
  ) -> [Happening] {
    timeouts.append(milliseconds)
    if !takesInput { waitsWithoutInput += 1 }
    skim()
    guard let step = steps.first else { return [.stop] }
    var happened: [Happening] = []
    switch step {
    case .happens(let events):
      steps.removeFirst()
      clock.pass(10)
      happened = events
    case .passes(let milliseconds):
      steps.removeFirst()
      clock.pass(milliseconds)
      happened = [.idle]
    case .until, .untilTheEnd:
      var descriptors = others.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&descriptors, nfds_t(descriptors.count), 20_000) > 0 else {
        Issue.record("the disk tells nothing: \(step), \(lines + [text])")
        return [.stop]
      }
      clock.pass(1)
      happened = [.ready]
    case .then: break
    }
    woken()
    return happened
  }

  /// Leaves behind what only has to be looked at, and what was waited for and is there.
  private mutating func skim() {
    while let step = steps.first {
      switch step {
      case .then(let look):
        steps.removeFirst()
        look(self)
      case .until(let wanted) where shows(wanted): steps.removeFirst()
      default: return
      }
    }
  }

  /// The text is shown.
  func expect(_ wanted: String, sourceLocation: SourceLocation = #_sourceLocation) {
    if !shows(wanted) {
      Issue.record("“\(wanted)” is not shown: \(lines + [text])", sourceLocation: sourceLocation)
    }
  }

  /// The text stands in the last frame, or was written.
  func shows(_ wanted: String) -> Bool { lines.contains { $0.contains(wanted) } || text.contains(wanted) }
}

extension ScriptedWorld.Step {
  /// Somebody types a line at a screen and enters it.
  static func enters(_ line: String) -> Self { .happens(line.map { .key(.character($0)) } + [.key(.enter)]) }

  /// Somebody types, and does not enter it.
  static func types(_ line: String) -> Self { .happens(line.map { .key(.character($0)) }) }

  /// Lines come out of a pipe, all at once.
  static func lines(_ lines: String...) -> Self { .happens(lines.map { .line(.text($0)) }) }

  static func presses(_ key: Key) -> Self { .happens([.key(key)]) }
}
