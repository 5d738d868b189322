/// The records since the last snapshot, as the journal has them: kept in memory until the
/// next snapshot is verified, so that they can be written once more elsewhere.
struct KeptFrames {
  /// The first frames as they stand in a journal that was read: its bytes are not copied.
  private var read: ArraySlice<UInt8> = []
  /// The frames after them.
  private var own: [UInt8] = []
  private var ends: [Int] = []
  private var numbers: [Int] = []

  var count: Int { ends.count }

  /// All frames, one behind the other.
  var bytes: [UInt8] { Array(frames(from: 0)) }

  /// The number of the record at an index; nil beyond the last.
  func number(at index: Int) -> Int? { numbers.indices.contains(index) ? numbers[index] : nil }

  /// The number of the last record.
  var lastNumber: Int? { numbers.last }

  /// Appends a record's frame.
  mutating func append(_ number: Int, payload: some Collection<UInt8>) {
    JournalFrame.append(payload, to: &own)
    ends.append(read.count + own.count)
    numbers.append(number)
  }

  /// Appends a record's frame as it stands in a journal.
  ///
  /// - Parameters:
  ///   - payload: its place in the journal's bytes, in a whole frame.
  ///   - isSame: the record that was appended last stands in the same journal.
  mutating func append(_ number: Int, payload: Range<Int>, of journal: [UInt8], isSame: Bool) {
    let frame = payload.lowerBound - JournalFrame.headLength..<payload.upperBound + 1
    guard own.isEmpty, read.isEmpty || isSame && read.endIndex == frame.lowerBound,
      journal[frame.upperBound - 1] == JournalFrame.newline
    else { return append(number, payload: journal[payload]) }
    read = journal[(read.isEmpty ? frame.lowerBound : read.startIndex)..<frame.upperBound]
    ends.append(read.count)
    numbers.append(number)
  }

  /// The frames from an index on.
  func frames(from index: Int) -> ArraySlice<UInt8> {
    let start = start(of: index)
    if start >= read.count { return own[(start - read.count)...] }
    let rest = read[(read.startIndex + start)...]
    return own.isEmpty ? rest : ArraySlice(Array(rest) + own)
  }

  /// Forgets the records up to a number, which a snapshot has, and says how many they were.
  mutating func forget(through number: Int) -> Int {
    let gone = numbers.firstIndex { $0 > number } ?? count
    let length = start(of: gone)
    // Made anew, so that the memory of what is gone is given back.
    own = Array(frames(from: gone))
    read = []
    numbers.removeFirst(gone)
    ends.removeFirst(gone)
    for index in ends.indices { ends[index] -= length }
    return gone
  }

  /// Forgets the frames from an index on.
  mutating func drop(from index: Int) {
    guard index < count else { return }
    let start = start(of: index)
    own.removeSubrange(max(0, start - read.count)...)
    read = read.prefix(start)
    ends.removeSubrange(index...)
    numbers.removeSubrange(index...)
  }

  private func start(of index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }
}
