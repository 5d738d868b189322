/// Signs for terminals whose fonts have few: the Linux console and the old DEC terminals. Each stands for one of the
/// same width, so that nothing moves.
enum PlainSigns {
  /// The terminal's font is not trusted with more than Latin letters.
  static func isNeeded(term: String) -> Bool { term.hasPrefix("linux") || term.hasPrefix("vt") }

  /// The text in plain signs.
  static func of(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
    return String(text.map { signs[$0] ?? $0 })
  }

  private static let signs: [Character: Character] = [
    "★": "*", "✓": "v", "●": "o", "○": ".", "◌": "~", "■": "#", "▸": ">", "▐": "[", "▌": "]", "━": "=",
    "╌": "-", "─": "-", "·": "-", "–": "-", "−": "-", "…": ".", "“": "\"", "”": "\"", "’": "'", "→": ">",
    "↑": "^", "↓": "v", "≈": "~", "‹": "<", "›": ">", "×": "x", "←": "<", "▶": ">", "▲": "^", "◆": "*",
    "│": "|", "↳": ">", "▁": ".", "▂": ",", "▃": ":",
    "▄": ";", "▅": "i", "▆": "l", "▇": "H", "█": "#",
  ]
}
