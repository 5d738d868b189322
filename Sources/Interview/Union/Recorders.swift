/// One who wrote records, and how many of them a state has.
protocol RecordWriter: Equatable, Sendable {
  /// Fresh and random.
  var id: String { get }
  /// The number of its highest record in the state; nil where an older program did not say.
  var last: Int? { get set }
}

extension Recorder: RecordWriter {}
extension ReviewRecorder: RecordWriter {}

extension Array where Element: RecordWriter {
  /// Says that the newest recorder wrote the last record, where an older program has left that out.
  mutating func sayLast(_ number: Int) {
    guard let newest = indices.last, self[newest].last == nil else { return }
    self[newest].last = number
  }

  /// Says that the newest recorder wrote this record.
  mutating func setLast(_ number: Int) {
    guard let newest = indices.last else { return }
    self[newest].last = number
  }

  /// The others have every record of these. False where an older program left the number out.
  func areContained(in others: [Element]) -> Bool {
    let known = Dictionary(others.map { ($0.id, $0.last) }) { first, _ in first }
    return !isEmpty
      && allSatisfy { recorder in
        guard let last = recorder.last, let theirs = known[recorder.id], let theirs else { return false }
        return last <= theirs
      }
  }

  /// The recorders that are not among the others.
  func without(_ others: [Element]) -> [Element] {
    let known = Set(others.map(\.id))
    return filter { !known.contains($0.id) }
  }

  /// The recorders of two states together; the newest of this side stays the newest.
  ///
  /// - Parameters:
  ///   - record: the last record of this side's state. A recorder without a number means this one.
  ///   - otherRecord: the last record of the other side's state.
  func united(with others: [Element], lastRecord record: Int, otherRecord: Int) -> [Element] {
    let theirs = Dictionary(others.map { ($0.id, $0.last ?? otherRecord) }) { first, _ in first }
    let whole = Swift.max(record, otherRecord)
    func said(_ recorder: Element, _ last: Int) -> Element {
      var recorder = recorder
      // A number that an older program left out stays left out as long as it still means the same.
      if !(recorder.last == nil && last == whole) { recorder.last = last }
      return recorder
    }
    let mine = map { said($0, Swift.max($0.last ?? record, theirs[$0.id] ?? 0)) }
    let joined = others.without(self).map { said($0, $0.last ?? otherRecord) }
    guard let newest = mine.last else { return joined }
    return mine.dropLast() + joined + [newest]
  }
}
