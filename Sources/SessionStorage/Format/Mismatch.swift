internal import Interview

/// A value that is good JSON but not what the format has at its place. It is thrown where it is seen, and each
/// object and list that it leaves adds its own step: what is right pays nothing for it.
struct Mismatch: Error, Equatable {
  /// A way into a value.
  enum Step: Hashable {
    case key(String)
    case index(Int)
  }

  /// From the inside out.
  private(set) var steps: [Step] = []
  /// What was found and what is wanted.
  let problem: String
  /// What may stand there and is nearest to what was found, if that is a number out of its range; nil for all else.
  let nearest: JSON?

  init(_ problem: String, nearest: JSON? = nil) {
    self.problem = problem
    self.nearest = nearest
  }

  func under(_ key: String) -> Mismatch { under(.key(key)) }

  func under(_ index: Int) -> Mismatch { under(.index(index)) }

  /// - Parameter outer: from the inside out.
  func under(_ outer: [Step]) -> Mismatch { outer.reduce(self) { $0.under($1) } }

  private func under(_ step: Step) -> Mismatch {
    var copy = self
    copy.steps.append(step)
    return copy
  }

  /// `notes[3].kind`.
  var path: String {
    var path = ""
    for step in steps.reversed() {
      switch step {
      case .key(let key): path += path.isEmpty ? key : "." + key
      case .index(let index): path += "[\(index)]"
      }
    }
    return path
  }

  /// As an error about a text that has been read: the place is looked up only now.
  func error(in bytes: [UInt8], file: String) -> FormatError {
    let offset = JSONReader.offset(of: steps.reversed(), in: bytes)
    return .invalid(
      FormatFault(
        file: file, position: TextPosition(offset: offset, in: bytes), path: path, problem: problem))
  }
}

extension JSON {
  /// The value with another in the place that a path leads to; nil if it leads nowhere.
  func putting(_ value: JSON, at path: some Collection<Mismatch.Step>) -> JSON? {
    guard let step = path.first else { return value }
    switch (self, step) {
    case (.object(var members), .key(let key)):
      guard let inside = members[key]?.putting(value, at: path.dropFirst()) else { return nil }
      members[key] = inside
      return .object(members)
    case (.array(var elements), .index(let index)) where elements.indices.contains(index):
      guard let inside = elements[index].putting(value, at: path.dropFirst()) else { return nil }
      elements[index] = inside
      return .array(elements)
    default: return nil
    }
  }
}

extension JSONReader.Fault {
  /// As an error about the text that was read.
  func error(in bytes: [UInt8], file: String) -> FormatError {
    .invalid(
      FormatFault(file: file, position: TextPosition(offset: offset, in: bytes), problem: told(in: bytes)))
  }
}

extension JSONReader {
  /// Where the value at a path begins; as far as the path can be followed.
  static func offset(of path: [Mismatch.Step], in bytes: [UInt8]) -> Int {
    var reader = JSONReader(bytes, takesAnyNumber: true)
    reader.skipSpace()
    var offset = reader.offset
    for step in path {
      guard (try? reader.enter(step)) == true else { break }
      reader.skipSpace()
      offset = reader.offset
    }
    return offset
  }

  private mutating func enter(_ step: Mismatch.Step) throws(Fault) -> Bool {
    var first = true
    switch step {
    case .key(let wanted):
      try openObject()
      while let key = try nextKey(&first) {
        if key == wanted { return true }
        _ = try value()
      }
    case .index(let wanted):
      try openArray()
      var index = 0
      while try nextElement(&first) {
        if index == wanted { return true }
        _ = try value()
        index += 1
      }
    }
    return false
  }
}

extension TextPosition {
  /// The position of a byte.
  init(offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    // A byte order mark takes no column in any editor.
    let hasMark = lineStart == 0 && before.starts(with: JSONReader.byteOrderMark)
    self.init(
      line: before.count { $0 == UInt8(ascii: "\n") } + 1,
      column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + (hasMark ? 0 : 1))
  }
}
