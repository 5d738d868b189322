internal import Interview
internal import Screens
internal import SessionStorage
internal import TextScreen

/// What is seen while a session is read that takes long to read.
struct OpeningSitting: Sitting {
  /// How the waiting ended.
  enum Ending {
    case opened(Result<ReplaySource.Opened, StorageError>)
    /// It was given up.
    case givenUp
    /// The program has to end.
    case stopped
  }

  private(set) var ending: Ending?
  /// Keys that were pressed meanwhile and are the replay's.
  private(set) var early: [Happening] = []
  private let work: Background<ReplaySource.Opened>
  private let heading: SessionHeading?

  init(_ work: Background<ReplaySource.Opened>, of heading: SessionHeading?) {
    self.work = work
    self.heading = heading
  }

  var wakeUp: Int { 60_000 }

  var awaited: [Int32] { [work.wakeDescriptor] }

  mutating func show(on outside: inout some Outside) {
    outside.draw(OpeningFrame.frame(heading, outside.size))
  }

  mutating func take(_ happened: [Happening], on outside: inout some Outside) {
    for happening in happened where ending == nil {
      switch happening {
      case .key(.control("q")), .key(.control("c")), .key(.character("q")), .key(.escape): ending = .givenUp
      case .stop: ending = .stopped
      case .ready: if let result = work.result { ending = .opened(result) }
      case .key: early.append(happening)
      case .line, .partial, .inputEnded, .idle, .interrupted, .continued: break
      }
    }
  }
}
