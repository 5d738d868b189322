/// What the tests read of a session file.
struct WrittenSession: Decodable {
  struct Note: Decodable, Equatable {
    var id: String
    var number: Int
    var question: String
    var at: Int
    var time: String
    var saved: Int
    var kind: String
    var text: String?
    var manner: String?
    var participants: [String]?
    var codes: [String]?
    var important: Bool?
    var intense: Bool?
    var complete: Bool?
    var unsure: Bool?
    var replyTo: String?
    var count: Int?
    var raisedAt: String?
    var redacted: Bool?
    var typed: String?
  }

  struct Stance: Decodable {
    struct Change: Decodable {
      var value: String
      var statement: String?
    }
    var participant: String
    var question: String
    var note: String?
    var changes: [Change]
  }

  struct Visit: Decodable {
    var question: String
    var from: Int
    var to: Int?
  }

  struct Pause: Decodable {
    var from: Int
    var to: Int?
    var why: String
    var unrecorded: Bool?
  }

  struct Stretch: Decodable {
    var from: Int
    var to: Int?
  }

  struct Person: Decodable {
    struct Consent: Decodable { var answer: String? }
    var id: String
    var present: [Stretch]?
    var consent: [String: Consent]?
  }

  struct Probe: Decodable {
    struct Change: Decodable { var how: String }
    var question: String
    var changes: [Change]
  }

  struct Draft: Decodable {
    var text: String
    var question: String?
  }

  var id: String
  var status: String
  var startedAt: String
  var notes: [Note]
  var participants: [Person]?
  var stances: [Stance]?
  var probes: [Probe]?
  var visits: [Visit]?
  var pauses: [Pause]?
  var offRecord: [Stretch]?
  var answers: [String: String]?
  var draft: Draft?

  /// The note with a number.
  func note(_ number: Int) -> Note? { notes.first { $0.number == number } }

  /// The texts of all notes, in order.
  var texts: [String] { notes.map { $0.text ?? "" } }
}
