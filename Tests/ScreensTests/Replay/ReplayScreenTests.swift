import Interview
import Testing
import Text
import TextScreen

@testable import Facilitation
@testable import Screens

@Suite("A replay")
struct ReplayScreenTests {
  @Test func itStandsAtTheBeginningAndPlaysAtTheTimeThatThingsHad() {
    var viewer = Viewer(Viewer.session)
    viewer.header.says("paused")
    viewer.header.says("0 notes")
    viewer.press(.character("i"), .character(" "))
    viewer.header.says("▶ ×1")
    let first = Viewer.session.notes[0]
    let wait = first.saved - (Viewer.session.begunAt?.offset ?? .zero)
    viewer.wait(milliseconds: wait - 200)
    viewer.misses("audit office")
    viewer.wait(milliseconds: 400)
    viewer.notes.says("the audit office decides everything")
    viewer.press(.character(" "))
    let stood = viewer.replay.position
    viewer.wait(milliseconds: 60_000)
    #expect(viewer.replay.position == stood)
  }

  @Test func gapsAreShortenedButTheClockIsTheSessions() {
    var viewer = Viewer(Viewer.session)
    viewer.press(.character(" "))
    viewer.wait(milliseconds: viewer.replay.pacing.length + 1000)
    viewer.header.says("■ the end")
    #expect(viewer.replay.position == viewer.replay.timeline.end)
    #expect(viewer.replay.pacing.length < viewer.replay.timeline.end.rawValue / 3)
    viewer.press(.character(" "))
    viewer.messages.says("this is the end")
    viewer.press(.home)
    viewer.header.says("paused")
  }

  @Test func whatKeepsNoHistoryIsSaidToBeAsAtTheEnd() {
    var viewer = Viewer(Viewer.session)
    viewer.header.says(" NL02 · museum · A route (as at the end) ")
    viewer.enter("/go K1")
    viewer.enter("/question")
    viewer.panel.says("10 minutes (as at the end)")
    viewer.press(.escape, .end)
    viewer.header.lacks("as at")
    viewer.press(.home)
    viewer.header.says("(as at the end)")
    viewer.size = Size(rows: 24, columns: 76)
    viewer.header.says(" NL02 · museum · A … (as at the end) ")
    viewer.size = Size(rows: 24, columns: 67)
    viewer.header.lacks("as at")
    let replay = viewer.replay
    #expect(replay.openingLines[0] == "A route, NL02, museum (as at the end)")
  }

  @Test func eachStatementOfAnOutcomeIsToldAtItsTime() {
    var desk = Desk(participants: 2, route: GoldenScreenTests.route)
    desk.enter("/go K1")
    desk.enter(lines: "/adapted", "/skip time")
    let replay = Replay(desk.session, now: Viewer.stamp(0))
    let told = replay.lines(after: .zero, through: replay.timeline.end).filter { $0.contains(" K1 ") }
    #expect(
      told.map { $0.drop { $0 != " " } } == [" K1 asked, in other words", " K1 skipped, reason: time"])
  }

  @Test func speedsGoFromHalfToSixtyFour() {
    var viewer = Viewer(Viewer.session)
    for _ in 0..<9 { viewer.press(.character("+")) }
    #expect(viewer.replay.head.speed == 64)
    for _ in 0..<9 { viewer.press(.character("-")) }
    #expect(viewer.replay.head.speed == 0.5)
    viewer.enter("/speed 4")
    viewer.state.says("×4")
    viewer.enter("/speed 65")
    viewer.messages.says("/speed is used like this")
  }

  @Test func stepsGoFromNoteToNoteAndBack() {
    var viewer = Viewer(Viewer.session)
    let numbers = Viewer.session.notes.map(\.number)
    var seen: [Int] = []
    for _ in numbers {
      viewer.press(.right)
      seen.append(viewer.note ?? 0)
    }
    #expect(seen == numbers)
    viewer.press(.right)
    viewer.messages.says("no later note")
    for number in numbers.dropLast().reversed() {
      viewer.press(.left)
      #expect(viewer.note == number)
    }
    viewer.press(.left)
    viewer.messages.says("no earlier note")
  }

  @Test func whileItPlaysOneCanStillStepBackBeyondWhatHasJustPassed() {
    var viewer = Viewer(Viewer.session)
    viewer.enter("/go 4")
    viewer.press(.character(" "), .left, .left)
    #expect(viewer.note == 2)
  }

  @Test func questionsVisitsAndFollowUpsCanBeSteppedBy() {
    var viewer = Viewer(Viewer.session)
    viewer.press(.pageDown)
    #expect(viewer.replay.timeline.course(at: viewer.replay.position).visits.last?.question == "K1")
    viewer.press(.pageDown)
    #expect(viewer.replay.timeline.course(at: viewer.replay.position).visits.last?.question == "K2")
    viewer.press(.pageUp, .character("?"))
    #expect(viewer.replay.currentNote?.content.kind == .followUp)
    viewer.notes.says("– to ask")
    viewer.press(.end)
    viewer.notes.says("– asked")
  }

  @Test func oneGoesToATimeANoteAQuestion() {
    var viewer = Viewer(Viewer.session)
    viewer.press(.character("g"))
    viewer.enter("00:01:30")
    #expect(viewer.replay.position - (Viewer.session.begunAt?.offset ?? .zero) == 90_000)
    viewer.press(.control("g"))
    viewer.enter("5")
    #expect(viewer.note == 5)
    viewer.press(.character("g"))
    viewer.enter("k2")
    viewer.route.says("▐K2", as: .current)
    viewer.press(.character("g"))
    viewer.enter("nowhere at all")
    viewer.messages.says("no time, note or question")
  }

  @Test func anEditedNoteShowsItsFinalWordsFromWhenItCame() {
    var viewer = Viewer(Viewer.session)
    viewer.enter("/go 3")
    viewer.notes.says("only when the plan")
    viewer.notes.says("(edited")
    viewer.misses("but only after")
    viewer.press(.end, .character("g"))
    viewer.enter("00:06:00")
    viewer.enter("/around")
    viewer.panel.says("only when the plan is printed")
  }

  @Test func pausesOffTheRecordAndTimeNotRecordedAreToldApartFromSilence() {
    let viewer = Viewer(Viewer.session)
    func at(_ time: Offset) -> String {
      var copy = viewer
      copy.enter("/go \(Viewer.session.clock(time))")
      return copy.rows[2]
    }
    let session = Viewer.session
    let pause = session.pauses.first { $0.why == .break }?.from ?? .zero
    let cut = session.pauses.first { $0.unrecorded }?.from ?? .zero
    #expect(at(pause + 5000).contains("= break"))
    #expect(at(session.offRecord[0].from + 5000).contains("o off the record"))
    #expect(at(cut + 5000).contains("x not recorded"))
    #expect(at(session.notes[0].saved + 20_000).contains("… nothing noted"))
  }

  @Test func whatIsLookedForIsMarkedAsOneTypes() {
    var viewer = Viewer(Viewer.session)
    viewer.press(.character("f"))
    viewer.type("plan")
    #expect(viewer.note == 2)
    viewer.notesRule.says("1 hit: plan")
    viewer.press(.escape)
    #expect(viewer.second == (Viewer.session.begunAt?.offset.rawValue ?? 0) / 1000)
    viewer.misses("1 hit")
    viewer.press(.control("r"))
    viewer.enter("the")
    viewer.messages.says("hits; n the next")
    viewer.scrubber.says("◆")
    let first = viewer.note
    viewer.press(.character("n"))
    #expect(viewer.note != first)
    viewer.press(.character("N"))
    #expect(viewer.note == first)
  }

  @Test func whatTheFilterLeavesOutIsCounted() {
    var viewer = Viewer(Viewer.session)
    viewer.press(.end, .character("F"))
    viewer.type("P3")
    let all = Viewer.session.notes.count
    viewer.notesRule.says("2 of \(all) notes, \(all - 2) left out by: P3")
    viewer.press(.enter, .left)
    viewer.press(.left)
    #expect(viewer.note == 2)
    viewer.press(.character("F"))
    viewer.type("#bar.mac")
    viewer.press(.enter)
    viewer.notesRule.says("left out by: P3 #bar.mac")
    viewer.press(.escape)
    viewer.misses("left out")
  }

  @Test func whatWasRetractedAppearsNowhere() {
    var viewer = Viewer(Viewer.session)
    for _ in 0..<40 {
      viewer.press(.right)
      viewer.misses("wrong words")
    }
  }

  @Test func aHostileTitleOrTextNeverReachesTheTerminal() {
    var session = Viewer.session
    session.title = "\u{1B}]52;c;x\u{7}\u{202E}"
    var viewer = Viewer(session, layers: Viewer.layers)
    viewer.press(.end)
    let isSafe = viewer.rows.allSatisfy { $0.unicodeScalars.allSatisfy { !$0.isUnsafe } }
    #expect(isSafe)
  }

  @Test func whatCameWeeksLaterDoesNotFlattenTheBar() {
    var desk = Desk(participants: 2)
    desk.enter("/next")
    for number in 1...6 {
      desk.later(seconds: 60)
      desk.enter("1 note \(number)")
    }
    desk.enter(lines: "/end", "/end")
    var session = desk.session
    var note = session.notes[0]
    note.number = 100
    note.saved = session.lastOffset + 30 * 86_400_000
    note.content.text = "an afterthought"
    session.apply(
      Record(number: session.lastRecord + 1, at: note.saved, change: .note(number: 100, note)))
    var viewer = Viewer(session)
    viewer.press(.end)
    viewer.notes.says("an afterthought")
    let columns = viewer.rows.joined().filter { "▁▂▃▄▅▆▇█".contains($0) }.count
    #expect(columns == 7, "\(viewer.picture)")
    viewer.header.says("/ 00:06:")
  }

  @Test func aSearchThatFindsNothingLeavesOneWhereOneWas() {
    var viewer = Viewer(Viewer.session)
    viewer.enter("/go 4")
    viewer.press(.character("f"))
    viewer.type("thezebra")
    #expect(viewer.note == 4)
    viewer.prompt.says("find (0 hits)>")
    viewer.press(.enter)
    viewer.messages.says("nothing found")
    #expect(viewer.note == 4)
  }

  @Test func aNoteInFullTellsWhenItWasEditedAndWhoSaidWhatAboutIt() {
    var viewer = Viewer(Viewer.session)
    viewer.enter("/go 2")
    viewer.notes.says("(edited")
    viewer.press(.character("t"))
    viewer.panel.says("edited at 00:0")
    viewer.misses("but only after")
    viewer.panel.says("P5 dissents")
  }

  @Test func halfAMemoThatIsDroppedCanBeBroughtBack() {
    var viewer = Viewer(Viewer.session, layers: Layers(reviewer: "anna"))
    viewer.enter("/go 4")
    viewer.press(.character("m"))
    viewer.type("half a thought")
    viewer.press(.control("q"))
    #expect(!viewer.effects.contains(.leave))
    viewer.press(.character("/"), .up, .enter)
    #expect(viewer.review?.notes.values.flatMap(\.memos).map(\.text) == ["half a thought"])
    viewer.press(.control("q"))
    #expect(viewer.effects.contains(.leave))
  }

  @Test func lettersThatAreTypedWhereThereIsNoNoteAreNoKeys() {
    var viewer = Viewer(Viewer.session, layers: Layers(reviewer: "anna"))
    viewer.press(.character("m"))
    viewer.enter("quite an opening")
    #expect(!viewer.effects.contains(.leave))
    viewer.messages.says("no note yet at this time")
    viewer.prompt.says("> /memo quite an opening")
  }

  // MARK: To be looked at

  static let sizes = GoldenScreenTests.sizes

  private func golden(_ what: String, _ viewer: Viewer) throws {
    try expectGolden("replay-\(what)-\(viewer.size.columns)x\(viewer.size.rows)", viewer.rows)
  }

  @Test("In the middle of a session, with two reviewers' layers", arguments: sizes)
  func middle(size: Size) throws {
    var viewer = Viewer(Viewer.session, layers: Viewer.layers, size: size)
    viewer.enter("/go 6")
    try golden("middle", viewer)
    if size.columns == 80 { try expectShown(viewer.rows) }
  }

  @Test("A search that is being typed", arguments: sizes)
  func search(size: Size) throws {
    var viewer = Viewer(Viewer.session, size: size)
    viewer.press(.character("f"))
    viewer.type("plan")
    try golden("search", viewer)
  }

  @Test("A filter, in time that was not recorded", arguments: sizes)
  func filter(size: Size) throws {
    var viewer = Viewer(Viewer.session, size: size)
    viewer.press(.end)
    viewer.enter("/filter #bar.*")
    viewer.enter(
      "/go \(Viewer.session.clock((Viewer.session.pauses.first { $0.unrecorded }?.from ?? .zero) + 9000))")
    try golden("filter", viewer)
  }

  @Test("A code that is being given", arguments: sizes)
  func code(size: Size) throws {
    var viewer = Viewer(Viewer.session, layers: Viewer.layers, size: size)
    viewer.enter("/go 3")
    viewer.press(.character("c"), .tab)
    try golden("code", viewer)
  }

  @Test("A session that is followed, looked at a little earlier", arguments: sizes)
  func followed(size: Size) throws {
    var viewer = Viewer(Viewer.session, life: .recording, size: size)
    viewer.press(.left)
    try golden("followed", viewer)
  }

  @Test func `a command or a question that is none is told with what was probably meant`() {
    for (line, said) in [
      ("/nexxt", "/nexxt is no command of a replay, perhaps /next"),
      ("/go nowhere", "no time, note or question is called nowhere"),
    ] {
      // What is no command stays in the line.
      var viewer = Viewer(Viewer.session)
      viewer.enter(line)
      viewer.messages.says(said)
    }
  }
}
