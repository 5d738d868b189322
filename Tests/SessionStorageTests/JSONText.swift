import Foundation
import Interview

@testable import SessionStorage

/// A text of JSON in which each number can be replaced where it stands.
struct JSONText {
  struct Place {
    let path: String
    let range: Range<Int>

    /// The path without the places in lists.
    var kind: String { path.replacing(#/\[\d+\]/#, with: "[]") }
    /// It names something, or says of which version all is: no number of its kind is near it.
    var isLabel: Bool {
      ["version", "v", "seat", "coreq"].contains { kind == $0 || kind.hasSuffix("." + $0) }
    }
  }

  let bytes: [UInt8]
  private(set) var numbers: [Place] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var reader = JSONReader(bytes)
    try? walk(&reader, "")
  }

  func replacing(_ place: Place, with value: String) -> [UInt8] {
    Array(bytes[..<place.range.lowerBound]) + Array(value.utf8) + Array(bytes[place.range.upperBound...])
  }

  private mutating func walk(_ reader: inout JSONReader, _ path: String) throws {
    reader.skipSpace()
    var first = true
    switch bytes[reader.offset] {
    case UInt8(ascii: "{"):
      try reader.openObject()
      while let key = try reader.nextKey(&first) { try walk(&reader, path.isEmpty ? key : path + "." + key) }
    case UInt8(ascii: "["):
      try reader.openArray()
      var index = 0
      while try reader.nextElement(&first) {
        try walk(&reader, path + "[\(index)]")
        index += 1
      }
    default:
      let start = reader.offset
      switch try reader.value() {
      case .integer, .number: numbers.append(Place(path: path, range: start..<reader.offset))
      default: break
      }
    }
  }
}
