internal import Interview
internal import Text

extension Recording {
  mutating func start(_ form: Form, now: Stamp) {
    guard interactive else { return }
    self.form = form
    askNext(now: now)
  }

  /// Asks the form's question, or says that it is done.
  mutating func askNext(now: Stamp) {
    guard let form else { return }
    say(.form(form.prompt(in: session), isOver: form.step == nil), now: now)
    if form.step == nil { self.form = nil }
  }

  /// Goes to another question of the form: by one, forwards or backwards.
  mutating func stepForm(by step: Int, now: Stamp) {
    guard let form, form.position + step >= 0 else {
      refuse("this is the first question of the form", nil)
      return
    }
    self.form?.position = min(form.position + step, form.steps.count)
    askNext(now: now)
  }

  /// Takes up the set-up again, at the last thing that was left open.
  mutating func reopenSetUp(now: Stamp) {
    var form = Form.setUp(session, remembered: [:])
    form.position = max(0, form.steps.count - 1)
    start(form, now: now)
  }

  /// Takes a line as the answer to the form's question.
  mutating func answer(_ line: TypedLine, now: Stamp) {
    guard let step = form?.step else { return }
    let text = line.text.trimmed
    let isKept = Form.value(of: step, in: session) != nil
    if text.isEmpty, step.remembered == nil || isKept {
      if step == .gap {
        refuse("please say pause or on", nil)
        return askNext(now: now)
      }
      return stepForm(by: 1, now: now)
    }
    let before = session.lastRecord
    switch step {
    case .field(let name, _, let choices, let remembered):
      let value = text.isEmpty ? remembered ?? "" : Form.choice(text, of: choices)
      set(name, value, line: line, now: now)
    case .practice:
      say(.practice(line.text), now: now)
      return stepForm(by: 1, now: now)
    case .participants: return answerParticipants(text, now: now)
    case .consent(let seat, let purpose): answerConsent(seat, purpose, text, now: now)
    case .attribute(let seat, let attribute):
      let chosen = Form.choice(text, of: Form.choices(step, in: session))
      let names = attribute.values.map { session.filled($0.name) }
      let value =
        names.firstIndex(of: chosen).map { attribute.values[$0].id }
        ?? Form.choice(text, of: attribute.values.map(\.id))
      describe(seat, "\(attribute.id)=\(value)", line: line, now: now)
    case .gap: return answerGap(line, now: now)
    }
    effects.removeAll { if case .giveBack = $0 { true } else { false } }
    if session.lastRecord > before { form?.position += 1 }
    askNext(now: now)
  }

  private mutating func answerParticipants(_ text: String, now: Stamp) {
    guard let count = Int(text), seats.contains(count), count >= session.participants.count else {
      let least = max(1, session.participants.count)
      refuse("a number from \(least) to 99", nil)
      return askNext(now: now)
    }
    let new = (1...count).filter { session.participant($0) == nil }
    if !new.isEmpty {
      record(.together(new.map { .participant($0, Participant(seat: $0)) }), at: now.offset)
    }
    say(.saved, "\(counted(count, "participant")), P1 to P\(count)")
    form?.position += 1
    let asked = form?.steps ?? []
    form?.steps += Form.arrival(session).filter { !asked.contains($0) }
    askNext(now: now)
  }

  private mutating func answerConsent(
    _ seat: Seat, _ purpose: ConsentPurpose, _ text: String, now: Stamp
  ) {
    switch text.lowercased() {
    case "all", "a":
      consent(.seat(seat), nil, .yes, now: now)
      dropSteps(of: seat) { if case .consent = $0 { true } else { false } }
    case "yes", "y": consent(.seat(seat), purpose, .yes, now: now)
    case "no", "n":
      consent(.seat(seat), purpose, .no, now: now)
      // Who does not take part is asked nothing more.
      if purpose == .part { dropSteps(of: seat) { _ in true } }
    default: refuse("yes, no or all", nil)
    }
  }

  /// Questions to a participant that come later need not be asked.
  private mutating func dropSteps(of seat: Seat, where isSettled: (Form.Step) -> Bool) {
    guard let form else { return }
    let later = form.steps[min(form.position + 1, form.steps.count)...]
    self.form?.steps.replaceSubrange(
      later.indices, with: later.filter { !($0.seat == seat && isSettled($0)) })
  }

  private mutating func answerGap(_ line: TypedLine, now: Stamp) {
    let word = line.text.trimmed.lowercased()
    guard ["pause", "p", "on", "o"].contains(word) else {
      // The group talks on: a note is a note, and the question can wait.
      form = nil
      note(line, now: now)
      say(.told, "when there is time: was it a pause, or did the group go on? /gap pause or /gap on")
      return
    }
    tellGap(word.hasPrefix("o"), now: now)
  }

  /// Says what the gap after a cut was.
  mutating func tellGap(_ groupWentOn: Bool, now: Stamp) {
    guard var gap else { return }
    gap.unrecorded = groupWentOn
    record(.pause(gap), at: now.offset)
    self.gap = nil
    say(
      .saved,
      groupWentOn ? "the group went on: that time is marked as not recorded" : "it was a pause")
    if form?.step == .gap { form = nil }
  }
}
