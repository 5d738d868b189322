/// Something that reads what anybody may write, and what has to hold of it whatever that is.
public struct Target: Sendable {
  /// Names it, and its folder in the corpus.
  public let name: String
  /// What its language is made of.
  public let words: [String]
  /// Reads bytes; in words what does not hold, or nil.
  public let read: @Sendable ([UInt8]) -> String?

  /// Every one of them.
  public static let all: [Target] = files + lines + screens

  /// The one with a name.
  public static func named(_ name: String) -> Target? { all.first { $0.name == name } }
}

extension [UInt8] {
  /// The bytes as text, what is none as U+FFFD.
  var text: String { String(decoding: self, as: UTF8.self) }
}

extension String {
  /// A terminal would obey something of it.
  var isObeyed: Bool {
    unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
  }
}
