internal import Interview
internal import Text

/// How long the group may take, and what is offered when that is nearly over.
package struct TimePlan: Equatable, Sendable {
  /// What was open ten minutes before the end was offered.
  private var isOffered = false

  /// A plan of more minutes is more likely a slip than a focus group.
  static let longestGroup = 240
  /// Minutes before the end at which what is still open is offered, while the people are there.
  static let offerMinutes = 10
  /// The same in milliseconds.
  package static let offered = offerMinutes * 60_000

  /// The whole may take so many minutes.
  mutating func set(minutes: Double, in ledger: inout Ledger, now: Stamp) {
    var budget = ledger.session.budget
    budget.minutes = minutes
    budget.until = nil
    set(budget, in: &ledger, now: now)
  }

  /// It must end at this time of the day.
  mutating func set(until time: TimeOfDay, zone: Zone, in ledger: inout Ledger, now: Stamp) {
    var budget = ledger.session.budget
    budget.until = now.wall.next(hour: time.hour, minute: time.minute, in: zone)
    set(budget, in: &ledger, now: now)
  }

  private mutating func set(_ budget: Budget, in ledger: inout Ledger, now: Stamp) {
    ledger.record(.budget(budget), at: now.offset)
    isOffered = false
    let planned = ledger.session.plannedLength
    let finish = budget.until.map { ", until \($0.civil.timeOfDay)" } ?? ""
    ledger.say(.saved, "planned \(clockText(milliseconds: planned))\(finish)")
    if planned > TimePlan.longestGroup * 60_000 {
      ledger.say(.warning, "that is more than \(TimePlan.longestGroup / 60) hours: is it meant?")
    }
  }

  /// Ten minutes before the end the open must-ask questions and follow-ups are offered, once.
  mutating func offerWhatIsOpen(in ledger: inout Ledger, now: Stamp) {
    guard ledger.interactive, !isOffered, ledger.session.begunAt != nil, ledger.session.endedAt == nil,
      ledger.session.plannedLength - ledger.session.elapsed(at: now.offset) <= TimePlan.offered
    else { return }
    isOffered = true
    let questions = ledger.session.openMustAsk
    let followUps = ledger.session.openFollowUps.map(\.number)
    if !questions.isEmpty || !followUps.isEmpty {
      ledger.say(.endIsNear(questions: questions, followUps: followUps), now: now)
    }
  }
}
