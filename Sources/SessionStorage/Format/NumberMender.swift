internal import Interview

/// Reads a value in which numbers may be out of their range: each is taken as the nearest that is in it, and told. All
/// else that is wrong stays wrong.
struct NumberMender {
  /// What was mended, in the order in which it was found.
  private(set) var faults: [Mismatch] = []

  /// A value with more of them was not written by a slip, and each is one reading more.
  private static let most = 100

  /// Tells of a number that is left as it is.
  mutating func tell(_ fault: Mismatch) { faults.append(fault) }

  /// Reads a value, mended as often as that helps.
  ///
  /// - Parameter outer: the way to the value from the inside out.
  mutating func read<Value>(
    _ json: JSON, under outer: [Mismatch.Step] = [], _ read: (JSON) throws(Mismatch) -> Value
  ) throws(Mismatch) -> Value {
    var json = json
    var rounds = 0
    while true {
      do throws(Mismatch) {
        return try read(json)
      } catch {
        rounds += 1
        guard let nearest = error.nearest, rounds <= NumberMender.most,
          let mended = json.putting(nearest, at: Array(error.steps.reversed())), mended != json
        else { throw error }
        json = mended
        faults.append(error.under(outer))
      }
    }
  }
}

extension [Mismatch] {
  /// Faults that are told with their places; more would say nothing new, and each is looked up from the beginning.
  private static var mostTold: Int { 20 }

  /// As errors about a text that was read, in the order of their places, with the one that kept it from being read.
  func told(after first: FormatFault, in bytes: [UInt8], file: String) -> [FormatFault] {
    var told = [first]
    for fault in prefix(Self.mostTold) {
      guard case .invalid(let fault) = fault.error(in: bytes, file: file) else { continue }
      if !told.contains(where: { $0.position == fault.position }) { told.append(fault) }
    }
    told.sort { left, right in
      (left.position?.line ?? 0, left.position?.column ?? 0) < (
        right.position?.line ?? 0, right.position?.column ?? 0
      )
    }
    if count > Self.mostTold {
      let problem = "\(count - Self.mostTold) more numbers are out of their range"
      told.append(FormatFault(file: file, problem: problem))
    }
    return told
  }
}
