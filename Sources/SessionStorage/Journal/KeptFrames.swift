/// The records since the last snapshot, as the journal has them: kept in memory until the
/// next snapshot is verified, so that they can be written once more elsewhere.
struct KeptFrames {
  /// All frames, one behind the other.
  private(set) var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var numbers: [Int] = []

  var count: Int { ends.count }

  /// The number of the record at an index; nil beyond the last.
  func number(at index: Int) -> Int? { numbers.indices.contains(index) ? numbers[index] : nil }

  /// The number of the last record.
  var lastNumber: Int? { numbers.last }

  /// Appends a record's frame.
  mutating func append(_ number: Int, payload: some Collection<UInt8>) {
    Frame.append(payload, to: &bytes)
    ends.append(bytes.count)
    numbers.append(number)
  }

  /// The frames from an index on.
  func frames(from index: Int) -> ArraySlice<UInt8> { bytes[start(of: index)...] }

  /// Forgets the records up to a number, which a snapshot has, and says how many they were.
  mutating func forget(through number: Int) -> Int {
    let gone = numbers.firstIndex { $0 > number } ?? count
    let length = start(of: gone)
    // Made anew, so that the memory of what is gone is given back.
    bytes = Array(bytes[length...])
    numbers.removeFirst(gone)
    ends.removeFirst(gone)
    for index in ends.indices { ends[index] -= length }
    return gone
  }

  /// Forgets the frames from an index on.
  mutating func drop(from index: Int) {
    guard index < count else { return }
    bytes.removeSubrange(start(of: index)...)
    ends.removeSubrange(index...)
    numbers.removeSubrange(index...)
  }

  private func start(of index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }
}
