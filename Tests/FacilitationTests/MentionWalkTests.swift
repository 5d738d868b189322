import Facilitators
import Interview
import Testing

@testable import Facilitation

@Suite("What names or answers somebody who is erased")
struct MentionWalkTests {
  /// The group of P4: what they said, what others said of them, and what is about somebody else.
  private static func told(interactive: Bool = true) -> Facilitator {
    var it = Facilitator(interactive: interactive)
    it.type(
      lines: "/p 4 label=Johnson", "4 what I say", "1-@4 not so", "2,4 said together", "5@4 an answer",
      "6 P4 is right", "7 P14 is another, P40 too", "~JOHNSON nods", "3 the Johnsons next door",
      "(ask p4, later)", "3+ 4- they differ", "8 it stands #johnson")
    return it
  }

  private func texts(_ session: Session) -> [String] {
    session.notes.map { $0.redacted ? "-" : $0.content.text }
  }

  @Test("All that others said of them is found, with why; P14, part of a word and their own words are not")
  func found() {
    let it = Self.told()
    #expect(
      it.session.mentions(of: 4) == [
        Mention(note: 2, why: .answers), Mention(note: 4, why: .answers), Mention(note: 5, why: .names),
        Mention(note: 7, why: .label), Mention(note: 9, why: .names), Mention(note: 10, why: .stance),
        Mention(note: 11, why: .label),
      ], "\(it.session.notes.map(\.content))")
    #expect(it.session.mentions(of: 2) == [])
    #expect(it.session.mentions(of: 14) == [Mention(note: 6, why: .names)])
  }

  @Test("A label of one letter is a word of its own, and finds nothing")
  func shortLabel() {
    var it = Facilitator()
    it.type(lines: "/p 4 label=A", "1 a word")
    #expect(it.session.mentions(of: 4) == [])
    it.type("/p 4 label=Ann  Émile")
    it.type(lines: "1 then ann emile spoke", "1 Ann alone")
    #expect(it.session.mentions(of: 4) == [Mention(note: 2, why: .label)])
  }

  @Test("Yes destroys one, no and an empty line keep it, and nothing else is touched")
  func walked() {
    var it = Self.told()
    it.type("/withdraw 4 erase")
    #expect(
      it.heard == [
        "all that P4 said is destroyed for ever: 2 notes, with what others said or raised hands for together: 3",
        "then each other note that holds “P4” or answers P4 is asked about: 7",
        "type yes and Enter to do it; anything else leaves everything as it is",
      ])
    it.type("yes")
    #expect(it.heard[0].hasPrefix("P4 withdrew: 2 notes destroyed"))
    #expect(
      it.heard.suffix(3) == [
        "1 of 7, answers P4: destroy its text?", "2 00:00:03 W P1 not so",
        "yes and Enter destroys it; Enter or no keeps it; Escape ends",
      ])
    #expect(it.session.participant(4)?.label == nil)
    it.type("no")
    #expect(it.effects.allSatisfy { if case .say = $0 { true } else { false } })
    #expect(it.heard[0] == "2 of 7, answers P4: destroy its text?")
    it.type("")
    #expect(
      it.heard.prefix(2) == ["3 of 7, names P4: destroy its text?", "5 00:00:06 W P6 P4 is right"])
    let before = it.session
    it.type("yes")
    #expect(it.effects.contains(.beginAnew) && it.heard[0] == "redacted 5; undo begins afresh")
    #expect(it.heard[1] == "4 of 7, holds the label of P4: destroy its text?")
    var wanted = before.notes
    for index in wanted.indices where wanted[index].number == 5 {
      #expect(it.session.notes[index].redacted && it.session.notes[index].typed.isEmpty)
      wanted[index] = it.session.notes[index]
    }
    #expect(it.session.notes == wanted)
    it.type(lines: "yes", "yes", "yes", "yes")
    #expect(it.heard.last == "all looked at: 5 destroyed, 2 kept")
    #expect(!it.recording.isAskingForYes)
    #expect(
      texts(it.session) == [
        "-", "not so", "-", "an answer", "-", "P14 is another, P40 too", "-", "the Johnsons next door", "-",
        "-", "-",
      ])
  }

  @Test("The group talks on meanwhile: a note is a note, and the same is asked again; a command ends it")
  func meanwhile() {
    var it = Self.told()
    it.type(lines: "/withdraw 4 erase", "yes", "no", "3 they talk on")
    #expect(it.texts.last == "they talk on" && it.session.notes.last?.at == .seconds(it.seconds))
    #expect(it.heard.contains("2 of 7, answers P4: destroy its text?"))
    it.type("/nxt")
    #expect(it.heard[0].hasPrefix("error: /nxt is no command") && it.recording.isAskingForYes)
    #expect(it.givenBack?.text == "/nxt")
    it.type("/next")
    #expect(it.session.currentQuestion == "K1" && !it.recording.isAskingForYes)
    #expect(
      it.heard[0] == "6 not looked at: /withdraw 4 erase again lists them, 3 of them only before you leave")
    it.type("yes")
    #expect(it.texts.last == "yes" && it.session.notes.count { $0.redacted } == 2)
  }

  @Test("A yes that was typed before a note could be read destroys nothing")
  func tooEarly() {
    var it = Self.told()
    it.type(lines: "/withdraw 4 erase", "yes")
    let now = Facilitator.stamp(it.seconds)
    it.enter(TypedLine("yes", begun: now, question: "W"))
    #expect(it.session.note(2)?.redacted == false && it.recording.isAskingForYes)
    it.enter(TypedLine("3 and on", begun: now, question: "W"))
    #expect(it.texts.last == "and on")
    #expect(it.heard.contains("1 of 7, answers P4: destroy its text?"))
    it.type("yes")
    #expect(it.session.note(2)?.redacted == true && it.session.note(4)?.redacted == false)
  }

  @Test(
    "Escape ends it and says what is left; the command again lists the rest, and destroys nothing by itself")
  func ended() {
    var it = Self.told()
    it.type(lines: "/withdraw 4 erase", "yes", "yes", "no")
    let left = it.recording.dropConfirmation()
    #expect(
      left.compactMap(\.said) == [
        "5 not looked at: /withdraw 4 erase again lists them, 2 of them only before you leave"
      ])
    let before = it.session
    it.type("/withdraw 4 erase")
    #expect(it.session == before && !it.effects.contains(.beginAnew))
    #expect(it.heard[0] == "1 of 6, answers P4: destroy its text?" && it.heard[1].hasPrefix("4 "))
    it.type("yes")
    #expect(it.session.note(4)?.redacted == true)
    _ = it.recording.dropConfirmation()

    var later = it.killedAndResumed(after: 60, interactive: true)
    later.type("/withdraw 4 erase")
    #expect(later.heard[0] == "1 of 3, names P4: destroy its text?" && later.heard[1].hasPrefix("5 "))
    later.type("no")
    #expect(later.heard[1].hasPrefix("9 "))
    #expect(
      later.recording.dropConfirmation().compactMap(\.said) == [
        "2 not looked at: /withdraw 4 erase again lists them"
      ])
    later.type(lines: "/redact 5 9 10", "yes", "/withdraw 4 erase")
    #expect(later.heard[1] == "no other note holds “P4” or answers P4")
  }

  @Test("What is said of them again after they were erased is destroyed first, as ever")
  func saidAgain() {
    var it = Facilitator(interactive: true)
    it.type(lines: "4 mine", "5 P4 said so", "/withdraw 4 erase", "yes", "no", "/edit 2 5@4 P4 said so")
    it.type("/withdraw 4 erase")
    #expect(it.heard[0] == "all that P4 said is destroyed for ever: 0 notes")
    it.type("yes")
    #expect(it.session.note(2)?.content.replyTo == nil)
    #expect(it.heard.contains("1 of 1, answers P4: destroy its text?"))
  }

  @Test("From a pipe nothing more is destroyed: the notes are named")
  func pipe() {
    var it = Self.told(interactive: false)
    it.type("/withdraw 4 erase")
    #expect(it.answer == "P4 is still named or answered in: 2, 4, 5, 7, 9, 10, 11; /edit or /redact them")
    #expect(it.session.notes.filter(\.redacted).map(\.number) == [1, 3])
    it.type("3 goes on")
    #expect(it.texts.last == "goes on")
  }
}

extension Effect {
  fileprivate var said: String? {
    guard case .say(let reply) = self else { return nil }
    return reply.lines.joined(separator: " ")
  }
}
