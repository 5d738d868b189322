internal import Interview

/// Puts values together as the bytes of a file, the keys of each object sorted as `JSONWriter` sorts them.
struct ByteWriter {
  /// What is written so far.
  var bytes: [UInt8] = []
  /// The members of the objects that are open, the innermost last.
  private var members: [Member] = []
  /// Takes the members of an object while they are put in order.
  private var unsorted: [UInt8] = []
  /// Where the members of the innermost object begin among all.
  private var first = 0

  private struct Member {
    /// As `FieldKey.mark`; 0 of a key of a newer version, which may be more than ASCII.
    let mark: UInt64
    let key: Name
    /// Where it begins in the bytes.
    let start: Int
  }

  private enum Name {
    case known(FieldKey)
    case other(String)

    var text: String {
      switch self {
      case .known(let key): key.text
      case .other(let text): text
      }
    }
  }

  /// Writes a text in which nothing has to be escaped.
  mutating func putPlain(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: text.utf8)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes an object.
  mutating func object(_ fill: (inout ByteWriter) -> Void) {
    let outer = first
    first = members.count
    bytes.append(UInt8(ascii: "{"))
    let start = bytes.count
    fill(&self)
    if (first + 1..<max(members.count, first + 1)).contains(where: { !isBefore($0 - 1, $0) }) { sort() }
    members.removeLast(members.count - first)
    first = outer
    if bytes.count > start {
      bytes[bytes.count - 1] = UInt8(ascii: "}")
    } else {
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// Puts the members of the innermost object into the order of their keys.
  private mutating func sort() {
    var order = Array(first..<members.count)
    // Ours are few, and nearly in order.
    if order.count > 32 {
      order.sort { isBefore($0, $1) }
    } else {
      for index in order.indices.dropFirst() {
        let place = order[index]
        var free = index
        while free > 0, isBefore(place, order[free - 1]) {
          order[free] = order[free - 1]
          free -= 1
        }
        order[free] = place
      }
    }
    let start = members[first].start
    unsorted.removeAll(keepingCapacity: true)
    unsorted.append(contentsOf: bytes[start...])
    bytes.removeLast(unsorted.count)
    for place in order {
      let from = members[place].start - start
      let to = place + 1 < members.count ? members[place + 1].start - start : unsorted.count
      bytes.append(contentsOf: unsorted[from..<to])
    }
  }

  /// The key of one member comes before that of another.
  private func isBefore(_ one: Int, _ other: Int) -> Bool {
    let (left, right) = (members[one].mark, members[other].mark)
    return left != right && left != 0 && right != 0
      ? left < right : members[one].key.text < members[other].key.text
  }
}

extension ByteWriter: FieldWriter {
  mutating func put(_ key: FieldKey, _ value: some Written) {
    members.append(Member(mark: key.mark, key: .known(key), start: bytes.count))
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: key.bytes)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    value.write(to: &self)
    bytes.append(UInt8(ascii: ","))
  }

  mutating func put(named key: String, _ value: some Written) {
    members.append(Member(mark: 0, key: .other(key), start: bytes.count))
    JSONWriter.append(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    value.write(to: &self)
    bytes.append(UInt8(ascii: ","))
  }

  mutating func keep(_ unknown: UnknownFields) {
    let known = members.count
    for (key, value) in unknown where !members[first..<known].contains(where: { $0.key.text == key }) {
      put(named: key, value)
    }
  }
}
