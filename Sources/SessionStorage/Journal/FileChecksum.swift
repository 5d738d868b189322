/// Tells whether a file is still the one that was read or written: by its bytes, never by its times.
enum FileChecksum {
  /// `<CRC-32C in hexadecimal>-<length>`.
  static func of(_ bytes: [UInt8]) -> String {
    let digits = String(bytes.withUnsafeBytes { CRC32C.checksum($0) }, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits + "-\(bytes.count)"
  }
}
