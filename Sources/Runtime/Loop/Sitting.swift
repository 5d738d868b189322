/// One stay before a screen or at a line: a recording, a replay, home. What happens comes in; what is to be seen and
/// kept goes out. Nothing in it waits: only the loop does.
protocol Sitting {
  /// How it ended.
  associatedtype Ending

  /// How it ended; nil as long as it goes on.
  var ending: Ending? { get }
  /// Milliseconds until it wants to be woken, if nothing happens before.
  var wakeUp: Int { get }
  /// Descriptors that it waits for besides the input; -1 is none.
  var awaited: [Int32] { get }
  /// What is typed is read now.
  var takesInput: Bool { get }

  /// The waiting is over: clocks are read before anything else is.
  mutating func wake()
  /// Takes what happened, in its order.
  mutating func take(_ happened: [Happening], on outside: inout some Outside)
  /// Shows how things stand.
  mutating func show(on outside: inout some Outside)
}

extension Sitting {
  var takesInput: Bool { true }

  mutating func wake() {}

  /// The one loop: shows, waits and takes until the sitting ends.
  mutating func sit(_ outside: inout some Outside) -> Ending {
    while true {
      if let ending { return ending }
      show(on: &outside)
      let (wakeUp, awaited, takesInput) = (wakeUp, awaited, takesInput)
      let happened = outside.wait(atMost: wakeUp, or: awaited, takesInput: takesInput) { wake() }
      take(happened, on: &outside)
    }
  }
}
