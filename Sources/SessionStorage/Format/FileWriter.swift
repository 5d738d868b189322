/// Puts a file together, top-level key by top-level key.
struct FileWriter {
  private var bytes: [UInt8] = [UInt8(ascii: "{")]

  /// A member on its own line, if there is a value.
  mutating func put(_ key: String, _ value: (some Written)?) {
    guard let value else { return }
    putKey(key)
    value.write(to: &bytes)
  }

  /// A list, each element on its own line.
  mutating func putLines(_ key: String, _ values: [some Written], evenIfEmpty: Bool = false) {
    guard evenIfEmpty || !values.isEmpty else { return }
    putKey(key)
    bytes.append(UInt8(ascii: "["))
    for (index, value) in values.enumerated() {
      bytes.append(contentsOf: (index > 0 ? ",\n" : "\n").utf8)
      value.write(to: &bytes)
    }
    if !values.isEmpty { bytes.append(UInt8(ascii: "\n")) }
    bytes.append(UInt8(ascii: "]"))
  }

  /// The finished file.
  func end() -> [UInt8] { bytes + Array("\n}\n".utf8) }

  private mutating func putKey(_ key: String) {
    bytes.append(contentsOf: (bytes.count > 1 ? ",\n" : "\n").utf8)
    JSONWriter.append(key, to: &bytes)
    bytes.append(contentsOf: ": ".utf8)
  }
}
