internal import Text

/// One thing wrong in a protocol's file, with its place.
public struct ProtocolFault: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file as it was named to the reader.
  public let file: String
  /// From 1.
  public let line: Int
  /// From 1, counted in Unicode scalars.
  public let column: Int
  /// What is wrong and what is wanted, one line; what it quotes of the file is cut short and made visible.
  public let message: String

  /// Makes a fault. Control characters in the message become visible (`\u{1B}`).
  public init(file: String, line: Int, column: Int, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = safeText(message)
  }

  /// As a compiler writes it: `Protocols/x.yaml:12:7: error: question K1: …`, one line without a control
  /// character, whatever the file or its name holds.
  public var description: String { "\(safeText(file)):\(line):\(column): error: \(message)" }
}

/// All that is wrong in a protocol's file.
public struct ProtocolFaults: Error, Equatable, Sendable, CustomStringConvertible {
  /// In the order of their places; never empty.
  public let all: [ProtocolFault]

  /// Makes the faults in the order of their places; nil without any.
  init?(_ faults: [ProtocolFault]) {
    guard !faults.isEmpty else { return nil }
    all = faults.enumerated().sorted { left, right in
      (left.element.line, left.element.column, left.offset)
        < (right.element.line, right.element.column, right.offset)
    }.map(\.element)
  }

  /// Makes faults of one.
  init(_ fault: ProtocolFault) { all = [fault] }

  /// One line each.
  public var description: String { all.map(\.description).joined(separator: "\n") }
}

/// A place in a file.
struct Place: Hashable, Sendable {
  /// From 1.
  var line = 1
  /// From 1, counted in Unicode scalars.
  var column = 1

  /// It comes first in a file.
  func isBefore(_ other: Place) -> Bool { (line, column) < (other.line, other.column) }
}

extension Unicode.Scalar {
  /// `U+001B`.
  var codePoint: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension String {
  /// Its first 40 scalars between backquotes, to stand in a message.
  var quoted: String {
    let start = unicodeScalars.prefix(40)
    return start.endIndex == unicodeScalars.endIndex ? "`\(self)`" : "`\(String(start))…`"
  }
}
