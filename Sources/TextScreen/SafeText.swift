/// Text made safe for a terminal: the one sanitiser for everything that came from a file or a person.
///
/// Control characters (C0, DEL, C1), line and paragraph separators, and invisible format characters, among them
/// every bidirectional override, are shown as `\u{1B}`; a line break as `\n`, a tab as a space. Joiners stay,
/// since scripts and emoji need them. Right-to-left letters are shown as they are. What carries a byte of a path that
/// is no UTF-8 (U+10FE80 to U+10FEFF) is shown as `\xE9`.
public func safeText(_ text: some StringProtocol) -> String {
  guard text.unicodeScalars.contains(where: isUnsafe) else { return String(text) }
  var safe = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\t": safe.append(" ")
    case "\n": safe.append(contentsOf: "\\n".unicodeScalars)
    case "\u{10FE80}"..."\u{10FEFF}":
      let byte = String(scalar.value - 0x10FE00, radix: 16, uppercase: true)
      safe.append(contentsOf: "\\x\(byte)".unicodeScalars)
    case _ where isUnsafe(scalar):
      safe.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
    default: safe.append(scalar)
    }
  }
  return String(safe)
}

/// The scalar must not reach a terminal as it is.
public func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
  if (0x10FE80...0x10FEFF).contains(scalar.value) { return true }
  switch scalar.properties.generalCategory {
  case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
  case .format: return scalar.value != 0x200C && scalar.value != 0x200D
  default: return false
  }
}
