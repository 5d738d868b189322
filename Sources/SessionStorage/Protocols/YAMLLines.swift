/// The lines of a file of YAML. What is wrong in one can be taken out of it, so that the lines behind it can be read.
struct YAMLLines {
  private var lines: [ArraySlice<UInt8>]

  /// Cuts a file where libyaml does: at a break of Unix, of Windows or of an old Macintosh.
  init(of bytes: [UInt8]) {
    lines = []
    var start = 0
    for (offset, byte) in bytes.enumerated() {
      let isWindows = byte == carriageReturn && bytes.dropFirst(offset + 1).first == newline
      guard byte == newline || byte == carriageReturn, !isWindows else { continue }
      let end = byte == newline && offset > start && bytes[offset - 1] == carriageReturn ? offset - 1 : offset
      lines.append(bytes[start..<end])
      start = offset + 1
    }
    lines.append(bytes[start...])
  }

  /// The file as it is now.
  var bytes: [UInt8] { Array(lines.joined(separator: [newline])) }

  /// How many there are.
  var count: Int { lines.count }

  /// How a line is made up; nil where there is none.
  ///
  /// - Parameter line: from 1.
  subscript(line: Int) -> Parts? {
    lines.indices.contains(line - 1) ? Parts(lines[line - 1]) : nil
  }

  /// Indentation, dashes of lists, a key with its colon, and what is behind it; offsets from 0.
  struct Parts {
    /// Spaces and tabs before anything else.
    let indentation: Int
    let holdsTab: Bool
    /// Where the last dash stands.
    let dash: Int?
    /// Where what is behind the dashes begins.
    let content: Int
    /// The key that the content begins with.
    let key: String?
    /// Where the value begins; where the content does without a key.
    let value: Int
    /// There is nothing in it, or a comment.
    let isBlank: Bool
    /// Nothing is behind the key or the dashes.
    let isOpen: Bool

    init(_ line: ArraySlice<UInt8>) {
      let bytes = Array(line)
      func skipSpaces(from start: Int) -> Int { start + bytes[start...].prefix(while: isBlankByte).count }
      indentation = skipSpaces(from: 0)
      holdsTab = bytes[..<indentation].contains(UInt8(ascii: "\t"))
      var place = indentation
      var dash: Int?
      while place < bytes.count, bytes[place] == UInt8(ascii: "-"),
        place + 1 == bytes.count || isBlankByte(bytes[place + 1])
      {
        dash = place
        place = skipSpaces(from: place + 1)
      }
      self.dash = dash
      content = place
      let name = bytes[place...].prefix(while: isOfName)
      let colon = name.endIndex
      let isKey =
        !name.isEmpty && colon < bytes.count && bytes[colon] == UInt8(ascii: ":")
        && (colon + 1 == bytes.count || isBlankByte(bytes[colon + 1]))
      key = isKey ? String(decoding: name, as: UTF8.self) : nil
      value = isKey ? skipSpaces(from: colon + 1) : content
      isBlank = indentation == bytes.count || bytes[indentation] == UInt8(ascii: "#")
      isOpen = value == bytes.count || bytes[value] == UInt8(ascii: "#")
    }

    /// The column of the key, or of the dash, that the lines of its value are indented against.
    var column: Int { key == nil ? dash ?? indentation : content }
  }
}

// What stands beside a line.
extension YAMLLines {
  /// What a line begins with, behind its dashes.
  func firstWord(of line: Int) -> String? {
    guard let parts = self[line] else { return nil }
    let word = lines[line - 1].dropFirst(parts.content).prefix(while: isOfName)
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  /// The key before a line, behind lines that only go on with its text.
  func key(before line: Int) -> (key: String, column: Int)? {
    var above = line - 1
    while let parts = self[above], parts.isBlank || (parts.key == nil && parts.dash == nil) { above -= 1 }
    guard let parts = self[above], let key = parts.key else { return nil }
    return (key, parts.content)
  }

  /// The line of the key without a value that a line stands below.
  func openKey(above line: Int) -> Int? {
    guard let parts = self[line] else { return nil }
    var above = line - 1
    while let other = self[above] {
      let isHigher =
        other.column < parts.indentation || (parts.dash != nil && other.column == parts.indentation)
      if !other.isBlank, isHigher { return other.isOpen && other.key != nil ? above : nil }
      above -= 1
    }
    return nil
  }

  /// The column to which a line has to be moved to stand below its like: below a dash if it begins with one, else
  /// below a key. Nil if nothing of that kind before it is indented more.
  func column(beside line: Int) -> Int? {
    guard let parts = self[line] else { return nil }
    var nearest: Int?
    var above = line - 1
    while let other = self[above] {
      above -= 1
      guard !other.isBlank else { continue }
      let column =
        parts.dash == nil
        ? (other.key == nil ? nil : other.content) : (other.dash == nil ? nil : other.indentation)
      if let column, column > parts.indentation { nearest = min(nearest ?? column, column) }
      if other.indentation <= parts.indentation { break }
    }
    return nearest
  }
}

// Taking out what is wrong. Each leaves the other lines at their numbers.
extension YAMLLines {
  /// Makes what is behind a key, or behind the dashes, a text that means nothing; the lines that go on with it go.
  ///
  /// - Parameter keepsKey: false if the key may be no key.
  /// - Returns: the lines that are not as they were any more.
  mutating func putText(in line: Int, keepsKey: Bool) -> [Int] {
    guard let parts = self[line] else { return [] }
    let start = keepsKey ? parts.value : parts.content
    var text = lines[line - 1]
    let from = text.startIndex + start
    guard from < text.endIndex else { return emptyLines(from: line) }
    // What is in brackets goes on behind its comma.
    let comma = text.last == UInt8(ascii: ",") ? 1 : 0
    let brackets = openBrackets(in: text[from...])
    for place in from..<max(from + 1, text.endIndex - comma) { text[place] = UInt8(ascii: "x") }
    lines[line - 1] = text
    // What goes on with another line's text stays a part of that.
    guard parts.key != nil || parts.dash != nil else { return [line] }
    return [line] + emptyLines(from: line + 1, below: parts.column, brackets: brackets)
  }

  /// Empties a line with those that are indented more.
  ///
  /// - Returns: the lines that are not as they were any more.
  mutating func emptyLines(from line: Int) -> [Int] {
    guard let parts = self[line] else { return [] }
    let brackets = openBrackets(in: lines[line - 1])
    lines[line - 1] = []
    return [line] + emptyLines(from: line + 1, below: parts.indentation, brackets: brackets)
  }

  /// Empties the lines that are indented more than a column, and those that close the brackets before them.
  ///
  /// - Parameter brackets: so many are open.
  private mutating func emptyLines(from start: Int, below column: Int, brackets: Int) -> [Int] {
    var emptied: [Int] = []
    var brackets = brackets
    var line = start
    while let parts = self[line] {
      let text = lines[line - 1]
      let first = text.dropFirst(parts.indentation).first
      let closes = brackets > 0 && (first == UInt8(ascii: "]") || first == UInt8(ascii: "}"))
      guard parts.isBlank || parts.indentation > column || closes else { break }
      if !parts.isBlank {
        emptied.append(line)
        brackets += openBrackets(in: text)
        lines[line - 1] = []
      }
      line += 1
    }
    return emptied
  }

  /// How many brackets are opened in a text and not closed in it; those in quotation marks count as others do.
  private func openBrackets(in text: ArraySlice<UInt8>) -> Int {
    text.reduce(0) { open, byte in
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): open + 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): open - 1
      default: open
      }
    }
  }

  /// Moves a line, and those behind it that are indented as much or more, to another column.
  ///
  /// - Returns: by how many columns each was moved to the right.
  mutating func indent(_ line: Int, to column: Int) -> [Int: Int] {
    guard let first = self[line]?.indentation else { return [:] }
    var moved: [Int: Int] = [:]
    var line = line
    while let parts = self[line], parts.isBlank || parts.indentation >= first {
      if !parts.isBlank {
        let spaces = repeatElement(UInt8(ascii: " "), count: column + parts.indentation - first)
        lines[line - 1] = ArraySlice(Array(spaces) + lines[line - 1].dropFirst(parts.indentation))
        moved[line] = column - first
      }
      line += 1
    }
    return moved
  }

  /// Puts two spaces for each tab that lines are indented with.
  ///
  /// - Returns: by how many columns each line that had some was moved to the right.
  mutating func expandTabs() -> [Int: Int] {
    var expanded: [Int: Int] = [:]
    for (index, text) in lines.enumerated() {
      let parts = Parts(text)
      guard parts.holdsTab else { continue }
      let spaces = text.prefix(parts.indentation).flatMap { byte in
        repeatElement(UInt8(ascii: " "), count: byte == UInt8(ascii: "\t") ? 2 : 1)
      }
      expanded[index + 1] = spaces.count - parts.indentation
      lines[index] = ArraySlice(spaces + text.dropFirst(parts.indentation))
    }
    return expanded
  }
}

private func isBlankByte(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }

/// What keys of protocols consist of, and ids.
private func isOfName(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
    return true
  default: return false
  }
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
