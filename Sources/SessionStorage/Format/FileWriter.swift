/// Puts a file together, top-level key by top-level key.
struct FileWriter {
  private var writer = ByteWriter()

  /// - Parameter size: about how many bytes it will have.
  init(size: Int = 0) {
    writer.bytes.reserveCapacity(size)
    writer.bytes.append(UInt8(ascii: "{"))
  }

  /// A member on its own line, if there is a value.
  mutating func put(_ key: String, _ value: (some Written)?) {
    guard let value else { return }
    putKey(key)
    value.write(to: &writer)
  }

  /// A list, each element on its own line.
  mutating func putLines(_ key: String, _ values: [some Written], evenIfEmpty: Bool = false) {
    guard evenIfEmpty || !values.isEmpty else { return }
    putKey(key)
    writer.bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      writer.bytes.append(contentsOf: (index > 0 ? ",\n" : "\n").utf8)
      value.write(to: &writer)
    }
    if !values.isEmpty { writer.bytes.append(UInt8(ascii: "\n")) }
    writer.bytes.append(UInt8(ascii: "]"))
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
