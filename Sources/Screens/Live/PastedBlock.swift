/// What is shown of a block that was pasted, and may be a megabyte without a line break.
struct PastedBlock: Sendable {
  /// Lines that are not empty.
  private(set) var lines = 0
  /// The beginnings of the first lines.
  private(set) var first: [String] = []

  private static let mostLines = 1000
  /// Bytes of a line: more than a row of the widest terminal shows.
  private static let longestLine = 4096

  init(_ block: String) {
    let bytes = block.utf8
    var start = bytes.startIndex
    while true {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
      if end > start { lines += 1 }
      if first.count < PastedBlock.mostLines {
        let cut = bytes.index(start, offsetBy: PastedBlock.longestLine, limitedBy: end) ?? end
        first.append(String(decoding: bytes[start..<cut], as: UTF8.self))
      }
      guard end < bytes.endIndex else { return }
      start = bytes.index(after: end)
    }
  }
}
