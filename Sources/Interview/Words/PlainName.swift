/// A name that can be part of a file's name anywhere: an id of a session, a uuid.
public enum PlainName {
  /// 1 to 100 letters without accents, digits, `-` and `_`.
  public static func isValid(_ text: String) -> Bool {
    (1...100).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          return true
        default: return false
        }
      }
  }
}
