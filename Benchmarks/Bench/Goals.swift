/// What we hold ourselves to: the ratios of ours to the peer's.
enum Goals {
  static let key = 0.8
  static let slowestKey = 1.0
  static let keyBytes = 1.0
  static let slope = 1.1
  static let start = 1.0
  static let durable = 1.2
  static let durableBesideSQLite = 0.7
  /// Of vim's memory.
  static let memory = 1.0
  /// Of SQLite's recovery, where it committed each note by itself, as we do.
  static let recovery = 1.0
  /// Of home with the most sessions.
  static let home = 1.0
  /// Microseconds to home's first stable screen.
  static let homeLimit = 30_000.0
  /// Of replay's first screen with the most notes, and of its jumps.
  static let opening = 1.0
  static let jump = 1.0
  /// Microseconds: a frame, for a jump as a median, and what no jump may take.
  static let jumpLimit = 16_000.0
  static let slowestJumpLimit = 50_000.0
}

extension Measurements {
  /// All comparisons, as far as both sides were measured.
  var rows: [Row] {
    var rows: [Row] = []
    for notes in sizes {
      let with = notes == 0 ? "no notes" : "\(notes) notes"
      for (what, figures, goal, unit) in [
        ("key to echo, p50", medians, Goals.key, duration),
        ("key to echo, p99", slowestKeys, Goals.slowestKey, duration),
        ("bytes for a key", bytes, Goals.keyBytes, { fixed($0, digits: 1) }),
      ] as [(String, [Int: Figures], Double, (Double) -> String)] {
        guard let figures = figures[notes] else { continue }
        for peer in ["nano", "vim", "cat"] {
          rows += row("\(what), \(with)", figures, peer, goal: peer == "nano" ? goal : nil, unit)
        }
      }
    }
    rows += row("start to a stable screen", starts, "nano", goal: Goals.start, duration)
    rows += row("start to a stable screen", starts, "vim", goal: nil, duration)
    rows += row("Enter to durable, p50", entries, "write+sync", goal: Goals.durable, duration)
    rows += row("Enter to durable, p50", entries, "SQLite", goal: Goals.durableBesideSQLite, duration)
    rows += stallRows
    for sessions in effort.studies {
      guard let figures = homes[sessions] else { continue }
      let goal = sessions == effort.studies.max() ? Goals.home : nil
      rows += row("home, \(sessions) sessions", figures, "ls -l", goal: goal, duration)
      rows += limit("home, \(sessions) sessions", figures.median("focusgroup"), Goals.homeLimit)
    }
    return rows + replayRows + memoryRows + recoveryRows + typingRows
  }

  /// How a key grows with the notes.
  var slope: [Row] {
    var rows: [Row] = effort.sizes.compactMap { notes in
      guard let empty = medians[0], let full = medians[notes] else { return nil }
      let both = full.beside(empty, of: "focusgroup")
      return row(
        "key to echo, p50, \(notes) notes", both, "empty", goal: Goals.slope, duration
      ).first
    }
    if let fewest = effort.studies.first, let few = homes[fewest] {
      for sessions in effort.studies.dropFirst() {
        guard let many = homes[sessions] else { continue }
        let both = many.beside(few, of: "focusgroup", called: "\(fewest)")
        rows += row("home, \(sessions) sessions", both, "\(fewest)", goal: nil, duration)
      }
    }
    return rows + replaySlope + burdenRows
  }

  func row(
    _ what: String, _ figures: Figures, _ peer: String, goal: Double?, _ unit: (Double) -> String
  ) -> [Row] {
    guard let ours = figures.median("focusgroup"), let theirs = figures.median(peer),
      let ratio = figures.ratio("focusgroup", to: peer)
    else { return [] }
    return [Row(what: what, ours: unit(ours), peer: "\(peer) \(unit(theirs))", ratio: ratio, goal: goal)]
  }
}
