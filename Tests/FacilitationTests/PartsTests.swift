import Facilitators
import Interview
import Testing

@testable import Facilitation

/// The parts of a recording by themselves: each with what it has to remember, and the ledger that they write in.
@Suite("The parts of a recording")
struct PartsTests {
  private static let asked = Stamp(offset: .seconds(100), wall: Facilitator.wall(100))

  private static func ledger(
    of it: Facilitator = Facilitator(interactive: true), interactive: Bool = true
  ) -> Ledger {
    Ledger(it.session, history: it.recording.history, interactive: interactive)
  }

  private static func line(_ text: String, at seconds: Int, isPasted: Bool = false) -> TypedLine {
    TypedLine(text, begun: Facilitator.stamp(seconds), question: "W", isPasted: isPasted)
  }

  private static func words(_ effects: [Effect]) -> [String] {
    effects.flatMap { effect -> [String] in if case .say(let reply) = effect { reply.lines } else { [] } }
  }

  // MARK: The question that waits for a yes

  private func confirming(readAt: Int?) -> Confirming {
    var confirming = Confirming()
    #expect(confirming.ask(["gone"], about: .redact([1]), line: nil, now: PartsTests.asked) == nil)
    if let readAt { confirming.isShown(at: .seconds(readAt)) }
    return confirming
  }

  @Test("What there is nothing to ask about may be done at once")
  func nothingToAsk() {
    var confirming = Confirming()
    #expect(
      confirming.ask(nil, about: .redact([1]), line: nil, now: PartsTests.asked)?.askedAt == PartsTests.asked)
    #expect(confirming.waiting == nil && confirming.take(.text(PartsTests.line("yes", at: 102))) == nil)
  }

  @Test("A yes that was begun after the question could be read is one, and is so once")
  func yes() {
    var confirming = confirming(readAt: 101)
    guard case .yes(let asked, let goAhead) = confirming.take(.text(PartsTests.line("yes", at: 102))) else {
      Issue.record("no yes")
      return
    }
    #expect(asked.command == .redact([1]) && goAhead.askedAt == PartsTests.asked)
    #expect(confirming.take(.text(PartsTests.line("yes", at: 103))) == nil)
  }

  @Test(
    "The question stays, and has to be read once more", arguments: [("yes", 101), ("y", 102), ("", 101)])
  func stays(text: String, at seconds: Int) {
    var confirming = confirming(readAt: 101)
    guard case .stays = confirming.take(.text(PartsTests.line(text, at: seconds))) else {
      Issue.record("it does not stay")
      return
    }
    #expect(confirming.waiting?.command == .redact([1]) && confirming.awaitsReading)
  }

  @Test("A yes that is pasted, or before the question could be read at all, is none")
  func noYes() {
    for (confirming, isPasted) in [(confirming(readAt: 101), true), (confirming(readAt: nil), false)] {
      var confirming = confirming
      guard case .stays = confirming.take(.text(PartsTests.line("yes", at: 110, isPasted: isPasted))) else {
        Issue.record("it does not stay")
        continue
      }
    }
  }

  @Test("Anything else leaves all as it was; a command or a note is taken as what it is")
  func left() {
    for (text, isTaken) in [("", false), ("3 a note", true), ("/next", true)] {
      var confirming = confirming(readAt: 101)
      let input = Input(PartsTests.line(text, at: 105))
      guard case .left(_, let instead) = confirming.take(input) else {
        Issue.record("\(text) does not leave it")
        continue
      }
      #expect(instead == (isTaken ? input : nil), "\(text)")
      #expect(confirming.waiting == nil)
    }
  }

  @Test("A no is a no, and what it leads to is the command's")
  func no() {
    var confirming = confirming(readAt: 101)
    guard case .no(let asked, _) = confirming.take(.text(PartsTests.line("No", at: 105))) else {
      Issue.record("it is not taken for a no")
      return
    }
    #expect(asked.command.afterNo == nil && confirming.waiting == nil)
    #expect(
      Command.protocol("other", takesConsents: true).afterNo == .protocol("other", takesConsents: false))
  }

  @Test("A note that was typed before the question could be read is no answer")
  func tooEarly() {
    var confirming = confirming(readAt: 101)
    let line = PartsTests.line("3 a note", at: 99)
    guard case .tooEarly(let asked, line) = confirming.take(.text(line)) else {
      Issue.record("it is taken for an answer")
      return
    }
    #expect(asked.command == .redact([1]) && confirming.waiting == nil)
  }

  // MARK: The draft

  @Test("Of a long draft only what is new is written, as a whole again once as much was typed")
  func growth() {
    var drafting = Drafting()
    var old: Draft?
    var whole: [Int] = []
    for length in stride(from: 10, through: 400, by: 10) {
      let new = Draft(text: String(repeating: "a", count: length), at: .zero, question: "W")
      if case .draft = drafting.change(from: old, to: new) { whole.append(length) }
      old = new
    }
    #expect(whole.first == 10)
    // Each edit counts as 50 bytes: between two whole ones stand as many as the line holds.
    for (one, next) in zip(whole, whole.dropFirst()) { #expect((next - one) / 10 == (next - 1) / 50 + 1) }
  }

  @Test("The line that was cut off stays in the session until it was offered, and is offered after the gap")
  func offered() {
    var ledger = PartsTests.ledger()
    var drafting = Drafting()
    let now = PartsTests.asked
    drafting.keep(PartsTests.line("half a", at: 90), editing: nil, in: &ledger, now: now)
    _ = ledger.take()
    drafting.offer(in: &ledger, gapIsAsked: true, now: now)
    drafting.keep(nil, editing: nil, in: &ledger, now: now)
    #expect(ledger.take() == [] && drafting.isOffered && ledger.session.draft?.text == "half a")
    drafting.offer(in: &ledger, gapIsAsked: false, now: now)
    #expect(ledger.take().last == .giveBack(PartsTests.line("half a", at: 90), editing: nil))
    drafting.keep(nil, editing: nil, in: &ledger, now: now)
    #expect(ledger.session.draft == nil)
  }

  @Test("A line that was cut off and is a command is not entered", arguments: ["/next", "3 a note"])
  func settled(text: String) {
    var ledger = PartsTests.ledger(interactive: false)
    var drafting = Drafting()
    drafting.keep(PartsTests.line(text, at: 90), editing: nil, in: &ledger, now: PartsTests.asked)
    let line = drafting.settle(keep: true, in: &ledger, now: PartsTests.asked)
    #expect(line == (text == "/next" ? nil : PartsTests.line(text, at: 90)))
    #expect(ledger.session.draft == nil)
  }

  // MARK: Time

  @Test("What is open is offered ten minutes before the end, once, and again when the plan is another one")
  func plan() {
    var ledger = PartsTests.ledger()
    var plan = TimePlan()
    func offers(at minutes: Int) -> Bool {
      plan.offerWhatIsOpen(in: &ledger, now: Facilitator.stamp(minutes * 60))
      return ledger.take().contains { $0.answerIsEndNear }
    }
    plan.set(minutes: 60, in: &ledger, now: PartsTests.asked)
    _ = ledger.take()
    #expect([49, 50, 51].map(offers) == [false, true, false])
    plan.set(minutes: 90, in: &ledger, now: Facilitator.stamp(52 * 60))
    _ = ledger.take()
    #expect([52, 80, 81].map(offers) == [false, true, false])
  }

  @Test("A cut of fifteen minutes counts as a pause, a shorter one only if somebody says so")
  func gap() {
    for (minutes, isPause) in [(14, false), (15, true)] {
      var ledger = PartsTests.ledger()
      var gap = Gap()
      gap.cutOff(since: .zero, isWhole: true, in: &ledger, now: Facilitator.stamp(minutes * 60))
      #expect(!ledger.session.pauses.isEmpty == isPause, "\(minutes)")
      #expect(gap.pause?.why == .cut)
      gap.tell(groupWentOn: true, in: &ledger, now: Facilitator.stamp(minutes * 60))
      #expect(ledger.session.pauses.last?.unrecorded == true && gap.pause == nil)
    }
  }

  @Test("Nobody is asked about a sleep in a break")
  func sleepInBreak() {
    var it = Facilitator(interactive: true)
    it.type("/break")
    var ledger = PartsTests.ledger(of: it)
    var gap = Gap()
    gap.slept(milliseconds: 60_000, in: &ledger, now: PartsTests.asked)
    #expect(gap.pause == nil && ledger.take() == [])
  }

  // MARK: The end

  @Test("What is still open is said once, and anew when the group went on")
  func closing() {
    var it = Facilitator(interactive: true)
    it.type("3 a")
    var ledger = PartsTests.ledger(of: it)
    var closing = Closing()
    #expect(closing.end(in: &ledger, now: PartsTests.asked) == nil && ledger.session.endedAt == nil)
    closing.goOn()
    #expect(closing.end(in: &ledger, now: PartsTests.asked) == nil && ledger.session.endedAt == nil)
    let debrief = closing.end(in: &ledger, now: PartsTests.asked)
    #expect(debrief?.title == "debrief" && ledger.session.status == .ended)
  }

  // MARK: Notes

  @Test("Missing consent is pointed out once of all whom it concerns")
  func reminded() {
    var ledger = PartsTests.ledger()
    var notes = NoteTaking()
    var reminders: [Bool] = []
    for (second, text) in ["3 a", "4 b", "1 c"].enumerated() {
      #expect(notes.take(PartsTests.line(text, at: 100 + second), in: &ledger, now: PartsTests.asked))
      reminders.append(PartsTests.words(ledger.take()).contains { $0.hasPrefix("consent is not recorded") })
    }
    #expect(reminders == [true, false, false])
  }

  @Test("What says nothing, and what may not be noted, is no note")
  func noNote() {
    var it = Facilitator(interactive: true)
    it.type("/consent 3 part no")
    var ledger = PartsTests.ledger(of: it)
    var notes = NoteTaking()
    for text in ["", "3 a"] {
      #expect(!notes.take(PartsTests.line(text, at: 100), in: &ledger, now: PartsTests.asked), "\(text)")
    }
    #expect(ledger.session.notes.isEmpty)
  }

  // MARK: The form

  @Test("To the gap a word is an answer, an empty line none, and anything else a note")
  func gapAnswers() {
    var ledger = PartsTests.ledger()
    var form = FormRun()
    form.start(.gap, in: &ledger, now: PartsTests.asked)
    #expect(form.answer(PartsTests.line(" ", at: 101), in: &ledger, now: PartsTests.asked) == nil)
    #expect(form.step == .gap)
    #expect(
      form.answer(PartsTests.line("On", at: 101), in: &ledger, now: PartsTests.asked)
        == .gap(groupWentOn: true))
    form.closeGap()
    #expect(form.form == nil)
    form.start(.gap, in: &ledger, now: PartsTests.asked)
    #expect(form.answer(PartsTests.line("3 a", at: 101), in: &ledger, now: PartsTests.asked) == .note)
    #expect(form.form == nil)
  }
}

extension Effect {
  fileprivate var answerIsEndNear: Bool {
    if case .say(let reply) = self, case .endIsNear = reply.answer { true } else { false }
  }
}
