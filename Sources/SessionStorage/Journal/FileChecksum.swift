/// What tells one version of a file from another, whatever the file is called.
enum FileChecksum {
  /// The CRC-32C of the bytes as eight lower-case hexadecimal digits, `-`, and their number: a change of up to 32 bits
  /// in a row is always seen.
  static func of(_ bytes: [UInt8]) -> String {
    let checksum = bytes.withUnsafeBytes { CRC32C.checksum($0) }
    let digits = String(checksum, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits + "-\(bytes.count)"
  }
}
