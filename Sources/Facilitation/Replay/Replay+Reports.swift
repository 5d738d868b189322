package import Interview
internal import Text

extension Replay {
  /// Says a note with all that is said of it; the one that is looked at without a number.
  mutating func tell(note number: Int?) {
    guard let note = number.map({ session.note($0) }) ?? currentNote else {
      answers.refuse(number.map { "there is no note \($0)" } ?? noNoteWords)
      return
    }
    answers.say(.note(note.number), lines(on: note))
  }

  /// Says the notes at some places, as they read at this time.
  mutating func tell(notes places: ArraySlice<Int>, before first: [String] = []) {
    let lines = noteLines(places)
    answers.say(.notes(places.map { note(at: $0).number }), first + (lines.isEmpty ? ["no notes"] : lines))
  }

  private func noteLines(_ places: ArraySlice<Int>) -> [String] {
    places.flatMap { place in
      let note = timeline.note(timeline.arrivals[place], at: position) ?? note(at: place)
      return [session.line(of: note)] + layers.lines(on: note).map { "  \($0)" }
    }
  }

  private func lines(on note: Note) -> [String] {
    var lines = [session.line(of: note)]
    let now = session.note(note.number) ?? note
    if now.content != note.content { lines.append("as it reads now: \(now.words(.spoken))") }
    lines += session.stances(onNote: note.id).flatMap { stance in
      stance.changes.map { change in
        let what =
          [StanceValue.agree: "agrees", .dissent: "dissents", .none: "no stance any more"][change.value] ?? ""
        return "\(session.clock(change.at)) \(stance.participant.words) \(what)"
      }
    }
    return lines + edits(of: now) + layers.lines(on: now)
  }

  /// When a note was edited, and what it was till then; its earlier words are forgotten.
  private func edits(of note: Note) -> [String] {
    note.revisions.indices.map { index in
      let edit = note.revisions[index]
      let time = session.clock(edit.at)
      switch note.kind(ofEdit: index) {
      case .moved: return "moved at \(time), from \(edit.question)"
      case .redacted: return "a word was destroyed at \(time)"
      case .reworded, .reseated, .coded, .completed: break
      }
      let next = index + 1 < note.revisions.count ? note.revisions[index + 1].content : note.content
      let before = note.words(.spoken, as: edit.content)
      return before == note.words(.spoken, as: next) ? "edited at \(time)" : "until \(time): \(before)"
    }
  }

  /// Says the question under discussion.
  mutating func tellQuestion() {
    let course = timeline.course(at: position)
    guard let question = course.currentQuestion.flatMap(course.protocol.question) else {
      answers.say(.told, "before the first question")
      return
    }
    answers.say(
      .question(question.id, isWanted: true),
      Announcement(of: question, in: course, planned: withoutHistory).lines)
  }

  /// How things stand here: time, stretch, question, notes.
  public var whereLines: [String] {
    let course = timeline.course(at: position)
    let question =
      course.currentQuestion.map { "question \($0) \(session.title(of: $0))" } ?? "before the first question"
    return
      ([
        "\(session.clock(position)) of \(session.clock(timeline.end)), \(question)",
        filter.isEmpty ? counted(timeline.noteCount(at: position), "note") : leftOutWords,
        stretch(in: course)?.words,
      ] as [String?]).compactMap { $0 }.map(safeText)
  }

  var codeLines: [String] {
    let book = session.protocol.codebook.map { "#\($0.code) \(session.filled($0.name))" }
    let known = Set(session.protocol.codebook.map(\.code))
    let emerged = session.tally.codes.keys.filter { !known.contains($0) }.sorted().map {
      "#\($0) new in the session"
    }
    let made = layers.codes.filter { !known.contains($0.code) && session.tally.codes[$0.code] == nil }.map {
      "#\($0.code) \($0.about.isEmpty ? "of a reviewer" : $0.about)"
    }
    let all = book + emerged + made
    return all.isEmpty ? ["no codes yet"] : all
  }

  // MARK: Agreement

  /// Says how far reviewers agree.
  mutating func tellAgreement(of names: [String]) {
    let lines = agreementLines(names)
    answers.say(.agreement(lines), lines)
  }

  /// Of the reviewers that are named, or else of those that are shown.
  private func agreementLines(_ names: [String]) -> [String] {
    let unknown = names.filter { layers.reviews[$0] == nil }
    guard unknown.isEmpty else {
      let all = layers.reviews.keys.sorted().joined(separator: ", ")
      return ["no review of \(unknown.joined(separator: ", ")); there are: \(all)"]
    }
    let reviewers = (names.isEmpty ? layers.shown.map(\.reviewer) : names).sorted()
    guard reviewers.count > 1 else {
      return ["agreement needs two reviewers; \(reviewers.isEmpty ? "none is" : "one is") shown here"]
    }
    func agreement(restricted: Bool) -> CodeAgreement {
      CodeAgreement(of: reviewers, on: session, reviews: layers.reviews, restricted: restricted)
    }
    return AgreementText(all: agreement(restricted: false), coded: agreement(restricted: true)).lines
  }
}

/// How far reviewers agree, in lines; each figure with what it rests on.
struct AgreementText {
  package let all: CodeAgreement
  let coded: CodeAgreement

  var lines: [String] {
    let names = all.reviewers.joined(separator: " and ")
    let isTwo = all.reviewers.count == 2
    return [
      "\(names) on \(counted(all.units, "note")) of participants: \(all.coded) coded by at least one, "
        + "\(all.uncoded) by nobody",
      "only codes that reviewers gave are counted, not those of the live notes",
      "in all codes: " + overall(all, isTwo),
      "on the \(counted(coded.judged, "coded note")) only: " + overall(coded, isTwo),
      "uncoded notes count as agreement that a code does not fit; the second line leaves them out",
    ]
      + all.rows.map { row in
        let given = zip(all.reviewers, row.given).map { "\($0) \($1)" }.joined(separator: ", ")
        return "#\(row.code): \(given), all \(row.givenByAll); agreement \(figure(row.raw)), "
          + (isTwo ? "kappa \(figure(row.kappa)), " : "") + "alpha \(figure(row.alpha))"
      } + [
        "kappa: Cohen 1960\(isTwo ? ", pooled as in De Vries and others 2008" : " is for two"); alpha: Krippendorff, "
          + "nominal; “none” where nothing varies"
      ]
  }

  private func overall(_ agreement: CodeAgreement, _ isTwo: Bool) -> String {
    "agreement \(figure(agreement.raw)), " + (isTwo ? "kappa \(figure(agreement.kappa)), " : "")
      + "alpha \(figure(agreement.alpha))"
  }

  /// Two decimals; “none” for a figure that is not defined.
  private func figure(_ value: Double?) -> String {
    guard let value else { return "none" }
    let hundredths = Int((abs(value) * 100).rounded())
    let sign = value < 0 && hundredths > 0 ? "-" : ""
    return "\(sign)\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}

extension Replay {
  /// A stretch in which nothing is noted, and why.
  package struct SilentStretch: Equatable {
    package enum Kind: Equatable { case pause, unrecorded, offRecord, silence }
    package var kind: Kind
    package var words: String
  }

  /// What kind of stretch this is, when it is one in which nothing is noted: a pause, time that was not recorded, off
  /// the record, or a silence that is played faster; nil for none.
  package func stretch(in course: Session) -> SilentStretch? {
    if course.isOffRecord, let off = course.offRecord.last {
      return SilentStretch(
        kind: .offRecord, words: "off the record, \(minutesText(milliseconds: position - off.from))")
    }
    if let open = course.openPause, let pause = session.pauses.first(where: { $0.from == open.from }) {
      return SilentStretch(
        kind: pause.unrecorded ? .unrecorded : .pause, words: MomentLine.words(pause, in: session))
    }
    guard !isAtNow, let gap = pacing.shortenedGap(at: position), let longest = pacing.longestGap else {
      return nil
    }
    return SilentStretch(
      kind: .silence,
      words: "nothing noted for \(minutesText(milliseconds: gap.upperBound - gap.lowerBound)), played in "
        + Replay.seconds(longest))
  }
}
