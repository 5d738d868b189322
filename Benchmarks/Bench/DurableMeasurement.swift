import Foundation
import PseudoTerminal

extension AtWork {
  /// Enters a note and waits until the screen says that it is durable.
  ///
  /// - Parameter number: how many notes there are with it.
  /// - Returns: microseconds from Enter.
  func enterNote(_ number: Int) throws -> Double {
    type("3 they told us in week \(number) that the rules had changed and nobody knew")
    try rest(for: 15)
    let mark = Contender.durable(number, fullScreen: emulator.isAlternateScreen)
    guard !shows([mark]) else { throw fault("says too early that note \(number) is durable") }
    return try time(from: "\r") { shows([mark]) }
  }

  /// Asks the bare program once.
  func askForSync() throws -> Double {
    try rest(for: 15)
    let bytes = emulator.byteCount
    return try time(from: "n") { emulator.byteCount > bytes }
  }

  /// Sends a key and waits for what it does. To look at the screen takes longer than to read, so what comes is kept
  /// with its time and looked at when nothing more comes.
  func time(from key: String, until isDone: () -> Bool) throws -> Double {
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
    throw fault("does not show what “\(key == "\r" ? "Enter" : key)” does")
  }
}
