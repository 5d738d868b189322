import Foundation
import PseudoTerminal

/// What a program that ended has left.
struct Outcome {
  let end: End
  let outBytes: [UInt8]
  let errBytes: [UInt8]

  var out: String { String(decoding: outBytes, as: UTF8.self) }
  var err: String { String(decoding: errBytes, as: UTF8.self) }
  var lines: [String] { out.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }

  /// The answers that acknowledge a note, in order.
  var saved: [String] { lines.filter { $0.hasPrefix("saved ") } }
}

/// The program, or a command around it, with pipes to it and from it.
final class Program {
  let running: Running
  /// What it prints, and what it complains of.
  let out: Output
  let err: Output
  private var input: Int32

  /// Starts a command; the study's environment tells it where everything is.
  init(_ command: [String], in study: Study, with extra: [String: String] = [:], folder: String? = nil) throws
  {
    let toIt = try Glue.pipe()
    let fromIt = try Glue.pipe()
    let complaints = try Glue.pipe()
    defer { for end in [toIt.read, fromIt.write, complaints.write] { close(end) } }
    running = try Running(
      command, environment: study.environment.merging(extra) { $1 }, folder: folder,
      standard: .descriptors(input: toIt.read, output: fromIt.write, error: complaints.write))
    input = toIt.write
    out = Output(fromIt.read)
    err = Output(complaints.read)
  }

  deinit { closeInput() }

  /// Types, without Enter.
  func type(_ text: String) { write([UInt8](text.utf8)) }

  /// Types a line and Enter.
  func enter(_ line: String) { type(line + "\n") }

  func write(_ bytes: [UInt8]) { Glue.write(bytes, to: input) }

  /// Ends its input.
  func closeInput() {
    guard input >= 0 else { return }
    close(input)
    input = -1
  }

  /// Waits for the next answer with this text, and gives its line.
  @discardableResult
  func answer(_ text: String) throws -> String { try out.next(text) }

  /// Waits until everything that was typed has been answered, durable and all.
  func settle() throws {
    enter("/help /p")
    try answer("/p 3 function=policy")
  }

  /// Kills it, as a power cut would.
  func kill() throws {
    running.send(SIGKILL)
    _ = try running.wait()
  }

  /// Waits for its end and for all it had to say.
  func outcome(within seconds: Double = 90) throws -> Outcome {
    let end = try running.wait(within: seconds)
    return Outcome(end: end, outBytes: try out.whole(), errBytes: try err.whole())
  }
}
