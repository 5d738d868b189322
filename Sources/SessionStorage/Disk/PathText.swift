internal import Text

/// Paths as text. A path is bytes, and its bytes need not be UTF-8 (names on old disks, out of old archives): each byte
/// that is none is carried as a character of its own, U+10FE80 to U+10FEFF, which Unicode leaves to private use. The
/// storage's calls turn these back into the bytes, so that a path always leads where it came from.
public enum PathText {
  /// The text of a path's bytes.
  ///
  /// - Parameter path: ended by a zero byte.
  public static func text(of path: UnsafePointer<CChar>) -> String {
    if let text = String(validatingCString: path), !text.utf8.contains(0xF4) { return text }
    return text(of: [UInt8](UnsafeRawBufferPointer(start: path, count: length(of: path))))
  }

  /// The text of a path's bytes.
  public static func text(of path: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var rest = path[...]
    while let first = rest.first {
      if let scalar = scalar(at: rest), scalar.carriedByte == nil {
        text.append(scalar)
        rest = rest.dropFirst(UTF8.width(scalar))
      } else {
        // A byte that is no part of a character, or of one that carries bytes itself.
        text.append(Unicode.Scalar(carrying: first) ?? "\u{FFFD}")
        rest = rest.dropFirst()
      }
    }
    return String(text)
  }

  /// The text with U+FFFD in place of what carries a byte: for what is no path.
  public static func repaired(_ text: String) -> String {
    guard text.utf8.contains(0xF4) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.carriedByte == nil ? $0 : "\u{FFFD}" }))
  }

  private static func length(of path: UnsafePointer<CChar>) -> Int {
    var length = 0
    while path[length] != 0 { length += 1 }
    return length
  }

  private static func scalar(at bytes: ArraySlice<UInt8>) -> Unicode.Scalar? {
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return nil }
    return scalar
  }
}
