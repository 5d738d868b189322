import Testing

@testable import Interview

@Suite("Shorthand in a group of one, an interview")
struct ShorthandInterviewTests {
  typealias Row = (line: String, meaning: String)

  private static let context = ShorthandTable.interview

  static let read: [Row] = [
    // What is said is the participant's, a number a number.
    ("we only hear late", "P1 {we only hear late}"),
    ("3 years ago", "P1 {3 years ago}"),
    ("1 year ago", "P1 {1 year ago}"),
    ("1 we only hear late", "P1 {1 we only hear late}"),
    ("2 text", "P1 {2 text}"),
    ("1,4 text", "P1 {1,4 text}"),
    ("0 text", "P1 {0 text}"),
    ("1", "P1 {1}"),
    ("1* text", "P1 {1* text}"),
    ("1? text", "P1 {1? text}"),
    ("1@2 text", "P1 {1@2 text}"),
    ("1 \"text", "P1 {1 \"text}"),
    ("\\1 text", "P1 {1 text}"),
    ("\"we only hear late", "P1 quote {we only hear late}"),
    ("\"so...", "P1 quote incomplete {so}"),
    ("\"great\" ironic", "P1 quote {great} manner {ironic}"),
    ("*text #bar.mes", "P1 important {text} #bar.mes"),
    (">K4 text", ">K4 P1 {text}"),
    ("<15 text", "late 15 P1 {text}"),
    ("(well) yes", "P1 {(well) yes}"),
    // Moments.
    ("*", "P1 important incomplete"),
    ("\"", "P1 quote incomplete"),
    ("P1", "P1 incomplete"),
    ("P1 #bar.mes", "P1 incomplete #bar.mes"),
    // The seat.
    ("P1 text", "P1 {text}"),
    ("1: text", "P1 {text}"),
    ("1+", "stance agree P1"),
    ("1-", "stance dissent P1"),
    ("1+ text", "agree P1 {text}"),
    ("1 + because", "agree P1 {because}"),
    ("1- text", "dissent P1 {text}"),
    ("2+ text", "P1 {2+ text}"),
    // Others.
    ("m: text", "M {text}"),
    ("P2 text", "P2 {text}"),
    ("P0 text", "P0 {text}"),
    ("P2@P1 text", "P2 to 1 {text}"),
    ("P1,P2 text", "P1 P2 {text}"),
    // What nobody says.
    ("~text", "observation {text}"),
    ("[text]", "observation {text}"),
    ("P1 ~text", "P1 observation {text}"),
    ("(text", "comment {text}"),
    ("?text", "follow-up {text}"),
    ("=1 text", "observation hands 1 {text}"),
    ("...rest", "completion quote {rest}"),
    ("#bar.mes", "coding incomplete #bar.mes"),
    ("", "nothing"),
  ]

  @Test("A line without a seat is the participant's; of numbers only P1, 1:, 1+ and 1- are seats")
  func meaning() {
    for row in Self.read {
      let entry = Shorthand.read(row.line, in: Self.context)
      #expect(entry.words == row.meaning, "\(row.line)")
      let printed = Shorthand.print(entry, in: Self.context)
      #expect(Shorthand.read(printed, in: Self.context) == entry, "\(row.line) printed as \(printed)")
    }
  }

  static let printed: [Row] = [
    ("P1 text", "text"), ("1: \"text", "\"text\""), ("1: 3 years ago", "3 years ago"), ("P1", "P1"),
    ("\\P1 says so", "P1 P1 says so"), ("P1 m: no", "P1 m: no"), ("P1 #bar.mes", "P1 #bar.mes"),
    ("P1 ~text", "P1 ~text"), ("P1 ...rest", "P1 ...rest"), ("1+ text", "1+ text"), ("P0 text", "P0 text"),
    ("m: text", "m: text"), ("P1? text", "P1? text"),
  ]

  @Test("A note is printed as one would type it in an interview")
  func printedAsTyped() {
    for row in Self.printed {
      #expect(
        Shorthand.print(Shorthand.read(row.line, in: Self.context), in: Self.context) == row.meaning,
        "\(row.line)")
    }
  }

  @Test("What nobody said, of the time before, is printed as someone's and not as the participant's")
  func nobodys() {
    for kind in [NoteKind.paraphrase, .quote] {
      let entry = Entry(meaning: .note, content: NoteContent(kind: kind, text: "3 years ago"))
      let printed = Shorthand.print(entry, in: Self.context)
      #expect(printed == (kind == .quote ? "P0 \"3 years ago\"" : "P0 3 years ago"))
      #expect(Shorthand.read(printed, in: Self.context).content.speakers == [.someone])
      #expect(Shorthand.print(entry, in: ShorthandTable.context()).hasPrefix("P0") == false)
    }
    let seen = Entry(meaning: .note, content: NoteContent(kind: .observation, text: "laughs"))
    #expect(Shorthand.print(seen, in: Self.context) == "~laughs")
  }

  static let explained: [Row] = [
    ("we only hear late", "P1 · paraphrase"), ("3 years ago", "P1 · paraphrase"),
    ("2 text", "P1 · paraphrase"), ("1 year ago", "P1 · paraphrase · 1 stays text"),
    ("1: text", "P1 · paraphrase"), ("1,5 million", "P1 · paraphrase"),
    ("P2 text", "new: P2 · paraphrase"), ("m: text", "moderator · paraphrase"),
    ("~text", "observation"), ("\"text", "P1 · quote"), ("*", "P1 · moment, words later · important"),
  ]

  @Test("The preview names the participant, and doubts no number")
  func preview() {
    for row in Self.explained {
      #expect(Shorthand.explain(row.line, in: Self.context) == row.meaning, "\(row.line)")
      #expect(Shorthand.doubtfulSeat(row.line, in: Self.context) == nil, "\(row.line)")
    }
  }

  @Test("Another seat than the first is the only one all the same")
  func anotherSeat() {
    var context = Self.context
    context.seats = [12]
    #expect(Shorthand.read("3 years ago", in: context).words == "P12 {3 years ago}")
    #expect(Shorthand.read("12: text", in: context).words == "P12 {text}")
    #expect(Shorthand.read("12 text", in: context).words == "P12 {12 text}")
  }
}
