extension Measurements {
  /// Lets the program bear each burden, so much of it and four times as much.
  mutating func measureBurdens() {
    for burden in Burden.allCases.shuffled() {
      let contender = workspace.contender(burden)
      for size in burden.sizes(effort).shuffled() {
        attempt(burden.rawValue, with: contender) { all in
          let time = try burden.isKey ? all.key(of: contender, burden, size) : all.whole(of: contender, size)
          all.burdens[burden, default: [:]][size, default: Figures()].add(time, of: contender.name)
        }
      }
    }
  }

  /// Start to end, with what it says read by nobody.
  private func whole(of contender: Contender, _ size: Int) throws -> Double {
    let begin = microseconds()
    try workspace.run(contender.command(size))
    return microseconds() - begin
  }

  /// A key to its stable screen, in the middle of some.
  private func key(of contender: Contender, _ burden: Burden, _ size: Int) throws -> Double {
    let program = try AtWork(contender, notes: size, in: workspace)
    try program.ready(rest: 40)
    program.type(burden.key.before)
    try program.rest(for: 60)
    let times = try (0..<8).map { _ in try program.jump(Jump(key: burden.key.key), rest: 30) }
    try program.end()
    return middle(of: times) ?? 0
  }

  /// Much of each burden beside a quarter of it.
  var burdenRows: [Row] {
    Burden.allCases.flatMap { burden -> [Row] in
      let sizes = burden.sizes(effort)
      guard let few = burdens[burden]?[sizes[0]], let many = burdens[burden]?[sizes[1]] else { return [] }
      let both = many.beside(few, of: "focusgroup", called: "\(sizes[0])")
      return row("\(burden.rawValue): \(sizes[1])", both, "\(sizes[0])", goal: burden.goal, duration)
    }
  }
}
