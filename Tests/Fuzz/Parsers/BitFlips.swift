@testable import SessionStorage

/// Every bit of a journal flipped, one after the other: each is found, and only the record that was hit is lost.
///
/// The tests do this with 4 KiB. With 64 KiB it takes the optimised build.
public enum BitFlips {
  /// Flips them all.
  ///
  /// - Parameter size: of the journal, in bytes, at least.
  /// - Returns: what does not hold, or nil.
  public static func fault(size: Int) -> String? {
    var frames: [[UInt8]] = []
    while frames.reduce(0, { $0 + $1.count }) < size {
      let text = String(repeating: "we hear late ", count: frames.count % 31)
      frames.append(JournalFrame.bytes(of: Array("{\"n\":\(frames.count),\"text\":\"\(text)\"}".utf8)))
    }
    var bytes = Array(frames.joined())
    let whole = JournalScan(bytes).payloads
    guard whole.count == frames.count else { return "it is not whole to begin with" }
    var record = 0
    for index in bytes.indices {
      // The line break after a record is the record's own last byte here.
      if index > whole[record].upperBound { record += 1 }
      var kept = whole
      // A line break that was hit costs no record: the checksum vouches for the one before it.
      if index != whole[record].upperBound { kept.remove(at: record) }
      for bit in 0..<8 {
        bytes[index] ^= 1 << bit
        let scan = JournalScan(bytes)
        bytes[index] ^= 1 << bit
        guard !scan.damage.isEmpty else { return "bit \(bit) of byte \(index) was not noticed" }
        guard scan.payloads == kept else { return "bit \(bit) of byte \(index) cost other records" }
      }
    }
    return nil
  }
}
