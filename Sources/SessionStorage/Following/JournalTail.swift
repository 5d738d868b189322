internal import Interview

/// How far a journal has been read that another program writes.
struct JournalTail: Sendable {
  private let file: OpenFile
  /// For notices.
  let name: String
  /// Where the last whole frame begins, how long it is, and what its head says; nil before the first.
  private var last: (start: Int, length: Int, head: [UInt8])?
  /// Bytes after it of a frame that is not whole.
  private(set) var torn: Int

  init(_ segment: Segment) {
    file = segment.file
    name = segment.name
    torn = segment.scan.torn?.count ?? 0
    last = JournalTail.last(segment.scan, in: segment.bytes, from: 0)
  }

  /// Another program is writing to it now.
  func isLocked() throws(StorageError) -> Bool { try file.isLocked() }

  /// Reads what has come to the journal, which is `size` bytes long now.
  ///
  /// The last frame is read once more: if it is not where it was, the journal has been changed and not only
  /// written on.
  /// - Returns: the payloads of new whole frames; nil if the journal has to be read as a whole.
  mutating func payloads(upTo size: Int) throws(StorageError) -> [[UInt8]]? {
    guard let last, size <= Recovery.largest, size > last.start + last.length else { return nil }
    let wanted = size - last.start
    let bytes = try file.bytes(from: last.start, upTo: wanted, expected: wanted)
    let scan = JournalScan(bytes)
    guard scan.damage.isEmpty, let first = scan.payloads.first, first.lowerBound == JournalFrame.headLength,
      first.upperBound + 1 == last.length, bytes.starts(with: last.head)
    else { return nil }
    torn = scan.torn?.count ?? 0
    self.last = JournalTail.last(scan, in: bytes, from: last.start)
    return scan.payloads.dropFirst().map { Array(bytes[$0]) }
  }

  private static func last(
    _ scan: JournalScan, in bytes: [UInt8], from start: Int
  ) -> (start: Int, length: Int, head: [UInt8])? {
    guard let payload = scan.payloads.last else { return nil }
    let head = payload.lowerBound - JournalFrame.headLength
    return (start + head, payload.upperBound + 1 - head, Array(bytes[head..<payload.lowerBound]))
  }
}
