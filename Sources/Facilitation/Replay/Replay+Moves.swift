public import Interview
internal import Text

extension Replay {
  /// Takes a command line.
  ///
  /// - Returns: what has to be done, in order.
  public mutating func enter(_ line: String, at now: Stamp) -> [ReplayEffect] {
    switch Replay.commands.read(line) {
    case .success((let command, _)): return enter(command, from: line, at: now)
    case .failure(let fault):
      pass(to: now)
      answers.refuse(fault.message)
      return answers.take()
    }
  }

  /// Takes a command.
  ///
  /// - Parameter line: that asked for it; nil if a key did.
  /// - Returns: what has to be done, in order.
  package mutating func enter(
    _ command: ReplayCommand, from line: String? = nil, at now: Stamp
  ) -> [ReplayEffect] {
    pass(to: now)
    perform(command, line: line)
    return answers.take()
  }

  /// Does what a command asks, without saying what can be seen.
  private mutating func perform(_ command: ReplayCommand, line: String?) {
    switch command {
    case .play: play(true)
    case .pause: play(false)
    case .speed(let speed): setSpeed(speed)
    case .faster: setSpeed(head.speed * 2)
    case .slower: setSpeed(head.speed / 2)
    case .gap(let longest):
      setGap(longest)
      answers.say(
        .told,
        longest.map { "gaps are played in \(Replay.seconds($0)) at most" } ?? "gaps are played as they were")
    case .go(let place): go(to: place)
    case .step(let step, let forward): self.step(by: step, forward: forward)
    case .start: seek(to: session.begunAt?.offset ?? .zero)
    case .end: seek(to: timeline.end)
    case .now: goToNow()
    case .find(let words): find(words)
    case .filter(let words): setFilter(words)
    case .around: tell(notes: admitted[..<admittedCount].suffix(10))
    case .all: tell(notes: admitted[...], before: [leftOutWords])
    case .question: tellQuestion()
    case .note(let number): tell(note: number)
    case .codes: answers.say(.codes, codeLines)
    case .agreement(let names): tellAgreement(of: names)
    case .help(let name): answers.say(.help(name), ReplayHelp.lines(for: name))
    case .review(let change): review { $0.review(change, line: line, at: $1, &$2) }
    case .reviewer(let name): review { $0.setReviewer(name, at: $1, &$2) }
    case .layers(let names): review { $0.show(names, &$2) }
    case .leave: answers.ask(.leave)
    }
  }

  // MARK: Finding

  private mutating func setFilter(_ words: String) {
    sifting.show(only: words, of: timeline, layers)
    letGo()
    answers.say(.told, filter.isEmpty ? "all notes are shown" : leftOutWords)
  }

  /// Marks what holds all of some words; none for no words.
  private mutating func find(_ words: String) {
    look(for: words)
    guard !search.isEmpty else {
      answers.say(.told, "nothing is looked for")
      return
    }
    guard let first = sifting.nearestHit(from: current ?? 0) else {
      answers.say(.told, "nothing found\(filter.isEmpty ? "" : " in what the filter shows")")
      return
    }
    answers.say(.told, "\(counted(hits.count, "hit")); /next hit and /back hit step through them")
    look(at: first)
  }

  package static func seconds(_ milliseconds: Int) -> String {
    milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(Double(milliseconds) / 1000) s"
  }

  private mutating func play(_ isPlaying: Bool) {
    if isPlaying, !isAtNow, life == nil, position >= timeline.end {
      answers.say(.told, "this is the end; /start goes to the beginning")
      return
    }
    setPlaying(isPlaying)
  }

  private mutating func setSpeed(_ speed: Double) {
    head.setSpeed(speed, at: now.offset.rawValue, pacing)
  }

  private mutating func goToNow() {
    guard life != nil else {
      answers.refuse("this session is not followed; replay --follow shows one that is being recorded")
      return
    }
    selected = nil
    isAtNow = true
  }

  // MARK: Stepping

  /// Where a step back starts from. While it plays that is one second of playing ago: else one could not get beyond
  /// what was passed just now.
  private var reach: Offset {
    guard head.isPlaying, !isAtNow else { return position }
    return pacing.time(played: max(0, pacing.played(at: position) - Int(1000 * head.speed)))
  }

  private mutating func step(by step: ReplayCommand.Step, forward: Bool) {
    switch step {
    case .note: stepNotes(forward, among: admitted, "note that is shown")
    case .hit:
      guard !search.isEmpty else {
        answers.refuse("nothing is looked for; /find words")
        return
      }
      stepNotes(forward, among: hits, "hit")
    case .followUp:
      let followUps = filter.isEmpty ? timeline.followUps : timeline.followUps.filter(sifting.isAdmitted)
      stepNotes(forward, among: followUps, "follow-up")
    case .visit: stepTimes(forward, timeline.visits.map(\.from), "visit")
    case .question:
      var seen: Set<QuestionID> = []
      stepTimes(forward, timeline.visits.filter { seen.insert($0.question).inserted }.map(\.from), "question")
    }
  }

  private mutating func stepNotes(_ forward: Bool, among places: [Int], _ what: String) {
    let target: Int?
    if let selected {
      let index = places.firstPlace { forward ? $0 <= selected : $0 < selected }
      target = forward ? index : index - 1
    } else {
      let here = forward ? position : reach
      let index = places.firstPlace { forward ? note(at: $0).saved <= here : note(at: $0).saved < here }
      target = forward ? index : index - 1
    }
    guard let target, places.indices.contains(target) else {
      answers.say(.told, forward ? "no later \(what)" : "no earlier \(what)")
      return
    }
    look(at: places[target])
  }

  private mutating func stepTimes(_ forward: Bool, _ times: [Offset], _ what: String) {
    let here = forward ? position : reach
    let index = times.firstPlace { forward ? $0 <= here : $0 < here } - (forward ? 0 : 1)
    guard times.indices.contains(index) else {
      answers.say(.told, forward ? "no later \(what)" : "no earlier \(what)")
      return
    }
    seek(to: times[index])
  }

  /// Goes to where a note was entered, and looks at it.
  package mutating func look(at place: Int) {
    seek(to: note(at: place).saved)
    isAtNow = false
    // Several notes may have been entered at that time: this one is meant.
    selected = current == place ? nil : place
  }

  // MARK: Going

  /// Goes to a time on the session's clock, a note's number, a question.
  mutating func go(to place: String) {
    let wanted = place.trimmed
    if let time = Replay.clock(wanted) {
      seek(to: (session.begunAt?.offset ?? .zero) + time)
    } else if let number = Int(wanted.hasPrefix("#") ? String(wanted.dropFirst()) : wanted) {
      guard let index = timeline.index(ofNote: number), let arrival = timeline.arrival(of: index) else {
        answers.refuse("there is no note \(number); the last is \(session.notes.last?.number ?? 0)")
        return
      }
      if !isAdmitted(arrival) { answers.say(.told, "note \(number) is left out by the filter") }
      look(at: arrival)
    } else {
      go(toQuestion: wanted)
    }
  }

  private mutating func go(toQuestion wanted: String) {
    let found: Question
    switch session.question(meantBy: wanted, byNumber: false) {
    case .success(let question): found = question
    case .failure(.unknown):
      answers.refuse("no time, note or question is called \(wanted); as in /go 00:41:07, /go 17, /go K1")
      return
    case .failure(.ambiguous(let ids)):
      answers.refuse("“\(wanted)” may be: \(ids.joined(separator: " "))")
      return
    }
    guard let visit = timeline.visits.first(where: { $0.question == found.id }) else {
      answers.refuse("\(found.id) was not visited in this session")
      return
    }
    seek(to: visit.from)
  }

  /// `00:41:07`, `41:07`, with `-` before the beginning, in milliseconds; nil for anything else.
  static func clock(_ text: String) -> Int? {
    let isBefore = text.hasPrefix("-")
    let parts = (isBefore ? text.dropFirst() : text[...]).split(
      separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count),
      parts.allSatisfy({ (1...3).contains($0.count) && $0.allSatisfy(\.isNumber) })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    return numbers.reduce(0) { $0 * 60 + $1 } * (isBefore ? -1000 : 1000)
  }
}
