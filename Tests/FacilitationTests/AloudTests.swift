import Interview
import Testing

@testable import Facilitation

@Suite("What a group says, said aloud")
struct AloudTests {
  /// A talk in Danish that was noted in English, by the third note in Danish again: it is a quote.
  private let script: Session = {
    var session = Practice3.script
    session.group.language = "da"
    session.group.notesLanguage = "en-GB"
    var parts = Session.Parts(of: session)
    parts.notes += [
      Note(
        id: "abcd-3", number: 3, question: "K1", at: .seconds(30), time: session.startedAt,
        saved: .seconds(30),
        content: NoteContent(kind: .quote, speakers: [.participant(3)], text: "vi får det at vide for sent"))
    ]
    session.restore(parts)
    return session
  }()

  private func aloud(
    _ voice: Utterance.Voice, _ text: String = "too late", note: Int? = nil, speed: Double = 1
  ) -> SpokenAloud? {
    SpokenAloud(
      Utterance(voice, words: text.split(separator: " ").map(String.init), question: "K1", note: note),
      in: script, speed: speed)
  }

  @Test("Who speaks is told apart by variant and pitch, and what is only seen is not said")
  func sounds() {
    #expect(aloud(.room) == nil)
    #expect(aloud(.moderator)?.sound == .init(nil, pitch: 50))
    #expect(aloud(.someone)?.sound == .init("whisper", pitch: 50))
    #expect(aloud(.participants([1]))?.sound == .init("f2", pitch: 50))
    // Of several who say one thing, the first is heard.
    #expect(aloud(.participants([2, 1]))?.sound == .init("m3", pitch: 30))
    #expect(aloud(.participants([10]))?.sound == .init("m3", pitch: 65))
    let all = (1...16).map(SpokenAloud.sound(ofSeat:)) + [SpokenAloud.moderator, SpokenAloud.someone]
    for (place, sound) in all.enumerated() { #expect(all.firstIndex(of: sound) == place, "\(sound)") }
    #expect(Set(all.prefix(8).map(\.variant)).count == 8)
    #expect((1...99).allSatisfy { (0...99).contains(SpokenAloud.sound(ofSeat: $0).pitch) })
  }

  @Test("Questions and quotes are in the language of the talk, what was noted in that of the notes")
  func languages() {
    // The protocol has English texts only, whatever the talk is in.
    #expect(script.languageInstead == "en")
    #expect(aloud(.moderator)?.language == "en")
    #expect(aloud(.moderator, note: 1)?.language == "en-GB")
    #expect(aloud(.participants([3]), note: 1)?.language == "en-GB")
    #expect(aloud(.participants([3]), note: 3)?.language == "da")
  }

  @Test(
    "It talks as fast as the pane, within what can be understood",
    arguments: [(0.5, 80), (0.6, 90), (1, 150), (2, 300), (4, 450)])
  func rates(speed: Double, rate: Int) {
    #expect(aloud(.moderator, speed: speed)?.rate == rate)
  }

  @Test("No text is a command to the program that says it")
  func texts() {
    let said = aloud(.moderator, "-w out.wav $(touch x) [[b@d]] [[[ \u{1}50P \u{1B}[2J <break/>")
    #expect(said?.text == "-w out.wav $(touch x) ((b@d)) ((( \\u{1}50P \\u{1B}(2J <break/>")
    let long = aloud(.moderator, String(repeating: "ž ", count: 3000))?.text
    #expect(long?.utf8.count == 4095)
  }

  private func spoken(_ language: String, _ text: String = "one two three four") -> SpokenAloud {
    SpokenAloud(.init("f2", pitch: 60), language: language, rate: 150, text: text)
  }

  @Test(
    "espeak-ng gets its voice, rate and pitch as arguments, and the text on standard input",
    arguments: [
      ("nl", "nl+f2"), ("nl-BE", "nl-be+f2"), ("en-GB", "en-gb+f2"), ("hr", "hr+f2"), ("sl_SI", "sl-si+f2"),
      // Languages that it does not have, and what is none.
      ("zz", "en+f2"), ("tlh", "en+f2"), ("", "en+f2"), ("-w", "en+f2"), ("nl/../../x", "en+f2"),
      ("nl; touch x", "en+f2"),
    ])
  func espeak(language: String, voice: String) {
    let said = spoken(language, "-w out.wav")
    #expect(
      SpeakingProgram.espeak.arguments(for: said) == [
        "-b", "1", "-z", "-v", voice, "-s", "150", "-p", "60", "--stdin",
      ])
    #expect(SpeakingProgram.espeak.input(for: said) == "-w out.wav\n")
  }

  @Test("The moderator has the plain voice of the language")
  func plainVoice() {
    let said = SpokenAloud(.init(nil, pitch: 50), language: "da", rate: 80, text: "hej")
    #expect(SpeakingProgram.espeak.arguments(for: said)[4] == "da")
  }

  @Test("say gets its voice and rate, and the pitch with the text")
  func say() {
    #expect(
      SpeakingProgram.say.arguments(for: spoken("nl-BE")) == ["-v", "Ellen", "-r", "150", "-f", "-"])
    #expect(SpeakingProgram.say.arguments(for: spoken("nl-NL"))[1] == "Xander")
    #expect(SpeakingProgram.say.arguments(for: spoken("zz")) == ["-r", "150", "-f", "-"])
    #expect(SpeakingProgram.say.input(for: spoken("nl")) == "[[pbas 57]] one two three four\n")
  }

  @Test("A program that fails, or ends before it can have spoken, says nothing")
  func complaints() {
    // Four words take 1.6 s; short words are spoken in less.
    func complaint(_ status: Int, _ milliseconds: Int, _ text: String = "one two three four") -> String? {
      SpeakingProgram.espeak.complaint(after: spoken("nl", text), status: status, in: milliseconds)
    }
    #expect(complaint(0, 400) == nil)
    #expect(
      complaint(0, 399)
        == "espeak-ng says nothing, perhaps for want of a sound device: “espeak-ng -v nl+f2 test” tells why; the group is "
        + "shown without sound")
    #expect(complaint(1, 5000) != nil && complaint(128 + 9, 5000) != nil)
    // There is nothing to hear in it.
    #expect(complaint(0, 1, "… – ?!") == nil)
  }

  @Test("One is said at a time, one waits, and what falls two behind is cut off")
  func queue() {
    var queue = AloudQueue()
    #expect(queue.begin(0) == 0 && queue.begin(0) == nil)
    #expect(queue.begin(2) == nil)
    #expect(queue.end() == 2 && queue.end() == nil)
    // Said again it is not.
    #expect(queue.begin(2) == nil && queue.begin(1) == nil)
    #expect(queue.begin(3) == 3 && queue.begin(4) == nil)
    // 3 is still said: 4 is left out.
    #expect(queue.begin(5) == 5)
    #expect(queue.begin(6) == nil && queue.end() == 6 && queue.begin(7) == nil && queue.end() == 7)
  }
}
