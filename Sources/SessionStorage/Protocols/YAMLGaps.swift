/// Follows libyaml's marks through the bytes of a file, for what its events leave out: the signs that stand
/// before, between and behind them.
struct YAMLGaps {
  private let bytes: [UInt8]
  private var offset = 0
  /// In Unicode scalars.
  private var index = 0
  private var place = Place()

  /// Begins at the beginning of a file: UTF-8.
  init(of bytes: [UInt8]) { self.bytes = bytes }

  /// What stands here.
  var sign: Unicode.Scalar? { offset < bytes.count ? Unicode.Scalar(bytes[offset]) : nil }

  /// What stands next on this line, if it is no comment.
  var nextOnLine: Unicode.Scalar? {
    let next = bytes[offset...].first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    guard let next, ![UInt8(ascii: "#"), newline, carriageReturn].contains(next) else { return nil }
    return Unicode.Scalar(next)
  }

  /// The comment that follows on this line, if its `#` touches a word as in `#1`: it may have been meant as text.
  var commentOnLine: String? {
    guard let comment = anyCommentOnLine, let next = comment.dropFirst().first,
      !isBlank(next), next != UInt8(ascii: "#")
    else { return nil }
    return String(decoding: comment, as: UTF8.self)
  }

  /// Where the comment that follows on this line begins, if it may have been meant as text or holds a bracket that ends
  /// something.
  var cutOnLine: Place? {
    guard let comment = anyCommentOnLine,
      commentOnLine != nil || comment.contains(UInt8(ascii: "}")) || comment.contains(UInt8(ascii: "]"))
    else { return nil }
    return Place(line: place.line, column: place.column + comment.startIndex - offset)
  }

  private var anyCommentOnLine: ArraySlice<UInt8>? {
    // Only what is needed is looked at: a file may be one long line.
    guard let start = bytes[offset...].firstIndex(where: { !isBlank($0) }), bytes[start] == UInt8(ascii: "#")
    else {
      return nil
    }
    return bytes[start...].prefix { $0 != newline && $0 != carriageReturn }
  }

  /// Whether it has not moved over a mark yet.
  func isBefore(_ mark: YAMLMark) -> Bool { index <= mark.index }

  /// Moves on to a mark. If nothing but a gap lies before that, this gives where a question mark stands in it.
  @discardableResult
  mutating func move(to mark: YAMLMark) -> Place? {
    guard isBefore(mark) else { return nil }
    var questionMark: Place?
    var isInComment = false
    while index < mark.index, offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case newline, carriageReturn: isInComment = false
      case UInt8(ascii: "#"): isInComment = true
      case UInt8(ascii: "?") where !isInComment: questionMark = questionMark ?? place
      default: break
      }
      if byte == newline || (byte == carriageReturn && bytes.dropFirst(offset + 1).first != newline) {
        place = Place(line: place.line + 1)
      } else {
        place.column += 1
      }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      index += 1
    }
    place = mark.place
    return questionMark
  }
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

private func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
