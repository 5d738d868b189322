import Interview
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
