import Foundation
import PseudoTerminal

extension AtWork {
  /// Enters notes and waits until the screen says that they are durable.
  ///
  /// - Parameters:
  ///   - before: how many notes there were.
  ///   - count: how many to enter.
  /// - Returns: the median in microseconds.
  func measureEntries(_ count: Int, after before: Int) throws -> Double {
    try ready(rest: 40)
    var times: [Double] = []
    for number in 1...count {
      type("3 they told us in week \(number) that the rules had changed and nobody knew")
      try rest(for: 15)
      let marks = Contender.durable(before + number)
      guard !shows(marks) else { throw fault("says too early that note \(before + number) is durable") }
      times.append(try time(from: "\r") { shows(marks) })
      try rest(for: 10)
    }
    return try median(of: times)
  }

  /// Asks the bare program as often.
  func measureSyncs(_ count: Int) throws -> Double {
    try ready(rest: 40)
    var times: [Double] = []
    for _ in 1...count {
      try rest(for: 25)
      let bytes = emulator.byteCount
      times.append(try time(from: "n") { emulator.byteCount > bytes })
    }
    return try median(of: times)
  }

  /// Sends a key and waits for what it does. To look at the screen takes longer than to read, so what comes is kept
  /// with its time and looked at when nothing more comes.
  private func time(from key: String, until isDone: () -> Bool) throws -> Double {
    let begin = microseconds()
    type(key)
    var waiting: [(time: Double, bytes: [UInt8])] = []
    while microseconds() - begin < 60e6 {
      if let arrival = try arrival() {
        waiting.append((arrival.time, [UInt8](arrival.bytes)))
      } else if let last = waiting.last, microseconds() - last.time > 2000 {
        for arrival in waiting {
          take(arrival.bytes[...])
          if isDone() { return arrival.time - begin }
        }
        waiting = []
      }
    }
    throw fault("does not say that the note is durable")
  }

  private func median(of times: [Double]) throws -> Double {
    guard let median = middle(of: times) else { throw fault("was not measured") }
    return median
  }
}
