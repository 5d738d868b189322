import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// One session on several machines whose folders are synchronised at any point, in every direction, by a client that
/// only replaces what its other side has seen. Whatever they do in which order, no acknowledged note is lost on a
/// machine that has had it, and none is there twice.
@Suite struct LineagePropertyTests {
  /// Of the long run those are always tried that have shown a fault.
  static let seeds: [UInt64] = CrashStates.proves ? Array(1...2000) : Array(1...60) + [157, 1404]

  @Test(arguments: seeds)
  func `no note is lost and none comes twice, whoever goes on where`(seed: UInt64) throws {
    var story = try ManyMachines(seed: seed)
    for _ in 0..<40 { try story.step() }
    try story.end()
  }
}

/// A story of several machines, the same for the same seed.
private struct ManyMachines {
  private var random: SeededRandom
  private let seed: UInt64
  private let machines = [Machine(), Machine(), Machine()]
  /// The notes that each machine has to have.
  private var expected: [Set<String>] = [[], [], []]
  /// The session files that each machine has had.
  private var seen: [Set<[UInt8]>] = [[], [], []]
  /// The journals that came to each from another, as they came, and from which.
  private var arrived: [(bytes: [UInt8], from: Int)?] = [nil, nil, nil]
  private var time = 1
  private var notes = 0
  private var recorders = 0
  private var log: [String] = []

  init(seed: UInt64) throws {
    self.seed = seed
    random = SeededRandom(seed: seed)
    for machine in machines { try machine.study.create() }
    try machines[0].begin(as: recorder(), at: 0)
    try note(0)
    try machines[0].leave()
    see(0)
    for place in 1...2 { synchronise(from: 0, to: place) }
  }

  private mutating func recorder() -> String {
    recorders += 1
    let letters = Array("abcdefghij")
    return "r" + String(String(1000 + recorders).map { letters[Int(String($0)) ?? 0] }.suffix(3))
  }

  private mutating func now() -> Int {
    time += Int.random(in: 1...20, using: &random)
    return time
  }

  mutating func step() throws {
    let place = Int.random(in: 0...2, using: &random)
    let machine = machines[place]
    let other = (place + Int.random(in: 1...2, using: &random)) % 3
    switch Int.random(in: 0..<10, using: &random) {
    case 0 where machine.open == nil, 1 where machine.open == nil:
      log.append("\(place) resumes")
      arrived[place] = nil
      try machine.resume(as: recorder(), at: now())
      see(place)
    case 2 where machine.open != nil:
      log.append("\(place) leaves")
      try machine.leave()
      see(place)
    case 3 where machine.open != nil:
      log.append("\(place) is cut off")
      try machine.cut()
    case 4 where machine.open != nil:
      log.append("\(place) begins its journal anew")
      try machine.beginAnew()
      see(place)
    case 5, 6: synchronise(from: place, to: other)
    default: if machine.open != nil { try note(place) }
    }
    try check()
  }

  private mutating func note(_ place: Int) throws {
    notes += 1
    log.append("\(place) notes \(notes)")
    try machines[place].note("note \(notes)", at: now())
    expected[place].insert("note \(notes)")
  }

  private mutating func see(_ place: Int) {
    if let file = machines[place].file { seen[place].insert(file) }
  }

  /// Brings one machine's files to another that has the session not open: its file, if the other's was seen; with it
  /// its journal, if the other has none of its own, or that it has none any more.
  private mutating func synchronise(from place: Int, to other: Int) {
    let (source, target) = (machines[place], machines[other])
    guard target.open == nil, target.file.map(seen[place].contains) ?? true, let file = source.file else {
      return
    }
    let had = (try? Session.read(file, path: "").state)?.notes.map(\.content.text) ?? []
    log.append("\(place) → \(other), its file")
    target.take(file)
    seen[other].formUnion(seen[place])
    expected[other].formUnion(had)
    let theirs = target.disk.contents[Machine.journal]
    guard theirs == nil || arrived[other].map({ $0.from == place && $0.bytes == theirs }) ?? false else {
      return
    }
    let journal = source.disk.contents[Machine.journal]
    log.append("\(place) → \(other), \(journal == nil ? "no journal" : "its journal")")
    target.disk.replace(Machine.journal, with: journal)
    arrived[other] = journal.map { ($0, place) }
    if journal != nil { expected[other].formUnion(expected[place]) }
  }

  private func check() throws {
    for (place, machine) in machines.enumerated() {
      let session = machine.open == nil ? try machine.read().session : machine.session
      let notes = try #require(session).notes
      let texts = notes.map(\.content.text)
      let isRight =
        Set(texts) == expected[place] && texts.count == expected[place].count
        && Set(notes.map(\.id)).count == notes.count && Set(notes.map(\.number)).count == notes.count
      guard !isRight else { continue }
      Issue.record(
        """
        seed \(seed), machine \(place): lost \(expected[place].subtracting(texts).sorted()), \
        not known \(Set(texts).subtracting(expected[place]).sorted()), \(texts.count) notes; \
        \(log.joined(separator: "; "))
        """)
      throw CancellationError()
    }
  }

  mutating func end() throws {
    for machine in machines {
      if machine.open == nil { try machine.resume(as: recorder(), at: now()) }
      try machine.leave()
    }
    try check()
  }
}
