extension Measurements {
  /// Replay's comparisons.
  var replayRows: [Row] {
    var rows: [Row] = []
    for notes in effort.replays {
      guard let figures = replays[notes] else { continue }
      let of = "replay of \(notes) notes"
      rows += row("\(of), first screen", figures.opens, "less", goal: Goals.opening, duration)
      rows += row("\(of), first screen", figures.opens, "vim", goal: Goals.opening, duration)
      rows += row("\(of), all of it", figures.wholes, "less +G", goal: nil, duration)
      rows += row("\(of), all of it", figures.wholes, "vim", goal: nil, duration)
      rows += row("\(of), jump, p50", figures.jumps, "less", goal: Goals.jump, duration)
      rows += limit("\(of), jump, p50", figures.jumps.median("focusgroup"), Goals.jumpLimit)
      rows += row("\(of), jump, slowest", figures.slowestJumps, "less", goal: nil, duration)
      rows += limit(
        "\(of), jump, slowest", figures.slowestJumps.most("focusgroup"), Goals.slowestJumpLimit)
      rows += row("\(of), key of a search, p50", figures.searches, "less", goal: nil, duration)
      rows += limit("\(of), key of a search, p50", figures.searches.median("focusgroup"), Goals.jumpLimit)
      rows += limit(
        "\(of), key of a search, slowest", figures.slowestSearches.most("focusgroup"), Goals.slowestJumpLimit)
    }
    return rows
  }

  /// How replay grows with the notes.
  var replaySlope: [Row] {
    guard let fewest = effort.replays.first, let few = replays[fewest] else { return [] }
    var rows: [Row] = []
    for notes in effort.replays.dropFirst() {
      guard let many = replays[notes] else { continue }
      for (what, more, less) in [
        ("first screen", many.opens, few.opens), ("all of it", many.wholes, few.wholes),
        ("jump, p50", many.jumps, few.jumps), ("key of a search, p50", many.searches, few.searches),
      ] {
        let both = more.beside(less, of: "focusgroup", called: "\(fewest)")
        rows += row("replay of \(notes) notes, \(what)", both, "\(fewest)", goal: nil, duration)
      }
    }
    return rows
  }

  /// Ours beside a time that it must not pass.
  func limit(_ what: String, _ ours: Double?, _ limit: Double) -> [Row] {
    guard let ours else { return [] }
    return [
      Row(what: what, ours: duration(ours), peer: "limit \(duration(limit))", ratio: ours / limit, goal: 1)
    ]
  }
}
