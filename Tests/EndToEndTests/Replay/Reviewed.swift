import Foundation
import PseudoTerminal
import Testing

extension Study {
  /// A study with one of the repository's samples in it, without its reviews.
  static func withSample(_ id: String = sample) throws -> Study {
    let study = try Study()
    let file = Repository.root.appending(path: "Sessions/\(id).json")
    try study.write([UInt8](try Data(contentsOf: file)), to: "Sessions/\(id).json")
    return study
  }

  static let sample = "sample-gb-housing-organisation"

  /// The whole of a file in `Sessions/`, and when it was last written.
  func bytesAndTime(_ name: String) throws -> (bytes: Data, time: Date?) {
    let path = path + "/Sessions/" + name
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return (try Data(contentsOf: URL(filePath: path)), attributes[.modificationDate] as? Date)
  }

  /// A review as its file has it.
  func review(_ reviewer: String, of id: String = sample) throws -> WrittenReview {
    let file = URL(filePath: path + "/Sessions/\(id).review-\(reviewer).json")
    return try JSONDecoder().decode(WrittenReview.self, from: Data(contentsOf: file))
  }

  /// A replay on the full screen.
  func replay(
    _ id: String = sample, _ options: [String] = [], columns: Int = 80, rows: Int = 24
  ) throws -> Facilitation {
    try Facilitation(id, in: self, columns: columns, rows: rows, arguments: ["replay", id] + options)
  }
}

/// What the tests read in a review's file.
struct WrittenReview: Decodable {
  struct NoteLayer: Decodable {
    struct Code: Decodable {
      let code: String
      let removed: Bool?
    }
    struct Memo: Decodable { let text: String }
    struct Words: Decodable { let text: String }
    let note: String
    let codes: [Code]?
    let memos: [Memo]?
    let verified: Words?
  }

  let reviewer: String
  let session: String
  let notes: [NoteLayer]

  /// All memos, in the order of the notes.
  var memos: [String] { notes.flatMap { $0.memos ?? [] }.map(\.text) }
}
