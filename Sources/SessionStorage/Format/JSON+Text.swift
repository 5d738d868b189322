public import Interview

extension JSON {
  /// The value as compact JSON with sorted keys, in which nothing is left that a terminal would obey: control
  /// characters and invisible format characters, but for joiners, are written as escapes.
  public var text: String {
    let compact = String(decoding: JSONWriter.bytes(of: self), as: UTF8.self)
    guard compact.unicodeScalars.contains(where: \.isInvisible) else { return compact }
    var safe = ""
    for scalar in compact.unicodeScalars {
      guard scalar.isInvisible else {
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

extension Unicode.Scalar {
  fileprivate var isInvisible: Bool {
    !isASCII && properties.generalCategory == .format && value != 0x200C && value != 0x200D
  }
}
