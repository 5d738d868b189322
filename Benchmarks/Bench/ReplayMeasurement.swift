import Foundation
import PseudoTerminal

extension AtWork {
  /// Waits until all of a text has been read that is shown at once.
  ///
  /// - Parameters:
  ///   - text: what is on the screen only then.
  ///   - milliseconds: how long nothing comes when a screen stands.
  /// - Returns: when the last came of the first screen that stood, and of the one with the text.
  @discardableResult
  func opened(whole text: String, rest milliseconds: Double) throws -> (first: Double, whole: Double) {
    let first = try ready(rest: milliseconds)
    var last = first
    while !shows([text]) {
      guard microseconds() - started < 60e6 else { throw fault("does not show “\(text)”") }
      if let time = try rest(for: milliseconds) { last = time }
    }
    return (first, last)
  }

  /// Sends a key and waits until its screen stands: what it finds is there, and nothing more has come for so many
  /// milliseconds.
  ///
  /// - Returns: microseconds until the last came. To give it to the emulator takes longer than to read, so that comes
  ///   after.
  func jump(_ jump: Jump, rest milliseconds: Double) throws -> Double {
    if !jump.before.isEmpty {
      type(jump.before)
      try rest(for: milliseconds)
    }
    let begin = microseconds()
    type(jump.key)
    var last = begin
    var waiting: [UInt8] = []
    while true {
      if let arrival = try arrival() {
        last = arrival.time
        waiting += arrival.bytes
      } else if last > begin, microseconds() - last > milliseconds * 1000 {
        take(waiting[...])
        waiting = []
        if jump.finds.map({ shows([$0]) }) ?? true { return last - begin }
      } else {
        usleep(100)
      }
      guard microseconds() - begin < 20e6 else { throw fault("does not show where “\(jump.key)” goes") }
    }
  }
}

/// What was measured of replay with one number of notes.
struct ReplayFigures: Sendable {
  /// Start to the first stable screen, and to all of the session.
  var opens = Figures()
  var wholes = Figures()
  /// A jump to its stable screen: the middle, and the slowest of a round.
  var jumps = Figures()
  var slowestJumps = Figures()
  /// A key of what is searched to its stable screen: the middle, and the slowest of a round.
  var searches = Figures()
  var slowestSearches = Figures()
}

extension Measurements {
  /// Opens a long session, jumps in it and searches it.
  mutating func measureReplay(notes: Int) {
    measureOpening(notes)
    measureJumps(notes)
  }

  private mutating func measureOpening(_ notes: Int) {
    let all = [Contender.replay(in: workspace), .less, .lessAtEnd, .vim(reading: Workspace.replayed)]
    var opens: [String: [Double]] = [:]
    var wholes: [String: [Double]] = [:]
    for contender in Array(repeating: all, count: effort.starts).flatMap(\.self).shuffled() {
      attempt("opening \(notes) notes", with: contender) { all in
        let program = try AtWork(contender, notes: notes, in: all.workspace)
        let times = try program.opened(whole: contender.whole ?? contender.ready[0], rest: 40)
        opens[contender.name, default: []].append(times.first - program.started)
        wholes[contender.name, default: []].append(times.whole - program.started)
        try program.end()
      }
    }
    replays[notes, default: ReplayFigures()].opens.add(middlesOf: opens)
    replays[notes, default: ReplayFigures()].wholes.add(middlesOf: wholes)
  }

  private mutating func measureJumps(_ notes: Int) {
    let what = "jumps in \(notes) notes"
    var programs: [AtWork] = []
    for contender in [Contender.replay(in: workspace), .less].shuffled() {
      attempt(what, with: contender) { all in
        let program = try AtWork(contender, notes: notes, in: all.workspace)
        programs.append(program)
        try program.opened(whole: contender.whole ?? contender.ready[0], rest: 40)
      }
    }
    var jumps: [String: [Double]] = [:]
    var searches: [String: [Double]] = [:]
    for lap in 0...effort.laps {
      for program in programs.shuffled() {
        let name = program.contender.name
        let isOurs = name != Contender.less.name
        attempt(what, with: program.contender) { _ in
          let found = try (isOurs ? Contender.jumps(in: notes) : Contender.lessJumps(in: notes)).map {
            try program.jump($0, rest: 30)
          }
          // The first lap is to warm up.
          if lap > 0 { jumps[name, default: []] += found }
          let searched = try isOurs ? program.searchAsOneTypes() : program.searchInOneGo()
          if lap > 0 { searches[name, default: []] += searched }
        }
      }
    }
    for program in programs {
      attempt(what, with: program.contender) { _ in try program.end() }
    }
    var figures = replays[notes] ?? ReplayFigures()
    figures.jumps.add(middlesOf: jumps)
    figures.slowestJumps.add(mostOf: jumps)
    figures.searches.add(middlesOf: searches)
    figures.slowestSearches.add(mostOf: searches)
    replays[notes] = figures
  }
}

extension AtWork {
  /// Searches a word from the beginning, letter by letter, and gives it up.
  ///
  /// - Returns: what each letter took.
  func searchAsOneTypes() throws -> [Double] {
    type("\u{1B}[H")
    try rest(for: 40)
    type("f")
    try rest(for: 40)
    let times = try LongSession.rareWord.map { try jump(Jump(key: String($0)), rest: 30) }
    // A key that follows too soon would belong to the escape.
    _ = try jump(Jump(key: "\u{1B}"), rest: 30)
    return times
  }

  /// Searches the word from the beginning, with one Enter.
  func searchInOneGo() throws -> [Double] {
    type("g")
    try rest(for: 40)
    return [
      try jump(
        Jump(before: "/" + LongSession.rareWord, key: "\r", finds: " the " + LongSession.rareWord), rest: 30)
    ]
  }
}
