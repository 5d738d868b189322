public import Interview
internal import Text

extension JSON {
  /// The value as compact JSON with sorted keys, in which nothing is left that a terminal would obey: control
  /// characters and invisible format characters, but for joiners, are written as escapes.
  public var text: String {
    let compact = String(decoding: JSONWriter.bytes(of: self), as: UTF8.self)
    guard compact.unicodeScalars.contains(where: \.isInvisibleFormat) else { return compact }
    var safe = ""
    for scalar in compact.unicodeScalars {
      guard scalar.isInvisibleFormat else {
        safe.unicodeScalars.append(scalar)
        continue
      }
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        let digits = String(unit, radix: 16)
        safe += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return safe
  }
}
