internal import Interview
internal import Text

/// The form that is being filled in, question by question.
struct FormRun: Equatable, Sendable {
  /// Nil when nothing is asked.
  private(set) var form: Form?

  /// What the gap was is still to be told: something was noted first.
  private(set) var gapWaits = false

  /// What was entered that is no answer for the form.
  enum Beside: Equatable {
    /// What the gap was.
    case gap(groupWentOn: Bool)
    /// The group talks on: it is a note, and the question can wait.
    case note
  }

  /// What is asked now.
  var step: Form.Step? { form?.step }

  /// Asks the first question of a form; at a terminal only.
  mutating func start(_ form: Form, in ledger: inout Ledger, now: Stamp) {
    guard ledger.interactive else { return }
    self.form = form
    askNext(in: &ledger, now: now)
  }

  /// Nothing is asked any more; what is left stays open.
  mutating func close() { form = nil }

  /// The gap is told.
  mutating func closeGap() {
    gapWaits = false
    if step == .gap { form = nil }
  }

  /// Says the question once more that is still open after something else was entered: whoever only hears what is said has
  /// to know what the line is for. Practice is no answer, and goes on without a word.
  mutating func askAgain(after input: Input, in ledger: inout Ledger, now: Stamp) {
    if case .text = input, step == .practice { return }
    guard !ledger.asksOrCloses, !ledger.session.isOffRecord else { return }
    askNext(in: &ledger, now: now)
  }

  /// Asks the form's question, or says that it is done.
  private mutating func askNext(in ledger: inout Ledger, now: Stamp) {
    guard let form else { return }
    ledger.say(.form(form.prompt(in: ledger.session), isOver: form.step == nil), now: now)
    if form.step == nil { self.form = nil }
  }

  /// Goes to another question of the form: by one, forwards or backwards; among people to the next or the one before, since
  /// they do not come in the order of their seats.
  mutating func turn(by step: Int, in ledger: inout Ledger, now: Stamp) {
    guard let form, let seat = form.step?.seat else { return go(by: step, in: &ledger, now: now) }
    if step > 0 {
      let next = form.steps[form.position...].firstIndex { $0.seat != seat }
      go(by: (next ?? form.steps.count) - form.position, in: &ledger, now: now)
    } else {
      let first = form.steps.firstIndex { $0.seat == seat } ?? form.position
      let isFirst = first == form.position
      let before = isFirst && first > 0 ? form.steps[first - 1].seat : nil
      let target = before.flatMap { before in form.steps.firstIndex { $0.seat == before } } ?? first
      go(by: isFirst && before == nil ? -1 : target - form.position, in: &ledger, now: now)
    }
  }

  private mutating func go(by step: Int, in ledger: inout Ledger, now: Stamp) {
    guard let form, form.position + step >= 0 else {
      ledger.refuse("this is the first question of the form", nil)
      return
    }
    self.form?.position = min(form.position + step, form.steps.count)
    askNext(in: &ledger, now: now)
  }

  /// Goes to the first question to a participant; false if the form has none.
  private mutating func go(to seat: Seat, in ledger: inout Ledger, now: Stamp) -> Bool {
    guard let form, let place = form.steps.firstIndex(where: { $0.seat == seat }) else { return false }
    go(by: place - form.position, in: &ledger, now: now)
    return true
  }

  /// Takes up the set-up again, at the last thing that was left open.
  mutating func reopenSetUp(in ledger: inout Ledger, now: Stamp) {
    var form = Form.setUp(ledger.session, remembered: [:])
    form.position = max(0, form.steps.count - 1)
    start(form, in: &ledger, now: now)
  }

  /// Takes a line as the answer to the form's question.
  mutating func answer(_ line: TypedLine, in ledger: inout Ledger, now: Stamp) -> Beside? {
    guard let step else { return nil }
    let text = line.text.trimmed
    let isKept = Form.value(of: step, in: ledger.session) != nil
    if text.isEmpty, step.remembered == nil || isKept {
      skip(step, in: &ledger, now: now)
      return nil
    }
    let before = ledger.session.lastRecord
    switch step {
    case .field(let name, _, let choices, let remembered):
      let value = text.isEmpty ? remembered ?? "" : Form.choice(text, of: choices)
      ledger.set(name, value, line: line, now: now)
    case .practice:
      // It is practised until an empty line.
      ledger.say(.practice(line.text), now: now)
      return nil
    case .participants:
      answerParticipants(text, in: &ledger, now: now)
      return nil
    case .consent where isSeat(text, in: &ledger, now: now): return nil
    // A number alone is a choice here.
    case .attribute where text.lowercased().hasPrefix("p") && isSeat(text, in: &ledger, now: now): return nil
    case .consent(let seat, let purpose): answerConsent(seat, purpose, text, in: &ledger, now: now)
    case .attribute(let seat, let attribute):
      ledger.describe(seat, attribute, as: text, line: line, now: now)
    case .gap: return answerGap(text)
    }
    ledger.giveNothingBack()
    if ledger.session.lastRecord > before { form?.position += 1 }
    askNext(in: &ledger, now: now)
    return nil
  }

  /// An empty line leaves a question open. The one about a gap is asked again: only a note or a command lets it wait.
  private mutating func skip(_ step: Form.Step, in ledger: inout Ledger, now: Stamp) {
    guard step == .gap else { return go(by: 1, in: &ledger, now: now) }
    ledger.refuse("please say pause or on", nil)
    askNext(in: &ledger, now: now)
  }

  private mutating func answerParticipants(_ text: String, in ledger: inout Ledger, now: Stamp) {
    guard let count = Int(text), seats.contains(count), count >= ledger.session.participants.count else {
      let least = max(1, ledger.session.participants.count)
      ledger.refuse("a number from \(least) to 99", nil)
      askNext(in: &ledger, now: now)
      return
    }
    let new = (1...count).filter { ledger.session.participant($0) == nil }
    if !new.isEmpty {
      ledger.record(.together(new.map { .participant($0, Participant(seat: $0)) }), at: now.offset)
    }
    let seat = ledger.session.interviewee.map { "P\($0), an interview: \(Ledger.howItIsRead($0))" }
    ledger.say(.saved, "\(counted(count, "participant")), \(seat ?? "P1 to P\(count)")")
    form?.position += 1
    let asked = form?.steps ?? []
    form?.steps += Form.arrival(ledger.session).filter { !asked.contains($0) }
    askNext(in: &ledger, now: now)
  }

  private mutating func answerConsent(
    _ seat: Seat, _ purpose: ConsentPurpose, _ text: String, in ledger: inout Ledger, now: Stamp
  ) {
    switch text.lowercased() {
    case "all", "a":
      ledger.consent(.seat(seat), nil, .yes, now: now)
      dropSteps(of: seat) { if case .consent = $0 { true } else { false } }
    case "yes", "y": ledger.consent(.seat(seat), purpose, .yes, now: now)
    case "no", "n":
      ledger.consent(.seat(seat), purpose, .no, now: now)
      // Somebody who does not take part is asked nothing more.
      if purpose == .part { dropSteps(of: seat) { _ in true } }
    default:
      let others = ledger.session.interviewee == nil ? "; P6 goes to P6, Down to the next who comes" : ""
      ledger.refuse("yes, no or all\(others)", nil)
    }
  }

  /// Who comes out of order is named: the form goes there.
  private mutating func isSeat(_ text: String, in ledger: inout Ledger, now: Stamp) -> Bool {
    let digits = text.first == "P" || text.first == "p" ? text.dropFirst() : text[...]
    guard let seat = Int(digits), seats.contains(seat) else { return false }
    return go(to: seat, in: &ledger, now: now)
  }

  /// Questions to a participant that come later need not be asked.
  private mutating func dropSteps(of seat: Seat, where isSettled: (Form.Step) -> Bool) {
    guard let form else { return }
    let later = form.steps[min(form.position + 1, form.steps.count)...]
    self.form?.steps.replaceSubrange(
      later.indices, with: later.filter { !($0.seat == seat && isSettled($0)) })
  }

  /// What an answer tells; a note lets the question wait.
  private mutating func answerGap(_ text: String) -> Beside {
    switch text.lowercased() {
    case "pause", "p": return .gap(groupWentOn: false)
    case "on", "o": return .gap(groupWentOn: true)
    default:
      form = nil
      gapWaits = true
      return .note
    }
  }
}
