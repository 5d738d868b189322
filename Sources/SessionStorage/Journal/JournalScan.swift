#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a journal's bytes hold: every whole frame, and what is none.
///
/// Total and linear in the number of bytes, whatever they are: a frame ends where its line ends, so each byte is
/// summed at most once, and after damage the next frame is looked for at the next line.
struct JournalScan: Equatable, Sendable {
  /// The payloads of whole frames, in the order of the file.
  private(set) var payloads: [Range<Int>] = []
  /// Bytes that were a frame or a line break once.
  private(set) var damage: [Range<Int>] = []
  /// The end of the file, where a write was cut off; never acknowledged.
  private(set) var torn: Range<Int>?
  /// Where the last whole frame ends; after it come damage, a torn frame, or zeros that a file system put where
  /// bytes were to come.
  private(set) var end = 0

  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { scan($0) }
  }

  private mutating func scan(_ bytes: UnsafeRawBufferPointer) {
    var position = 0
    var hit: Int?
    var lineEnd = -1
    while position < bytes.count {
      if lineEnd < position { lineEnd = JournalScan.lineEnd(in: bytes, from: position) }
      // Complete but for its line break at the very end: cut off there.
      if let payload = JournalFrame.payload(in: bytes, at: position, lineEnd: lineEnd),
        payload.upperBound < bytes.count
      {
        if let start = hit { damage.append(start..<position) }
        hit = nil
        payloads.append(payload)
        if payload.upperBound != lineEnd {
          damage.append(payload.upperBound..<payload.upperBound + 1)
        }
        position = payload.upperBound + 1
        end = position
      } else {
        hit = hit ?? position
        position = min(lineEnd + 1, bytes.count)
      }
    }
    if let hit { judgeTail(bytes, from: hit) }
  }

  private mutating func judgeTail(_ bytes: UnsafeRawBufferPointer, from start: Int) {
    var last = bytes.count
    while last > start, bytes[last - 1] == 0 { last -= 1 }
    guard last > start else { return }
    var lastLine = last
    while lastLine > start, bytes[lastLine - 1] != JournalFrame.newline { lastLine -= 1 }
    let isTorn =
      lastLine < last && JournalFrame.isTorn(UnsafeRawBufferPointer(rebasing: bytes[lastLine..<last]))
    if isTorn { torn = lastLine..<last }
    let damaged = start..<(isTorn ? lastLine : last)
    if !damaged.isEmpty { damage.append(damaged) }
  }

  private static func lineEnd(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    guard let base = bytes.baseAddress,
      let found = memchr(base + start, Int32(JournalFrame.newline), bytes.count - start)
    else { return bytes.count }
    return UnsafeRawPointer(found) - base
  }
}
