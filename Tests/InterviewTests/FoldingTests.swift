import Foundation
import Interview
import RandomSessions
import Testing

@Suite("A word that is taken out of a text")
struct FoldingTests {
  @Test(
    "goes with the whole of each word that it is a part of, whatever its case and accents",
    arguments: [
      ("ask Johnson", "Johnson", "ask […]", ["Johnson"]),
      ("JOHNSON’s and johnson", "Johnson", "[…]’s and […]", ["JOHNSON", "johnson"]),
      ("to Horvata (Horvátné)", "horvat", "to […] ([…])", ["Horvata", "Horvátné"]),
      ("Müller, Mu\u{308}ller", "muller", "[…], […]", ["Müller", "Mu\u{308}ller"]),
      ("Straße 5", "strasse 5", "[…]", ["Straße 5"]),
      ("Anna\n  Kos said", "Anna Kos", "[…] said", ["Anna\n  Kos"]),
      ("Łukasz", "lukasz", "[…]", ["Łukasz"]), ("(Smith)", "(Smith)", "[…]", ["(Smith)"]),
      ("Анна и анны", "анн", "[…] и […]", ["Анна", "анны"]), ("xAnnAnnx", "ann", "[…]", ["xAnnAnnx"]),
      ("P3 and P33", "P3", "[…] and […]", ["P3", "P33"]),
    ])
  func takenOut(text: String, word: String, left: String, found: [String]) throws {
    let taken = try #require(text.takingOut(word))
    #expect(taken.text == left && taken.found == found)
  }

  @Test(
    "goes in another spelling of the same name, too",
    arguments: [
      ("к Андрею, Андрей", "Андрей", "к Андрею, […]"), ("Андрей", "Андреи\u{306}", "[…]"),
      ("Ανδρέας", "Ανδρε\u{301}ας", "[…]"), ("ΑΝΔΡΕΑΣ", "Ανδρέας", "[…]"), ("Nguyễn", "Nguyen", "[…]"),
      ("to O’Brien", "O'Brien", "to […]"), ("O'Brien", "O\u{2BC}Brien", "[…]"),
      ("Anne\u{2011}Marie, Anne\u{2010}Marie", "Anne-Marie", "[…], […]"),
      ("Anne-Marie", "Anne\u{2013}Marie", "[…]"), ("Jan\u{AD}sen", "Jansen", "[…]"),
      ("J\u{200B}a\u{2060}n\u{FEFF}sen", "Jansen", "[…]"), ("Jansen", "Jan\u{AD}sen", "[…]"),
      ("Jansen\u{AD}o\u{AD}va", "Jansen", "[…]"), ("مُحَمَّد", "محمد", "[…]"), ("שָׁלוֹם", "שלום", "[…]"),
      ("রামের", "রাম", "[…]"), ("குமாருக்கு", "குமார", "[…]"), ("김민수가", "김민수", "[…]"),
    ])
  func spelling(text: String, word: String, left: String) { #expect(text.takingOut(word)?.text == left) }

  @Test(
    "is not another name that differs in its vowels or syllables",
    arguments: [("रीम", "राम"), ("রিম", "রাম"), ("민순", "민수"), ("がく", "かく"), ("רות", "רוח")])
  func other(text: String, word: String) { #expect(text.takingOut(word) == nil) }

  @Test("is compared as the same however a letter is composed: every letter of Unicode")
  func composed() {
    for scalar in (UInt32(0x80)...0x2FA1F).compactMap(Unicode.Scalar.init) {
      let text = String(Character(scalar))
      let apart = text.decomposedStringWithCanonicalMapping
      guard !apart.unicodeScalars.elementsEqual(text.unicodeScalars) else { continue }
      #expect(apart.flatMap(\.folded) == text.flatMap(\.folded), "\(String(scalar.value, radix: 16))")
    }
  }

  @Test("is found in composed and decomposed texts alike, of any script, by either form of it")
  func normalised() throws {
    let scripts = [
      "aeëéjnoßłøzžęỗ", "αάβγδεϊΐσςω", "аеёийіїкќгѓуў", "אבגדהושׁ", "ابتآأؤَّ", "कखगजड़ािीुूंर्", "কখগোৌোড়",
      "கமரொோௌெ்ு", "ಕಗೋೊೇ", "กขคิุ่้", "ကဦအိ", "かがはばぱヴ", "김민수각하",
    ].map { Array($0.unicodeScalars) }
    var random = RandomSession(seed: 11)
    for _ in 0..<400 {
      let script = random.one(of: scripts)
      // A mark is written on a letter: no word begins with one.
      let letters = script.filter {
        [.lowercaseLetter, .otherLetter].contains($0.properties.generalCategory)
      }
      func word(_ dice: inout RandomSession) -> String {
        let rest = (0..<dice.number(1...5)).map { _ in dice.one(of: script) }
        return String(String.UnicodeScalarView([dice.one(of: letters)] + rest))
      }
      let wanted = word(&random)
      let (before, after) = (random.one(of: ["", " ", "-"]), random.one(of: ["", " "]))
      let text = word(&random) + before + wanted + after + word(&random)
      let forms = [
        text.precomposedStringWithCanonicalMapping, text.decomposedStringWithCanonicalMapping,
      ]
      let words = [
        wanted.precomposedStringWithCanonicalMapping, wanted.decomposedStringWithCanonicalMapping,
      ]
      let left = forms.flatMap { form in words.map { form.takingOut($0)?.text } }
      #expect(Set(left).count == 1, "\(wanted) in \(text): \(left)")
      #expect(forms.map { $0.takingOut(text)?.text } == ["[…]", "[…]"], "\(text)")
    }
  }

  @Test(
    "is nowhere",
    arguments: [("Johnny", "Johnson"), ("Anna Maria Kos", "Anna Kos"), ("", "a"), ("a", ""), ("a", " ")])
  func nowhere(text: String, word: String) { #expect(text.takingOut(word) == nil) }

  @Test("is in it no more")
  func gone() {
    for text in ["annanna", "an anna nna", "ánna-Anna_anna"] {
      #expect(text.takingOut("anna")?.text.takingOut("anna") == nil)
    }
  }
}
