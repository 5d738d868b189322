import Interview
import RandomSessions
import Testing

/// What a timeline finds at a time is what the slow and simple `Session.asOf` says.
struct TimelineTests {
  static func times(_ timeline: Timeline, _ seed: Int) -> [Offset] {
    var random = RandomSession(seed: seed &+ 1000)
    let edges = timeline.moments.flatMap { [$0.at, $0.at + -1, $0.at + 1] }
    return [.zero, Offset(-1), timeline.end, timeline.end + 5000]
      + (0..<40).map { _ in random.offset() } + (0..<60).map { _ in random.one(of: edges + [.zero]) }
  }

  @Test(arguments: 0..<Trials.some(of: 60))
  func theCourseIsWhatItWasAtAnyTime(seed: Int) {
    let session = RandomSession.eventful(seed)
    let timeline = Timeline(session)
    for time in TimelineTests.times(timeline, seed) {
      let past = session.asOf(time)
      let course = timeline.course(at: time)
      #expect(course.visits == past.visits)
      #expect(course.participants == past.participants)
      #expect(course.pauses == past.pauses)
      #expect(course.offRecord == past.offRecord)
      #expect(course.probes == past.probes)
      #expect(course.outcomes == past.outcomes)
      #expect(course.begunAt == past.begunAt && course.endedAt == past.endedAt)
      #expect(course.tally.questions == past.tally.questions)
      #expect(course.tally.codes == past.tally.codes)
      #expect(course.tally.participants == past.tally.participants)
      for question in ["W", "O1", "K1", "K2", "E1"] {
        #expect(course.standing(of: question) == past.standing(of: question))
        #expect(course.time(on: question, at: time) == past.time(on: question, at: time))
        #expect(course.notYetHeard(on: question, at: time) == past.notYetHeard(on: question, at: time))
      }
    }
  }

  @Test(arguments: 0..<Trials.some(of: 60))
  func theNotesAreWhatTheyWereAtAnyTime(seed: Int) {
    let session = RandomSession.eventful(seed)
    let timeline = Timeline(session)
    for time in TimelineTests.times(timeline, seed) {
      let past = session.asOf(time)
      let count = timeline.noteCount(at: time)
      let notes = timeline.arrivals[..<count].compactMap { timeline.note($0, at: time) }
      #expect(notes.sorted { $0.number < $1.number } == past.notes)
      for note in notes { #expect(timeline.stances(on: note, at: time) == past.stances(onNote: note.id)) }
    }
  }

  @Test(arguments: 0..<Trials.some(of: 40))
  func momentsAreInOrderAndEachNoteComesOnce(seed: Int) {
    let timeline = Timeline(RandomSession.eventful(seed))
    #expect(zip(timeline.moments, timeline.moments.dropFirst()).allSatisfy { $0.at <= $1.at })
    #expect(timeline.arrivals.sorted() == Array(timeline.session.notes.indices))
    for (place, index) in timeline.arrivals.enumerated() { #expect(timeline.arrival(of: index) == place) }
    for (place, moment) in timeline.moments.enumerated() {
      #expect(timeline.momentCount(at: moment.at) > place)
      #expect(timeline.moment(after: moment.at).map { $0.at > moment.at } ?? true)
    }
  }

  @Test func thePointIsTheLatestOfItsQuestionInItsFinalWords() {
    var fold = Fold()
    fold.go("K1", at: 10)
    let first = fold.note("too late", by: [1], at: 20)
    fold.note("laughter", kind: .observation, at: 25)
    fold.edit(first.number, "always too late", at: 40)
    fold.go("K2", at: 60)
    let timeline = Timeline(fold.session)
    func point(_ second: Int) -> String? {
      let time = Offset.seconds(second)
      return timeline.point(at: time, in: timeline.course(at: time))?.content.text
    }
    let final = "always too late"
    #expect([15, 20, 30, 40, 61].map(point) == [nil, final, final, final, nil])
  }
}
