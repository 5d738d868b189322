import Interview
import Testing

@Suite("Points, stances and who is heard")
struct InteractionTests {
  @Test(
    "The point under discussion is the latest one since the question was opened, not of that speaker alone")
  func point() {
    var fold = Fold()
    fold.go("W", at: 0)
    fold.note("before", by: [1], at: 1)
    fold.go("K1", at: 10)
    #expect(fold.session.pointUnderDiscussion(for: .participant(2)) == nil)
    let first = fold.note("ours", by: [3], at: 11)
    fold.note("seen", kind: .observation, at: 12)
    let own = fold.note("mine", by: [2], at: 13)
    #expect(fold.session.pointUnderDiscussion(for: .participant(2))?.number == first.number)
    #expect(fold.session.pointUnderDiscussion(for: .participant(4))?.number == own.number)
    let joint = fold.note("both", by: [2, 3], at: 14)
    #expect(fold.session.pointUnderDiscussion(for: .participant(2))?.number == joint.number)
    let early = fold.note("for later", by: [1], at: 15, on: "K2", raisedAt: "K1")
    #expect(fold.session.pointUnderDiscussion?.number == early.number)
  }

  @Test("Silence is never agreement: not shown are those who were there and showed neither")
  func standing() {
    var fold = Fold()
    fold.go("K1", at: 0)
    let point = fold.note("a point", by: [1], at: 5)
    fold.stance(2, .agree, on: point, at: 6)
    fold.stance(3, .agree, on: point, at: 7)
    fold.stance(3, .dissent, on: point, at: 8)
    let standing = fold.session.standing(of: point, at: .seconds(9))
    #expect(
      standing.agree == [.participant(2)] && standing.dissent == [.participant(3)] && standing.notShown == [4]
    )
  }

  @Test(
    "Frequency counts notes, extensiveness different participants; the moderator is in neither figure of people"
  )
  func figures() {
    var fold = Fold()
    fold.go("K1", at: 0)
    fold.note("a", by: [1], at: 1, codes: ["bar.mes"])
    fold.note("b", by: [1], at: 2, codes: ["bar.mes"])
    fold.note("c", by: [2], at: 3, codes: ["bar.mes"])
    fold.note("seen", by: [3], kind: .observation, at: 4)
    #expect(fold.session.tally.codes["bar.mes"]?.notes == 3)
    #expect(fold.session.tally.codes["bar.mes"]?.extensiveness(among: Set(1...8)) == 2)
    #expect(fold.session.notYetHeard(on: "K1", at: .seconds(5)) == [3, 4])
  }

  @Test("A wrong seat is put right in notes and stances since a note, and only since then")
  func reseat() throws {
    var fold = Fold()
    fold.go("K1", at: 0)
    let point = fold.note("a point", by: [1], at: 1)
    fold.stance(3, .agree, on: point, at: 2)
    let since = fold.note("wrong seat", by: [3], at: 10)
    fold.stance(3, .dissent, on: point, at: 11)
    fold.at = .seconds(20)
    fold.apply(try #require(fold.session.reseat(3, to: 4, swapped: false, since: since.number, at: fold.at)))
    #expect(fold.session.note(since.number)?.content.speakers == [.participant(4)])
    #expect(fold.session.standing(of: point, at: fold.at).agree == [.participant(3)])
    #expect(fold.session.standing(of: point, at: fold.at).dissent == [.participant(4)])
  }

  @Test(
    "The oral summary has the important points, those with most stances and every dissent, by key question")
  func summary() {
    var fold = Fold()
    fold.go("K1", at: 0)
    fold.note("plain", by: [1], at: 1)
    let big = fold.note("big", by: [1], at: 2, important: true)
    let disputed = fold.note("disputed", by: [2], at: 3)
    fold.stance(3, .dissent, on: disputed, at: 4)
    let points = fold.session.oralSummaryPoints
    #expect(points.map(\.question) == ["K1"])
    #expect(points.first?.notes.map(\.number) == [big.number, disputed.number])
  }

  @Test("As of a time: what remained, with probes and stances as they were then, in its final words")
  func asOf() {
    var fold = Fold()
    fold.go("K1", at: 0)
    let note = fold.note("first words", by: [1], at: 10)
    fold.stance(2, .agree, on: note, at: 12)
    fold.edit(note.number, "better words", at: 20)
    fold.stance(2, .dissent, on: note, at: 22)
    fold.go("K2", at: 30)
    let gone = fold.note("gone", at: 31)
    fold.at = .seconds(40)
    fold.apply(.retracted(number: gone.number, at: fold.at))
    let past = fold.session.asOf(.seconds(15))
    #expect(past.notes.map(\.content.text) == ["better words"] && past.notes[0].revisions.isEmpty)
    #expect(past.stances.first?.value == .agree)
    #expect(past.openVisit?.question == "K1")
    #expect(fold.session.asOf(.seconds(21)).notes.map(\.revisions.count) == [1])
    #expect(fold.session.asOf(.seconds(35)).notes.count == 1)
    #expect(fold.session.asOf(.seconds(5)).notes.isEmpty)
  }
}
