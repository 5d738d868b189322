import Foundation
import Fuzzing
import Testing

/// Everything that reads what others may write, given what others might. Each target is read in a process of its own,
/// so that a crash or a hang is a finding and not the end of the tests.
@Suite("Whatever there is to read")
struct FuzzTests {
  private static let proves = ProcessInfo.processInfo.environment["FOCUSGROUP_PROVE"] == "1"
  /// Another one with `FOCUSGROUP_SEED`.
  private static let seed =
    ProcessInfo.processInfo.environment["FOCUSGROUP_SEED"].flatMap { UInt64($0) } ?? 20_261_124

  @Test(
    "It is read or refused: nothing crashes, hangs or takes much memory", arguments: Target.all.map(\.name))
  func reads(_ name: String) async throws {
    #expect(try !Corpus.inputs(of: name).isEmpty, "no corpus")
    let seed = Self.seed
    let seconds: Double = Self.proves ? 40 : 0.6
    let file = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(UUID().uuidString)").path
    defer {
      try? FileManager.default.removeItem(atPath: file)
      try? FileManager.default.removeItem(atPath: file + ".outcome")
    }
    let result = await #expect(processExitsWith: .success, "\(name), seed \(seed)") {
      [name = name as String, seed = seed as UInt64, seconds = seconds as Double, file = file as String] in
      let target = try #require(Target.named(name))
      let fuzzer = try Fuzzer(target, corpus: try Corpus.inputs(of: name), file: file)
      switch fuzzer.run(seed: seed, seconds: seconds) {
      case .clean(let inputs):
        try "\(inputs) inputs".write(toFile: file + ".outcome", atomically: false, encoding: .utf8)
      case .fault(let fault):
        try fault.write(toFile: file + ".outcome", atomically: false, encoding: .utf8)
        exit(1)
      }
    }
    let outcome =
      (try? String(contentsOfFile: file + ".outcome", encoding: .utf8)) ?? "no outcome: a crash or a hang"
    print("fuzz \(name): seed \(seed), \(outcome)")
    if result == nil {
      let input = Fuzzer.input(in: file)
      Issue.record(
        "\(name): \(outcome)\nthe input, to be kept in Tests/Fuzz/Corpus/\(name)/: \(Data(input).base64EncodedString())"
      )
    }
  }

  @Test("The same seed gives the same inputs")
  func repeats() throws {
    let corpus = try Corpus.inputs(of: "session")
    var first = Mutator(seed: 3, corpus: corpus, words: [])
    var second = Mutator(seed: 3, corpus: corpus, words: [])
    for _ in 0..<100 { #expect(first.next() == second.next()) }
  }
}
