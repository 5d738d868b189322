internal import Interview

/// A program that says aloud what it is given on standard input.
public enum SpeakingProgram: String, Sendable {
  /// espeak-ng, of most systems.
  case espeak = "espeak-ng"
  /// That of macOS.
  case say

  /// Its name, without a folder.
  public var name: String { rawValue }

  /// Its arguments, without its name. What people said is not among them: everybody on the machine sees arguments.
  public func arguments(for spoken: SpokenAloud) -> [String] {
    let rate = String(spoken.rate)
    switch self {
    case .espeak:
      // Text in UTF-8; no pause at the end, so that the next one need not wait.
      return [
        "-b", "1", "-z", "-v", voice(for: spoken), "-s", rate, "-p", String(spoken.sound.pitch), "--stdin",
      ]
    case .say: return SpeakingProgram.voicesOfSay(for: spoken.language) + ["-r", rate, "-f", "-"]
    }
  }

  /// What it is given on standard input.
  public func input(for spoken: SpokenAloud) -> String {
    switch self {
    case .espeak: return spoken.text + "\n"
    case .say:
      // Its voices have no variants: the base pitch has to tell people apart.
      let base = spoken.sound.variant?.hasPrefix("f") == true ? 45 : 30
      return "[[pbas \(base + spoken.sound.pitch / 5)]] " + spoken.text + "\n"
    }
  }

  /// What to say when it is not installed.
  public var missing: String {
    let advice =
      switch self {
      case .espeak: "install espeak-ng (Debian: apt install espeak-ng)"
      case .say: "say is in no folder of $PATH"
      }
    return "no program that speaks: \(advice); the group is shown without sound"
  }

  /// What to say when it could not be started.
  public func notStarted(because reason: String) -> String {
    "\(name) could not be started: \(reason); the group is shown without sound"
  }

  /// What to say of how it ended; nil if it has spoken. Without a sound device espeak-ng ends at once, and calls that done.
  ///
  /// - Parameters:
  ///   - status: how it ended; 0 is as it should.
  ///   - milliseconds: how long it ran.
  public func complaint(after spoken: SpokenAloud, status: Int, in milliseconds: Int) -> String? {
    // It speaks faster than it is told to where words are short, but never four times as fast.
    guard status != 0 || milliseconds < spoken.length / 4 else { return nil }
    let trial = self == .espeak ? "espeak-ng -v \(voice(for: spoken)) test" : "say test"
    return
      "\(name) says nothing, perhaps for want of a sound device: “\(trial)” tells why; the group is shown without sound"
  }

  /// A voice of espeak-ng: `nl+f2`. It takes a region that it does not know for the language alone, but a language that it does
  /// not know for an error: English, its own default, stands for that.
  private func voice(for spoken: SpokenAloud) -> String {
    let tag = Language(spoken.language)?.tag.lowercased() ?? ""
    let known = SpeakingProgram.languages.contains(Language.base(of: tag)) ? tag : "en"
    return known + (spoken.sound.variant.map { "+\($0)" } ?? "")
  }

  /// The languages of espeak-ng 1.51, and the names that it has for some of them besides.
  private static let languages = Set(
    """
    af am an ar as az ba be bg bn bpy bs ca chr cmn cs cv cy da de el en eo es et eu fa fi fr ga gd gn grc gu hak haw he hi hr \
    ht hu hy hyw ia id io is it ja ka kk kl kn ko kok ku ky la lb lt ltg lv mi mk ml mr ms mt my nb nci ne nl no nog om or pa \
    pap pl pt qu quc ro ru sd shn si sk sl smj sq sr sv sw ta te th tk tn tr tt ug uk ur uz vi yue zh
    """.split(separator: " ").map(String.init))

  /// The argument for a voice of macOS; none of a language for which it has none, or more than one and no usual one.
  private static func voicesOfSay(for language: String) -> [String] {
    let tag = Language(language)?.tag ?? ""
    return (voicesOfSay[tag] ?? voicesOfSay[Language.base(of: tag)]).map { ["-v", $0] } ?? []
  }

  /// Those that macOS brings along.
  private static let voicesOfSay = [
    "cs": "Zuzana", "da": "Sara", "de": "Anna", "en": "Daniel", "en-US": "Samantha", "fi": "Satu",
    "fr": "Thomas",
    "hr": "Lana", "it": "Alice", "nb": "Nora", "nl": "Xander", "nl-BE": "Ellen", "pl": "Zosia", "pt": "Joana",
    "pt-BR": "Luciana", "sl": "Tina", "sv": "Alva",
  ]
}
