import Foundation
import Interview
import SampleMaking
import SessionStorage
import Testing

@Suite("The fictional sample sessions")
struct SampleTests {
  static let names = (try? Samples.names()) ?? []

  /// The committed file of a sample.
  static func bytes(of name: String) throws -> [UInt8] {
    let id = try Samples.script(name).id
    return [UInt8](try Data(contentsOf: URL(filePath: Samples.repository + "/Sessions/\(id).json")))
  }

  static func session(_ name: String) throws -> Session {
    try SessionFormat.read(try bytes(of: name), file: name)
  }

  @Test("Each sample is, byte for byte, what the program makes of its script", arguments: names)
  func regenerates(name: String) throws {
    for made in try Samples.make(name, protocol: try Samples.route()) {
      let file = URL(filePath: Samples.repository + "/Sessions/" + made.file)
      #expect(
        try Data(contentsOf: file) == Data(made.bytes),
        "\(made.file): make samples writes it anew; read the difference before you commit it")
    }
  }

  @Test("Each sample is a whole group: finished, 80 to 150 notes, 85 to 110 minutes", arguments: names)
  func wholeGroup(name: String) throws {
    let session = try SampleTests.session(name)
    #expect(session.status == .finished && session.inconsistencies.isEmpty && session.unapplied.isEmpty)
    #expect((80...150).contains(session.notes.count), "\(session.notes.count) notes")
    let begun = try #require(session.begunAt)
    let ended = try #require(session.endedAt)
    let minutes = (ended.offset - begun.offset) / 60_000
    #expect((85...110).contains(minutes), "\(minutes) minutes")
  }

  @Test("In each sample everybody is heard, and notes are on every key question", arguments: names)
  func everybody(name: String) throws {
    let session = try SampleTests.session(name)
    for person in session.participants {
      let notes = session.notes.filter { $0.content.speakers.contains(.participant(person.seat)) }
      #expect(notes.count >= 5, "\(person.id)")
    }
    for question in session.protocol.questions where question.kind == .key {
      #expect(session.notes.count { $0.question == question.id } >= 8, "\(question.id)")
    }
  }

  @Test(
    "Each sample says that it is fictional: in its title, its first note and its set-up", arguments: names)
  func fictional(name: String) throws {
    let session = try SampleTests.session(name)
    #expect(session.id.hasPrefix("sample-") && session.title.contains("fictional"))
    let first = try #require(session.notes.first?.content)
    let marks = ["FICTIONAL SAMPLE", "FICTIEF VOORBEELD", "ÉCHANTILLON FICTIF", "FICTIONAL sample"]
    #expect(first.kind == .comment && marks.contains { first.text.uppercased().contains($0.uppercased()) })
    #expect(marks.contains { session.answers["sample"]?.contains($0) ?? false })
  }

  @Test("Each sample is a group to practise on, for about half an hour", arguments: names)
  func rehearsal(name: String) throws {
    let session = try SampleTests.session(name)
    #expect(session.rehearsalObstacle == nil)
    let rehearsal = Rehearsal(of: session)
    #expect((90...140).contains(rehearsal.pointCount), "\(rehearsal.pointCount) points")
    #expect((20 * 60_000...40 * 60_000).contains(rehearsal.length), "\(rehearsal.length / 60_000) minutes")
  }

  @Test("Shorthand takes fewer keys than the same written out, and falls behind no further", arguments: names)
  func shorthand(name: String) throws {
    let session = try SampleTests.session(name)
    let said = Rehearsal(of: session, longestSilence: nil)
    let short = Typist(said) { $0.shorthand(in: session) }
    let long = Typist(said) { $0.longhand(in: session) }
    let (few, many) = (try #require(short.meanKeys), try #require(long.meanKeys))
    #expect(short.keys.count == long.keys.count && short.keys.count > 150)
    #expect(few < 0.95 * many, "\(few) keys a line, \(many) written out")
    #expect((short.slowLag ?? 0) <= (long.slowLag ?? 0))
  }

  @Test("Nothing of what was put off the record or redacted is in the file", arguments: names)
  func destroyed(name: String) throws {
    let session = try SampleTests.session(name)
    let file = String(decoding: try SampleTests.bytes(of: name), as: UTF8.self)
    var lines: [Int: String] = [:]
    _ = try Samples.make(name, protocol: session.protocol) { line, answers in
      let saved = answers.compactMap { $0.split(separator: " ").dropFirst().first.flatMap { Int($0) } }
      if let number = saved.first, answers.first?.hasPrefix("saved ") == true { lines[number] = line }
    }
    for note in session.notes where note.redacted {
      let text = try #require(lines[note.number]).drop { !$0.isWhitespace }
      #expect(text.count > 5 && !file.contains(text), "note \(note.number)")
    }
  }

  @Test("The samples are of the six countries and the five settings, in three languages of notes")
  func spread() throws {
    let groups = try SampleTests.names.map { try SampleTests.session($0).group }
    #expect(groups.compactMap(\.country).sorted() == ["DK", "FR", "GB", "HR", "NL", "SI"])
    #expect(Set(groups.compactMap(\.setting)) == Set(try Samples.route().settings.keys))
    #expect(Set(groups.compactMap(\.notesLanguage)) == ["en", "nl", "fr"])
  }
}
