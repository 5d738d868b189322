import Facilitation
import Foundation
import Testing

@Suite("The documents tell what is true")
struct DocumentationTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  @Test("The man page names every command of the recording")
  func commands() throws {
    let page = try text("Documentation/focusgroup.1").replacing("\\-", with: "-")
    for line in Help.commands + ReplayHelp.commands {
      for command in line.prefix(while: { $0 != ":" }).split(whereSeparator: { " ,".contains($0) })
      where command.hasPrefix("/") {
        #expect(page.contains(command), "\(command) is not in the man page")
      }
    }
  }

  @Test("The man page has every command of the program")
  func subcommands() throws {
    let page = try text("Documentation/focusgroup.1")
    let folder = Self.root.appending(path: "Sources/focusgroup")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".swift")
    }
    .flatMap { try text("Sources/focusgroup/" + $0).components(separatedBy: "commandName: \"").dropFirst() }
    .compactMap { $0.components(separatedBy: "\"").first }.filter { $0 != "focusgroup" && $0 != "home" }
    #expect(names.count >= 7)
    for name in names {
      let isThere = [".BI ", ".BR ", ".B "].contains { page.contains("\n" + $0 + name + " ") }
      #expect(isThere, "\(name) is not among the commands of the man page")
    }
  }

  @Test(
    "The man page names every option of run, replay, print and rehearse",
    arguments: ["Run", "Replay", "Print", "Rehearse"])
  func options(command: String) throws {
    let page = try text("Documentation/focusgroup.1").replacing("\\-", with: "-")
    let source = try text("Sources/focusgroup/\(command)Command.swift")
    let names = source.split(separator: "\n").filter { $0.hasPrefix("  var ") && !$0.contains("study") }
      .compactMap { $0.split(whereSeparator: { " :".contains($0) }).dropFirst().first }
      .filter { $0 != "`protocol`" && $0 != "session" && $0 != "sample" }
    #expect(names.count >= (command == "Rehearse" ? 2 : 3))
    for name in names {
      let option = "--" + name.map { $0.isUppercase ? "-" + $0.lowercased() : String($0) }.joined()
      #expect(page.contains(option), "\(option) is not in the man page")
    }
  }

  @Test("Every file that the README points to is there")
  func links() throws {
    let readme = try text("README.md")
    let targets = readme.components(separatedBy: "](").dropFirst().compactMap {
      $0.components(separatedBy: ")").first
    }
    #expect(targets.count > 3)
    for target in targets where !target.contains("://") {
      #expect(FileManager.default.fileExists(atPath: Self.root.appending(path: target).path), "\(target)")
    }
  }
}
