import Foundation
import Testing

/// Compares lines with a golden file that a person can look at; `FOCUSGROUP_GOLDEN=rewrite` writes them anew.
func expectGolden(_ name: String, _ lines: [String], sourceLocation: SourceLocation = #_sourceLocation) throws
{
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name).txt")
  let text = lines.joined(separator: "\n") + "\n"
  if ProcessInfo.processInfo.environment["FOCUSGROUP_GOLDEN"] == "rewrite" {
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  let golden = try String(contentsOf: file, encoding: .utf8)
  for (index, (line, wanted)) in zip(lines, golden.split(separator: "\n", omittingEmptySubsequences: false))
    .enumerated()
  {
    guard line == wanted else {
      Issue.record("\(name).txt:\(index + 1): “\(line)”, not “\(wanted)”", sourceLocation: sourceLocation)
      return
    }
  }
  #expect(text == golden, sourceLocation: sourceLocation)
}

/// Compares the first block of code of the README with lines; the same flag writes it anew.
func expectPicture(_ lines: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
  let readme = try String(contentsOf: file, encoding: .utf8)
  let parts = readme.components(separatedBy: "```\n")
  try #require(parts.count > 2, sourceLocation: sourceLocation)
  let picture = lines.joined(separator: "\n") + "\n"
  if ProcessInfo.processInfo.environment["FOCUSGROUP_GOLDEN"] == "rewrite" {
    let drawn = [parts[0], picture] + parts.dropFirst(2)
    try drawn.joined(separator: "```\n").write(to: file, atomically: true, encoding: .utf8)
    return
  }
  #expect(parts[1] == picture, "the README's picture is not the screen", sourceLocation: sourceLocation)
}

/// The README shows these lines somewhere, indented as in a list. They are pasted by hand.
func expectShown(_ lines: [String], sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md")
  let readme = try String(contentsOf: file, encoding: .utf8)
  let indented = lines.map { $0.isEmpty ? "" : "   " + $0 }.joined(separator: "\n")
  let isShown = readme.contains(indented)
  #expect(isShown, "the README shows another screen than\n\(indented)", sourceLocation: sourceLocation)
}
