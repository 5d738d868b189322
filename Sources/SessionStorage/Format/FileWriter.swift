internal import Interview

/// Puts a file together, a top-level key after the other in the order in which they are named, each on its own line.
struct FileWriter {
  private var writer = ByteWriter()

  /// - Parameter size: about how many bytes it will have.
  init(size: Int = 0) {
    writer.bytes.reserveCapacity(size)
    writer.bytes.append(UInt8(ascii: "{"))
  }

  /// A list, each element on its own line, even if it is empty.
  mutating func putLines(_ key: FieldKey, _ values: [some Written]) {
    putKey(key.text)
    writer.bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      writer.bytes.append(contentsOf: (index > 0 ? ",\n" : "\n").utf8)
      value.write(to: &writer)
    }
    if !values.isEmpty { writer.bytes.append(UInt8(ascii: "\n")) }
    writer.bytes.append(UInt8(ascii: "]"))
  }

  /// What a version does not know, but for the keys of what is put elsewhere.
  mutating func keep(_ unknown: UnknownFields, but known: Set<String>) {
    for (key, value) in unknown.sorted(by: { $0.key < $1.key }) where !known.contains(key) {
      put(named: key, value)
    }
  }

  /// The finished file.
  consuming func end() -> [UInt8] {
    writer.bytes.append(contentsOf: "\n}\n".utf8)
    return writer.bytes
  }

  private mutating func putKey(_ key: String) {
    writer.bytes.append(contentsOf: (writer.bytes.count > 1 ? ",\n" : "\n").utf8)
    JSONWriter.append(key, to: &writer.bytes)
    writer.bytes.append(contentsOf: ": ".utf8)
  }
}

extension FileWriter: FieldWriter {
  mutating func put(_ key: FieldKey, _ value: some Written) { put(named: key.text, value) }

  mutating func put(named key: String, _ value: some Written) {
    putKey(key)
    value.write(to: &writer)
  }

  mutating func list<Value: Stored>(_ key: FieldKey, _ old: [Value]?) -> [Value] {
    if let old, !old.isEmpty { putLines(key, old) }
    return old ?? []
  }

  mutating func keep(_ unknown: UnknownFields) { keep(unknown, but: []) }
}
