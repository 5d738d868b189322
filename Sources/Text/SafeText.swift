/// Text made safe for a terminal: the one sanitiser for everything that came from a file or a person.
///
/// What is unsafe (`Unicode.Scalar.isUnsafe`) is shown as `\u{1B}`, a line break as `\n`, a tab as a space, and what carries
/// a byte of a path as `\xE9`. Right-to-left letters are shown as they are. What is safe already stays as it is.
public func safeText(_ text: some StringProtocol) -> String {
  guard text.unicodeScalars.contains(where: \.isUnsafe) else { return String(text) }
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if let byte = scalar.carriedByte {
      safe.append(contentsOf: "\\x\(String(byte, radix: 16, uppercase: true))".unicodeScalars)
      continue
    }
    switch scalar {
    case "\t": safe.append(" ")
    case "\n": safe.append(contentsOf: "\\n".unicodeScalars)
    case _ where scalar.isUnsafe:
      safe.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
    default: safe.append(scalar)
    }
  }
  return String(safe)
}
