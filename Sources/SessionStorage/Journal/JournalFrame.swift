/// How a journal holds one payload: `crc32c length payload\n`.
///
/// Checksum and length are eight lower-case hexadecimal digits each, a space after each. The checksum covers
/// all from the length to the payload's end. A payload never holds a line break, so that after damage the next
/// frame is found at the next line's beginning.
enum JournalFrame {
  /// Bytes before the payload.
  static let headLength = 18
  static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")

  /// The frame of one payload; a line break in it, which JSON has only between its parts, becomes a space.
  static func bytes(of payload: some Collection<UInt8>) -> [UInt8] {
    var frame: [UInt8] = []
    frame.reserveCapacity(headLength + payload.count + 1)
    append(payload, to: &frame)
    return frame
  }

  /// Appends the frame of one payload to others.
  static func append(_ payload: some Collection<UInt8>, to frames: inout [UInt8]) {
    let start = frames.count
    frames.append(contentsOf: repeatElement(0, count: headLength))
    frames.append(contentsOf: payload)
    for index in (start + headLength)..<frames.count where frames[index] == newline { frames[index] = space }
    let length = frames.count - start - headLength
    write(UInt32(truncatingIfNeeded: length), to: &frames, at: start + 9)
    frames[start + 8] = space
    frames[start + 17] = space
    let checksum = frames.withUnsafeBytes {
      CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0[(start + 9)...]))
    }
    write(checksum, to: &frames, at: start)
    frames.append(newline)
  }

  /// The payload's place if a whole frame with a true checksum stands at a place of the bytes, apart from the
  /// line break after it.
  ///
  /// - Parameter lineEnd: where the next line break stands, or the end of the bytes.
  static func payload(in bytes: UnsafeRawBufferPointer, at start: Int, lineEnd: Int) -> Range<Int>? {
    let payload = start + headLength
    guard payload <= lineEnd, bytes[start + 8] == space, bytes[start + 17] == space,
      let checksum = number(in: bytes, at: start), let length = number(in: bytes, at: start + 9),
      Int(length) <= lineEnd - payload
    else { return nil }
    let end = payload + Int(length)
    guard CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[(start + 9)..<end])) == checksum else {
      return nil
    }
    return payload..<end
  }

  /// A frame begins here, and the bytes end before it does: what a write leaves that was cut off.
  static func isTorn(_ tail: UnsafeRawBufferPointer) -> Bool {
    for index in 0..<min(headLength, tail.count) {
      let isGap = index == 8 || index == 17
      guard isGap ? tail[index] == space : digit(tail[index]) != nil else { return false }
    }
    guard tail.count > headLength, let length = number(in: tail, at: 9) else { return true }
    return Int(length) >= tail.count - headLength
  }

  private static func write(_ number: UInt32, to bytes: inout [UInt8], at start: Int) {
    for index in 0..<8 {
      let digit = UInt8(truncatingIfNeeded: number >> UInt32(28 - 4 * index) & 0xF)
      bytes[start + index] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
  }

  private static func number(in bytes: UnsafeRawBufferPointer, at start: Int) -> UInt32? {
    var number: UInt32 = 0
    for index in start..<start + 8 {
      guard let digit = digit(bytes[index]) else { return nil }
      number = number << 4 | UInt32(digit)
    }
    return number
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): return byte - UInt8(ascii: "a") + 10
    default: return nil
    }
  }
}
