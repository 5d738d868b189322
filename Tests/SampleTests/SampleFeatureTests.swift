import Interview
import Testing

@Suite("What the samples show together")
struct SampleFeatureTests {
  private let sessions: [Session]

  init() throws {
    sessions = try SampleTests.names.map(SampleTests.session)
  }

  private var notes: [Note] { sessions.flatMap(\.notes) }

  private func some(_ holds: (Session) -> Bool) -> Bool { sessions.contains(where: holds) }

  @Test("Notes of every kind, with every mark")
  func notesOfEveryKind() {
    for kind in NoteKind.allCases { #expect(notes.contains { $0.content.kind == kind }, "\(kind)") }
    #expect(notes.contains { $0.content.important } && notes.contains { $0.content.intense })
    #expect(notes.contains { $0.content.unsure } && notes.contains { $0.content.replyTo != nil })
    #expect(
      notes.contains { $0.content.manner != nil } && notes.contains { $0.content.speakers == [.moderator] })
    #expect(notes.contains { $0.content.count != nil && !$0.content.speakers.isEmpty })
    #expect(notes.contains { $0.content.count != nil && $0.content.speakers.isEmpty })
    #expect(notes.contains { $0.raisedAt != nil })
  }

  @Test("Moments without words, stubs completed, edits, a retraction, an undo")
  func corrections() {
    #expect(notes.contains { $0.isMoment })
    let complete = notes.filter(\.content.complete)
    let edits = complete.filter { note in note.revisions.contains { $0.content.complete } }
    let stubs = complete.filter { note in
      note.content.kind == .quote
        && note.revisions.contains { !$0.content.complete && !$0.content.text.isEmpty }
    }
    #expect(!edits.isEmpty && !stubs.isEmpty)
    #expect(some { !$0.retracted.isEmpty })
    // A number that no note, retracted or not, has any more was undone.
    #expect(some { $0.notes.count + $0.retracted.count < $0.nextNote - 1 })
  }

  @Test("Follow-ups asked, and some still open")
  func followUps() {
    #expect(notes.contains { $0.askedAt != nil } && notes.contains(where: \.isOpenFollowUp))
  }

  @Test("Agreement and dissent, shown and said")
  func stances() {
    let changes = sessions.flatMap(\.stances).flatMap(\.changes)
    for value in [StanceValue.agree, .dissent] {
      #expect(changes.contains { $0.value == value && $0.statement == nil }, "\(value) shown")
      #expect(changes.contains { $0.value == value && $0.statement != nil }, "\(value) said")
    }
  }

  @Test("Codes of the book, nearly all of them, and emergent ones")
  func codes() {
    let used = Set(notes.flatMap(\.content.codes))
    let book = Set(sessions.flatMap { $0.protocol.codebook.map(\.code) })
    #expect(book.subtracting(used).isEmpty)
    #expect(used.subtracting(book).count >= 4)
  }

  @Test("Questions covered, skipped and asked in other words; probes asked and answered unprompted")
  func course() {
    let outcomes = sessions.flatMap(\.outcomes)
    #expect(outcomes.contains { $0.outcome == .covered } && outcomes.contains { $0.reason == .time })
    #expect(outcomes.contains { $0.wording == .adapted })
    let probes = sessions.flatMap(\.probes)
    #expect(probes.contains { $0.use == .asked } && probes.contains { $0.use == .unprompted })
  }

  @Test("A break, a session left and one cut off while the group went on, both resumed")
  func pauses() {
    let pauses = sessions.flatMap(\.pauses)
    #expect(pauses.contains { $0.why == .break } && pauses.contains { $0.why == .left })
    #expect(pauses.contains { $0.why == .cut && $0.unrecorded })
    #expect(some { $0.recorders.count == 2 })
    #expect(some { !$0.offRecord.isEmpty } && notes.contains(where: \.redacted))
  }

  @Test("Someone comes late, someone leaves early, someone comes back")
  func people() {
    #expect(
      some { session in
        session.participants.contains { person in
          guard let first = person.present.first, let begun = session.begunAt else { return false }
          return first.from - begun.offset > 15 * 60_000
        }
      })
    #expect(
      some { session in
        session.participants.contains { person in
          guard let last = person.present.last?.to, let ended = session.endedAt else { return false }
          return ended.offset - last > 10 * 60_000
        }
      })
    #expect(some { $0.participants.contains { $0.present.count > 1 } })
  }

  @Test(
    "Someone will not be quoted, from the start or afterwards, and no quote of theirs is there from then on")
  func consent() {
    #expect(some { $0.participants.contains { $0.withdrawn?.scope == .noQuote } })
    var refused = 0
    for session in sessions {
      for person in session.participants where person.consents(to: .quote) == .no && person.withdrawn == nil {
        refused += 1
        #expect(
          !session.notes.contains {
            $0.content.kind == .quote && $0.content.speakers.contains(.participant(person.seat))
          }, "\(session.id) \(person.id)")
      }
    }
    #expect(refused > 0)
    #expect(some { $0.participants.contains { $0.consents(to: .recording) == .no } && $0.recordings.isEmpty })
  }

  @Test("Audio that begins and ends, the oral summary read out, the debrief answered")
  func closing() {
    #expect(some { $0.recordings.count > 1 } && sessions.flatMap(\.recordings).allSatisfy { $0.to != nil })
    for session in sessions {
      #expect(!session.summaries.isEmpty, "\(session.id)")
      for question in session.protocol.debrief {
        #expect(session.answers[question.id] != nil, "\(session.id) \(question.id)")
      }
    }
  }
}
