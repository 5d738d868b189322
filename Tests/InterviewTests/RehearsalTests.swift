import Interview
import Testing

/// A made-up group whose notes were taken at whole seconds after its beginning, at second 10.
private struct Group5 {
  var session: Session
  private var parts: Session.Parts

  init(id: String = "sample-a", title: String = "A (fictional)") {
    let route = InterviewProtocol(
      id: "route", version: "1", title: .plain("A route"),
      questions: [
        Question(
          id: "K1", kind: .key, title: .plain("What helps"), ask: .plain("What helps you?"), minutes: 9),
        Question(id: "K2", kind: .key, title: .plain("What hinders"), minutes: 9),
      ])
    let start = WallTime(milliseconds: 1_773_500_000_000)
    session = Session(
      id: id, uuid: "u", title: title, startedAt: start, timeZone: "", group: .init(), protocol: route)
    session.begunAt = Stamp(offset: .seconds(10), wall: start.adding(10_000))
    session.endedAt = Stamp(offset: .seconds(1000), wall: start.adding(1_000_000))
    parts = Session.Parts(of: session)
    parts.participants = (1...3).map { Participant(seat: $0) }
    session.restore(parts)
  }

  mutating func visit(_ question: QuestionID, _ from: Int, _ to: Int) {
    parts.visits.append(Visit(question: question, from: .seconds(10 + from), to: .seconds(10 + to)))
    session.restore(parts)
  }

  @discardableResult
  mutating func note(
    _ second: Double, _ seat: Seat?, _ text: String, on question: QuestionID = "K1",
    _ change: (inout Note) -> Void = { _ in }
  ) -> String {
    let number = parts.notes.count + 1
    let at = Offset(10_000 + Int(second * 1000))
    var note = Note(
      id: "abcd-\(number)", number: number, question: question, at: at, time: session.startedAt,
      saved: at + 500,
      content: NoteContent(speakers: seat.map { [.participant($0)] } ?? [], text: text))
    change(&note)
    parts.notes.append(note)
    session.restore(parts)
    return note.id
  }

  mutating func stance(
    _ second: Int, _ seat: Seat, _ value: StanceValue, _ point: String?, by note: String? = nil
  ) {
    parts.stances.append(
      Stance(
        participant: .participant(seat), target: StanceTarget(question: "K1", note: point),
        changes: [.init(at: .seconds(10 + second), value: value, statement: note)]))
    session.restore(parts)
  }

  mutating func people(_ change: (inout Participant) -> Void) {
    for index in parts.participants.indices { change(&parts.participants[index]) }
    session.restore(parts)
  }

  mutating func person(_ seat: Seat, _ change: (inout Participant) -> Void) {
    change(&parts.participants[seat - 1])
    session.restore(parts)
  }
}

@Suite("A session as a group to practise on")
struct RehearsalTests {
  private func said(_ rehearsal: Rehearsal) -> [String] {
    rehearsal.utterances.map { "\($0.from) \($0.to) \($0.question) \($0.who)|\($0.text)" }
  }

  @Test func whatWasNotedIsSaidAtTalkingSpeedAndSilencesAreShortened() {
    var group = Group5()
    group.visit("K1", 0, 300)
    group.visit("K2", 300, 900)
    group.note(100, 2, "they told us  late")
    group.note(101, 3, "no")
    group.note(200, nil, "laughter") { $0.content.kind = .observation }
    group.note(320, 1, "rules", on: "K2") { $0.content.replyTo = 3 }
    let rehearsal = Rehearsal(of: group.session)
    #expect(
      said(rehearsal) == [
        "0 1200 K1 Moderator|What helps you?",
        "7200 8800 K1 P2|they told us late",
        // One second after the note before it: only when that has been said.
        "8800 9200 K1 P3|no",
        "15200 15600 K1 |(laughter)",
        "21600 22400 K2 Moderator|What hinders",
        "28400 28800 K2 P1 to P3|rules",
      ])
    #expect(rehearsal.pointCount == 3)
    #expect(rehearsal.length == 28_800)
    #expect(
      Rehearsal(of: group.session, longestSilence: nil).utterances.map(\.from) == [
        0, 100_000, 101_600, 200_000, 300_000, 320_000,
      ])
  }

  @Test func wordsComeOneByOne() {
    var group = Group5()
    group.note(0, 1, "one two three")
    let rehearsal = Rehearsal(of: group.session)
    #expect(
      [-1, 0, 399, 400, 1199, 1200, 9999].map { rehearsal.wordsSaid(of: 0, by: $0) } == [0, 0, 0, 1, 2, 3, 3])
    #expect(
      [-1, 0, 399, 400, 800, 1199].map { rehearsal.nextWord(after: $0) } == [400, 400, 400, 800, 1200, 1200])
    #expect(rehearsal.nextWord(after: 1200) == nil)
  }

  @Test func whatNobodySaidAndWhoMayNotBeQuotedIsLeftOut() {
    var group = Group5()
    group.note(1, 1, "private") { $0.content.kind = .comment }
    group.note(2, 1, "ask it") { $0.content.kind = .followUp }
    group.note(3, nil, "nobody's words")
    group.note(4, 1, "") { $0.content.complete = false }
    group.note(5, 1, "gone") { $0.redacted = true }
    group.note(6, 2, "never quote me") { $0.content.kind = .quote }
    group.note(7, 2, "but tell it")
    group.note(-5, 1, "before the beginning")
    group.note(2000, 1, "after the end")
    group.note(8, nil, "the seat is not known") { $0.content.speakers = [.someone] }
    group.note(9, 9, "nobody sits there")
    group.note(10, nil, "a question") { $0.content.speakers = [.moderator] }
    group.note(11, 3, "who uses it") { $0.content.count = 4 }
    group.person(2) { $0.consent[.quote] = Consent(.no, at: .zero) }
    let rehearsal = Rehearsal(of: group.session)
    #expect(
      rehearsal.utterances.map { "\($0.who)|\($0.text)" } == [
        "P2|but tell it", "Someone|the seat is not known", "Someone|nobody sits there",
        "Moderator|a question",
        "|(4 hands: who uses it)",
      ])
    #expect(rehearsal.pointCount == 1)
  }

  @Test func stancesAreSeenOrHeard() {
    var group = Group5()
    let point = group.note(1, 1, "rules leave no room")
    let statement = group.note(9, 3, "mine do")
    group.stance(5, 2, .agree, point)
    group.stance(5, 3, .agree, nil)
    group.stance(9, 3, .dissent, point, by: statement)
    group.stance(9, 1, .none, point)
    let rehearsal = Rehearsal(of: group.session)
    #expect(
      rehearsal.utterances.map { "\($0.who)|\($0.text)" } == [
        "P1|rules leave no room", "|(P2, P3: yes)", "P3 (dissenting)|mine do",
      ])
    #expect(
      rehearsal.utterances.map { $0.shown.map { "\($0.seat)\($0.value)" } } == [
        [], ["2agree", "3agree"], ["3dissent"],
      ])
  }

  @Test func aSessionThatNeverBeganHasNothingToSay() {
    var group = Group5()
    group.note(1, 1, "hello")
    group.session.begunAt = nil
    #expect(Rehearsal(of: group.session).utterances.isEmpty)
  }
}

@Suite("Whom one may practise on")
struct RehearsalConsentTests {
  @Test func fictionalGroupsAndThoseWhereAllSaidYesToArchive() {
    #expect(Group5().session.rehearsalObstacle == nil)
    // Either mark alone is not enough.
    for (id, title) in [("sample-a", "A group"), ("nl02", "A (fictional)")] {
      var group = Group5(id: id, title: title)
      #expect(group.session.rehearsalObstacle == .notArchived([1, 2, 3]))
      group.people { $0.consent[.archive] = Consent(.yes, at: .zero) }
      #expect(group.session.rehearsalObstacle == nil)
      group.person(2) { $0.consent[.archive] = Consent(.no, at: .zero) }
      #expect(group.session.rehearsalObstacle == .notArchived([2]))
      group.person(2) {
        $0.consent[.archive] = Consent(.yes, at: .zero)
        $0.withdrawn = Withdrawal(.leave, at: .zero)
      }
      #expect(group.session.rehearsalObstacle == .withdrew([2]))
      #expect(group.session.rehearsalObstacle?.words == "P2 withdrew")
    }
    var group = Group5(id: "nl02", title: "A group")
    group.people { $0.consent[.archive] = Consent(.yes, at: .zero) }
    #expect(group.session.rehearsalObstacle == nil)
    group.note(1, 9, "who is nine")
    #expect(group.session.rehearsalObstacle == .notEntered([9]))
    #expect(group.session.rehearsalObstacle?.words == "nobody is entered as P9, which notes name")
    var fictional = Group5()
    fictional.note(1, 9, "who is nine")
    #expect(fictional.session.rehearsalObstacle == nil)
    var empty = Group5(id: "nl02", title: "A group").session
    var parts = Session.Parts(of: empty)
    parts.participants = []
    empty.restore(parts)
    #expect(empty.rehearsalObstacle == .nobodyAsked)
  }
}

@Suite("What was caught of a rehearsal")
struct RehearsalScoreTests {
  /// Said from 0 to 2.4 s, to 5.2 s, to 6.4 s and to 7.6 s at single speed.
  static let script: Session = {
    var group = Group5()
    let point = group.note(0, 1, "the audit office decides everything here")
    group.note(2.4, 2, "nós ouvimos isto demasiado tarde, sempre às terças")
    let last = group.note(5.2, 3, "no, we do")
    group.stance(6, 2, .agree, point)
    group.stance(5, 3, .dissent, point, by: last)
    group.note(6.5, 3, "money", on: "K2")
    return group.session
  }()

  static let rehearsal = Rehearsal(of: script)

  /// The recording began its rehearsal at second 10 of its own.
  private func score(
    speed: Double = 1, end: Int = 1000, _ note: (inout Group5) -> Void
  ) -> RehearsalScore {
    var group = Group5(id: "rehearsal")
    note(&group)
    return RehearsalScore(
      of: RehearsalScoreTests.rehearsal, in: group.session, begun: .seconds(10), speed: speed,
      end: .seconds(10 + end))
  }

  @Test func theScriptIsWhatTheseTestsTakeItFor() {
    #expect(RehearsalScoreTests.rehearsal.utterances.map(\.to) == [2400, 5600, 6800, 7600, 8000])
    #expect(RehearsalScoreTests.rehearsal.pointCount == 4)
  }

  @Test func aPointIsCaughtByItsSeatAndHalfOfItsWordsWithinAMinute() {
    // Of "audit office decides everything here" three of five are half.
    let caught = score { $0.note(4, 1, "AUDIT: Office, decides") }
    #expect(caught.all.points == 4 && caught.all.caught == 1 && caught.all.held == 1)
    #expect(caught.missed.map(\.utterance.text).count == 3)
    let two = score { $0.note(4, 1, "audit office") }
    #expect(two.all.caught == 0 && two.all.held == 0)
    let late = score { $0.note(62.5, 1, "audit office decides") }
    #expect(late.all.caught == 0)
    let inTime = score { $0.note(62.4, 1, "audit office decides") }
    #expect(inTime.all.caught == 1)
    let other = score { $0.note(4, 2, "audit office decides") }
    #expect(other.all.caught == 0 && other.all.held == 1)
    let comment = score { $0.note(4, 1, "audit office decides") { $0.content.kind = .comment } }
    #expect(comment.all.held == 0)
    // Noted late: the key counts, not what was meant.
    let meant = score {
      $0.note(10, 1, "audit office decides") { $0.late = 60_000 }
    }
    #expect(meant.all.caught == 0)
  }

  @Test func accentsDoNotCountAndShortWordsOnlyWithoutLongOnes() {
    #expect(score { $0.note(6, 2, "ouvimos demasiado TERCAS") }.all.caught == 1)
    #expect(score { $0.note(6, 3, "WE do") }.all.caught == 1)
    #expect(score { $0.note(6, 3, "us") }.all.caught == 0)
  }

  @Test func lagsRunFromTheLastWordToTheFirstKey() {
    let score = score {
      $0.note(1, 1, "audit office decides")
      $0.note(8.1, 2, "ouvimos demasiado tarde")
      $0.note(20, 2, "ouvimos demasiado tarde")
      $0.note(9, 3, "money", on: "K2")
    }
    // Begun before the end of it; 8.1 - 5.6; 9 - 8.
    #expect(score.lags == [0, 1000, 2500])
    #expect(score.medianLag == 1000 && score.slowLag == 2500)
    #expect(self.score { _ in }.medianLag == nil)
  }

  @Test func quotesAreWordForWordOrNot() {
    let score = score {
      $0.note(3, 1, "The audit office decides everything, here!") { $0.content.kind = .quote }
      $0.note(7, 2, "ouvimos demasiado tarde") { $0.content.kind = .quote }
      // The words are right, and nobody has said them yet.
      $0.note(7.1, 3, "money") { $0.content.kind = .quote }
    }
    #expect(score.all.quotes == 3 && score.all.exactQuotes == 1)
  }

  @Test func stancesCountOnceEach() {
    let score = score {
      $0.stance(7, 2, .agree, nil)
      $0.stance(8, 3, .agree, nil)
    }
    #expect(score.all.stances == 2 && score.all.caughtStances == 1)
    #expect(self.score { $0.stance(80, 2, .agree, nil) }.all.caughtStances == 0)
  }

  @Test func questionsAreTheScriptsAndAllIsTheirSum() {
    let score = score {
      $0.note(9, 3, "money", on: "K1")
      $0.note(9, 3, "other", on: "E9") { $0.content.kind = .quote }
    }
    #expect(score.questions.map(\.question) == ["K1", "K2", "E9"])
    #expect(score.questions.map(\.points) == [3, 1, 0] && score.questions.map(\.caught) == [0, 1, 0])
    #expect(score.questions.map(\.quotes) == [0, 0, 1])
    #expect(score.all.points == 4 && score.all.caught == 1 && score.all.quotes == 1)
  }

  @Test func onlyWhatWasSaidToItsEndCountsAndSpeedMakesItSooner() {
    #expect(score(end: 2) { _ in }.all.points == 0)
    #expect(score(end: 3) { _ in }.all.points == 1)
    #expect(score(speed: 4, end: 2) { _ in }.all.points == 4)
    #expect(score(speed: 4) { $0.note(1.6, 1, "audit office decides") }.lags == [1000])
  }

  @Test func whatWasNotedThenStandsBesideWhatWasMissed() {
    let score = score {
      $0.note(3, 1, "something else")
      $0.note(4, 2, "the audit")
    }
    #expect(score.missed.map(\.note?.content.text) == ["the audit", "something else", nil, nil])
    #expect(score.missed.map(\.at) == [10_000, 12_400, 15_600, 17_600].map { Offset($0) })
  }
}

@Suite("A typist who types all of it")
struct TypistTests {
  @Test func linesWaitForTheLastWordAndForTheLineBefore() {
    // Said to 2.4, 5.6, 6.8 (a statement), 7.6 (a nod) and 8 s.
    let typed = Typist(RehearsalScoreTests.rehearsal, keysPerSecond: 10) {
      String(repeating: "x", count: $0.words.count * 4 - 1)
    }
    // 24 keys take 2.4 s from 2.4; 32 from 5.6 to 8.8; 12 from 8.8 to 10; 8 from 10 to 10.8; 4 from 10.8.
    #expect(typed.keys == [24, 32, 12, 8, 4])
    #expect(typed.lags == [0, 0, 2000, 2400, 2800])
    #expect(typed.meanKeys == 16 && typed.medianLag == 2000 && typed.slowLag == 2800)
    #expect(Typist(RehearsalScoreTests.rehearsal) { _ in nil }.meanKeys == nil)
  }

  @Test func shorthandAndLonghand() {
    let (script, said) = (RehearsalScoreTests.script, RehearsalScoreTests.rehearsal.utterances)
    #expect(
      said.map { $0.shorthand(in: script) } == [
        "1 the audit office decides everything here", "2 nós ouvimos isto demasiado tarde, sempre às terças",
        "3- no, we do", "2+", "3 money",
      ])
    #expect(
      said.map { $0.longhand(in: script) } == [
        "K1 P1 the audit office decides everything here",
        "K1 P2 nós ouvimos isto demasiado tarde, sempre às terças",
        "K1 P3 no, we do disagrees", "K1 P2 agrees", "K2 P3 money",
      ])
    let question = Utterance(.moderator, words: ["why?"], question: "K1")
    #expect(question.shorthand(in: script) == nil && question.longhand(in: script) == nil)
  }
}
