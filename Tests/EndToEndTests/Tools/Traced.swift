import Foundation
import PseudoTerminal

/// The system calls of a program under strace, and faults put into them.
///
/// The log lies apart from the study, so that no search of the study's bytes finds what strace has written.
final class Traced: Sendable {
  /// One system call as the log has it.
  struct Call: Sendable, CustomStringConvertible {
    let thread: Int
    let name: String
    let description: String
  }

  private let log = FileManager.default.temporaryDirectory.appending(path: "strace-\(UUID().uuidString)")
  private let options: [String]

  /// - Parameters:
  ///   - calls: which system calls are in the log.
  ///   - inject: what happens to some of them, as `-e inject=` has it.
  ///   - only: paths as the program gives them; calls that touch none of these are neither logged nor counted.
  init(_ calls: [String], inject: [String] = [], only paths: [String] = []) {
    options =
      ["-e", "trace=" + calls.joined(separator: ",")] + inject.flatMap { ["-e", "inject=" + $0] }
      + paths.flatMap { ["-P", $0] }
  }

  deinit { try? FileManager.default.removeItem(at: log) }

  /// What to put before the program's name.
  var wrapper: [String] { ["strace", "-f", "-s", "16", "-o", log.path] + options }

  /// Kills the program itself; strace ends with it.
  func kill(_ program: Program) throws {
    let text = try String(decoding: Data(contentsOf: log), as: UTF8.self)
    guard let first = text.split(separator: " ").first.flatMap({ pid_t($0) }) else {
      throw Stuck("strace cannot trace here (is ptrace forbidden?); its log: \(text.prefix(400))")
    }
    Glue.kill(first, SIGKILL)
    _ = try program.running.wait()
  }

  /// All of the log, once the program has ended.
  ///
  /// - Throws: if strace could not trace.
  func calls() throws -> [Call] {
    let text = (try? String(decoding: Data(contentsOf: log), as: UTF8.self)) ?? ""
    guard text.contains("+++ exited with ") || text.contains("+++ killed by ") else {
      throw Stuck("strace cannot trace here (is ptrace forbidden?); its log: \(text.prefix(400))")
    }
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
      guard words.count == 2, let thread = Int(words[0]) else { return nil }
      let call = words[1].drop { $0 == " " }
      guard let open = call.firstIndex(of: "("), call.first?.isLetter == true else { return nil }
      return Call(thread: thread, name: String(call[..<open]), description: String(call))
    }
  }
}
