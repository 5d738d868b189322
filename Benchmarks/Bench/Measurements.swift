import Foundation
import PseudoTerminal

/// All that is measured, in rounds; in each, the order of the programs is another one.
struct Measurements {
  let workspace: Workspace
  let effort: Effort
  /// This system lets a disk stall.
  let canStall: Bool
  /// Figures by what and with how many notes.
  private(set) var medians: [Int: Figures] = [:]
  private(set) var slowestKeys: [Int: Figures] = [:]
  private(set) var bytes: [Int: Figures] = [:]
  private(set) var starts = Figures()
  private(set) var entries = Figures()
  /// Of home, by how many sessions there are.
  private(set) var homes: [Int: Figures] = [:]
  /// Of replay, by how many notes the session has.
  var replays: [Int: ReplayFigures] = [:]
  /// The most memory, by what was open.
  var peaks: [Opened: Figures] = [:]
  var stalls = Figures()
  var recoveries = Figures()
  var readies = Figures()
  /// By what there is far too much of, and how much.
  var burdens: [Burden: [Int: Figures]] = [:]
  /// Programs that something could not be measured of; they are left alone from then on.
  private(set) var broken: Set<String> = []

  /// Makes the sessions.
  init(in workspace: Workspace, with effort: Effort) throws {
    self.workspace = workspace
    self.effort = effort
    for size in [0] + effort.sizes {
      progress("making a session of \(size) notes")
      try workspace.make(notes: size)
    }
    for size in effort.studies {
      progress("making a study of \(size) sessions")
      try workspace.make(sessions: size)
    }
    for size in effort.replays {
      progress("making a finished session of \(size) notes")
      try workspace.makeFinished(notes: size)
    }
    for burden in Burden.allCases {
      progress("making a burden: \(burden.rawValue)")
      for size in burden.sizes(effort) { try workspace.make(burden, size) }
    }
    progress("making what is stalled and what is killed")
    for size in Set([Stall.session, Stall.vimText, Stall.nanoText]) { try workspace.make(notes: size) }
    canStall = (try? workspace.run(Stall(length: 1).wrapper + ["true"])) != nil
    if !canStall { complain("not measured: a disk that stalls: strace cannot trace here") }
    try workspace.makeKilled(notes: effort.most)
  }

  /// The sizes that keys are measured with.
  var sizes: [Int] { [0] + effort.sizes }

  /// Runs everything.
  mutating func run() {
    let ours = Contender.ours(in: workspace)
    for round in 1...effort.rounds {
      for notes in sizes.shuffled() {
        progress("round \(round) of \(effort.rounds): keys with \(notes) notes")
        measureKeys(of: [ours, .nano, .vim, .cat], notes: notes)
      }
      progress("round \(round) of \(effort.rounds): starts")
      measureStarts(of: [ours, .nano, .vim])
      progress("round \(round) of \(effort.rounds): home")
      for sessions in effort.studies.shuffled() {
        measureHome(of: [.home(in: workspace), .list(in: workspace)], sessions: sessions)
      }
      for notes in effort.replays.shuffled() {
        progress("round \(round) of \(effort.rounds): replay of \(notes) notes")
        measureReplay(notes: notes)
      }
      progress("round \(round) of \(effort.rounds): memory")
      measureMemory()
      progress("round \(round) of \(effort.rounds): notes to the disk")
      measureEntries(of: [ours, .writeAndSync(in: workspace), .sqlite(in: workspace)], in: round)
      progress("round \(round) of \(effort.rounds): a disk that stalls")
      measureStalls()
      progress("round \(round) of \(effort.rounds): recovery")
      measureRecovery()
      progress("round \(round) of \(effort.rounds): burdens")
      measureBurdens()
    }
    progress("")
  }

  /// Lets the programs take turns, line by line, so that what slows the machine down for a while slows all.
  private mutating func measureKeys(of contenders: [Contender], notes: Int) {
    let what = "the keys with \(notes) notes"
    var programs: [AtWork] = []
    for contender in contenders.shuffled() {
      attempt(what, with: contender) { all in
        let program = try AtWork(contender, notes: notes, in: all.workspace)
        try program.beginTyping()
        programs.append(program)
      }
    }
    var costs: [String: [KeyCost]] = [:]
    for line in 0...effort.lines {
      for program in programs.shuffled() {
        attempt(what, with: program.contender) { _ in
          let found = try program.typeLine(of: Effort.keysInLine)
          // The first line is to warm up.
          if line > 0 { costs[program.contender.name, default: []] += found }
        }
      }
    }
    for program in programs {
      attempt(what, with: program.contender) { _ in try program.end() }
    }
    for (name, costs) in costs {
      let times = costs.map(\.time)
      guard let median = middle(of: times), let slowest = quantile(0.99, of: times) else { continue }
      medians[notes, default: Figures()].add(median, of: name)
      slowestKeys[notes, default: Figures()].add(slowest, of: name)
      let sum = costs.reduce(0) { $0 + $1.bytes }
      bytes[notes, default: Figures()].add(Double(sum) / Double(costs.count), of: name)
    }
  }

  private mutating func measureStarts(of contenders: [Contender]) {
    for (name, median) in medianStarts("the start", of: contenders, size: 0) { starts.add(median, of: name) }
  }

  private mutating func measureHome(of contenders: [Contender], sessions: Int) {
    for (name, median) in medianStarts("home with \(sessions) sessions", of: contenders, size: sessions) {
      homes[sessions, default: Figures()].add(median, of: name)
    }
  }

  /// What each needs to a stable screen, in the middle.
  private mutating func medianStarts(_ what: String, of contenders: [Contender], size: Int) -> [String:
    Double]
  {
    var times: [String: [Double]] = [:]
    for contender in Array(repeating: contenders, count: effort.starts).flatMap(\.self).shuffled() {
      attempt(what, with: contender) { all in
        let program = try AtWork(contender, notes: size, in: all.workspace)
        times[contender.name, default: []].append(try program.ready(rest: 40) - program.started)
        try program.end()
      }
    }
    return times.compactMapValues { middle(of: $0) }
  }

  /// Enters notes; all take turns, note by note, as a disk has its moods.
  private mutating func measureEntries(of contenders: [Contender], in round: Int) {
    // The notes of the round before are still there, and no other row uses this session.
    let before = Measurements.entrySession + (round - 1) * effort.entries
    let what = "notes to the disk"
    var programs: [AtWork] = []
    for contender in contenders.shuffled() {
      attempt(what, with: contender) { all in
        if round == 1, contender.name == "focusgroup" { try all.workspace.make(notes: before) }
        let program = try AtWork(contender, notes: Measurements.entrySession, in: all.workspace)
        try program.ready(rest: 40)
        programs.append(program)
      }
    }
    var times: [String: [Double]] = [:]
    for number in 1...effort.entries {
      for program in programs.shuffled() {
        let name = program.contender.name
        attempt(what, with: program.contender) { _ in
          let time =
            name == "focusgroup" ? try program.enterNote(before + number) : try program.askForSync()
          times[name, default: []].append(time)
        }
      }
    }
    for program in programs {
      attempt(what, with: program.contender) { _ in try program.end() }
    }
    for (name, times) in times {
      if let median = middle(of: times) { entries.add(median, of: name) }
    }
  }

  /// How many notes the session begins with that notes are entered into.
  private static let entrySession = 3

  mutating func attempt(
    _ what: String, with contender: Contender, _ body: (inout Measurements) throws -> Void
  ) {
    guard !broken.contains(contender.name) else { return }
    do {
      try body(&self)
    } catch {
      broken.insert(contender.name)
      complain("not measured: \(what) of \(contender.name): \(error)")
    }
  }
}

/// Says on standard error, in one line, what is going on.
func progress(_ text: String) {
  guard isatty(STDERR_FILENO) == 1 else { return }
  Glue.write([UInt8]("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO)
}

/// Says on standard error what went wrong, at once.
func complain(_ fault: String) {
  progress("")
  Glue.write([UInt8]("\(fault)\n".utf8), to: STDERR_FILENO)
}
