/// What stands for scalars when words are compared, of those for which it is not themselves.
enum PlainScalars {
  /// Small letters of Latin, Greek and Hebrew without what their names in Unicode say they are `WITH`, and all that the
  /// tables below list.
  static let all: [UInt32: [Unicode.Scalar]] = {
    var plain = irregular
    for (sign, parts) in twoPartSigns { plain[sign] = parts.compactMap(Unicode.Scalar.init) }
    var letters: [String: Unicode.Scalar] = [:]
    var composed: [(scalar: Unicode.Scalar, letter: String)] = []
    for scalar in named.joined().lazy.compactMap(Unicode.Scalar.init) {
      guard let name = scalar.properties.name, kinds.contains(where: name.hasPrefix) else { continue }
      if let with = name.firstRange(of: " WITH ") {
        composed.append((scalar, String(name[..<with.lowerBound])))
      } else {
        letters[name] = scalar
      }
    }
    for (scalar, name) in composed {
      guard let letter = letters[name] else { continue }
      plain[scalar.value] = plain[letter.value] ?? [letter]
    }
    return plain
  }()

  /// Where letters stand of which the name tells what they are made of.
  private static let named: [ClosedRange<UInt32>] = [
    0x61...0x7A, 0xDF...0x2AF, 0x370...0x3FF, 0x5D0...0x5EA, 0x1E00...0x1EFF, 0x1F00...0x1FFF,
    0x2C60...0x2C7F,
    0xFB1D...0xFB4E,
  ]

  private static let kinds = ["LATIN SMALL LETTER ", "GREEK SMALL LETTER ", "HEBREW LETTER "]

  /// Of which no name tells: letters of Latin that are two, or another; those of Cyrillic that are one with a mark; signs
  /// that are typed instead of others.
  private static let irregular: [UInt32: [Unicode.Scalar]] = {
    let letters: [String: String] = [
      "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "n", "ı": "i", "ȷ": "j", "ĸ": "k", "ſ": "s",
      "ĳ": "ij", "ǆ": "dz", "ǳ": "dz", "ǉ": "lj", "ǌ": "nj", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi",
      "ﬄ": "ffl", "ς": "σ", "ϒϓϔ": "υ", "йѝӣӥ": "и", "ѐёӗ": "е", "ѓ": "г", "ї": "і", "ќ": "к",
      "ўӯӱӳ": "у", "ѷ": "ѵ", "ӂӝ": "ж", "ӑӓ": "а", "ӛ": "ә", "ӟ": "з", "ӧ": "о", "ӫ": "ө", "ӭ": "э", "ӵ": "ч",
      "ӹ": "ы", "\u{FB1F}": "\u{5F2}",
      // Apostrophes, and hyphens.
      "\u{2018}\u{2019}\u{201B}\u{2032}\u{2B9}\u{2BB}\u{2BC}\u{B4}\u{1FFD}\u{1FEF}\u{374}\u{FF07}": "'",
      "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{5BE}\u{FE58}\u{FE63}\u{FF0D}": "-",
    ]
    var plain: [UInt32: [Unicode.Scalar]] = [:]
    for (family, letter) in letters {
      for scalar in family.unicodeScalars { plain[scalar.value] = Array(letter.unicodeScalars) }
    }
    return plain
  }()

  /// Signs that are canonically the same as several which each can stand by themselves.
  private static let twoPartSigns: [UInt32: [UInt32]] = [
    0x9CB: [0x9C7, 0x9BE], 0x9CC: [0x9C7, 0x9D7], 0xB48: [0xB47, 0xB56], 0xB4B: [0xB47, 0xB3E],
    0xB4C: [0xB47, 0xB57], 0xB94: [0xB92, 0xBD7], 0xBCA: [0xBC6, 0xBBE], 0xBCB: [0xBC7, 0xBBE],
    0xBCC: [0xBC6, 0xBD7], 0xCC0: [0xCBF, 0xCD5], 0xCC7: [0xCC6, 0xCD5], 0xCC8: [0xCC6, 0xCD6],
    0xCCA: [0xCC6, 0xCC2], 0xCCB: [0xCC6, 0xCC2, 0xCD5], 0xD4A: [0xD46, 0xD3E], 0xD4B: [0xD47, 0xD3E],
    0xD4C: [0xD46, 0xD57], 0xDDA: [0xDD9, 0xDCA], 0xDDC: [0xDD9, 0xDCF], 0xDDD: [0xDD9, 0xDCF, 0xDCA],
    0xDDE: [0xDD9, 0xDDF], 0xF43: [0xF42, 0xFB7], 0xF4D: [0xF4C, 0xFB7], 0xF52: [0xF51, 0xFB7],
    0xF57: [0xF56, 0xFB7], 0xF5C: [0xF5B, 0xFB7], 0xF69: [0xF40, 0xFB5], 0xF93: [0xF92, 0xFB7],
    0xF9D: [0xF9C, 0xFB7], 0xFA2: [0xFA1, 0xFB7], 0xFA7: [0xFA6, 0xFB7], 0xFAC: [0xFAB, 0xFB7],
    0xFB9: [0xF90, 0xFB5], 0x1026: [0x1025, 0x102E], 0x1B06: [0x1B05, 0x1B35], 0x1B08: [0x1B07, 0x1B35],
    0x1B0A: [0x1B09, 0x1B35], 0x1B0C: [0x1B0B, 0x1B35], 0x1B0E: [0x1B0D, 0x1B35], 0x1B12: [0x1B11, 0x1B35],
    0x1B3B: [0x1B3A, 0x1B35], 0x1B3D: [0x1B3C, 0x1B35], 0x1B40: [0x1B3E, 0x1B35], 0x1B41: [0x1B3F, 0x1B35],
    0x1B43: [0x1B42, 0x1B35], 0x1112E: [0x11131, 0x11127], 0x1112F: [0x11132, 0x11127],
    0x1134B: [0x11347, 0x1133E], 0x1134C: [0x11347, 0x11357], 0x114BB: [0x114B9, 0x114BA],
    0x114BC: [0x114B9, 0x114B0], 0x114BE: [0x114B9, 0x114BD], 0x115BA: [0x115B8, 0x115AF],
    0x115BB: [0x115B9, 0x115AF], 0x11938: [0x11935, 0x11930],
  ]
}

extension Unicode.Scalar {
  /// As it is compared.
  var plain: [Unicode.Scalar] { isASCII ? [self] : PlainScalars.all[value] ?? [self] }

  /// It shows nothing, and so belongs to no word: a soft hyphen, a joiner, a space of no width.
  var isInvisible: Bool { !isASCII && properties.isDefaultIgnorableCodePoint }

  /// It stretches a word of Arabic.
  var isStretch: Bool { self == "\u{640}" }

  var isMark: Bool {
    guard !isASCII else { return false }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  /// A vowel point of Hebrew, Arabic or Syriac, which is mostly left out.
  var isPoint: Bool { !isASCII && 10...36 ~= properties.canonicalCombiningClass.rawValue }

  /// It is one with what stands before it: a mark but for vowel signs and viramas, which change the sound and come and
  /// go with a word's ending; or the rest of a syllable of Hangul.
  var isOfLetterBefore: Bool {
    guard !isASCII else { return false }
    let isRest = 0x1160...0x11FF ~= value || 0xD7B0...0xD7FF ~= value
    return isRest || ![.notReordered, .virama].contains(properties.canonicalCombiningClass)
  }

  /// A letter of Latin, Greek or Cyrillic, of which marks are accents.
  var hasAccents: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A: true
    case 0xC0...0x2AF, 0x370...0x52F, 0x1C80...0x1C8F, 0x1E00...0x1FFF, 0x2C60...0x2C7F, 0xA640...0xA69F,
      0xA720...0xA7FF:
      properties.isAlphabetic
    default: false
    }
  }
}
