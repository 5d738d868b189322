public import Facilitation
internal import Text
internal import TextScreen

/// Home in plain lines: lines in, text and a prompt out. Pure.
public struct HomeLines: Sendable {
  private var home: PlainHome
  private var output: [String] = []
  private var promptShown = false

  /// Home that was opened.
  public init(_ home: PlainHome) { self.home = home }

  /// Takes an event.
  ///
  /// - Returns: what has to be done, in order.
  public mutating func handle(_ event: HomeEvent) -> [HomeEffect] {
    switch event {
    case .line(let line):
      promptShown = false
      guard case .text(let text) = line else { return [.say(["error: the line is too long"])] }
      return home.enter(typedText(text))
    case .inputEnded, .interrupted:
      // The terminal has shown what was typed, and no end of the line.
      promptShown = false
      output.append("")
      return event == .interrupted ? home.interrupt() : [.quit]
    case .continued: promptShown = false
    case .key, .woke, .resized: break
    }
    return []
  }

  /// Takes what became of something that was asked for.
  public mutating func handle(_ news: HomeNews) -> [HomeEffect] { home.handle(news) }

  /// Says lines, once they are taken.
  public mutating func say(_ lines: [String]) { output += lines }

  /// Takes what is to be written now, safe for a terminal.
  ///
  /// - Parameters:
  ///   - width: columns of the terminal, which would break lines in the middle of words.
  ///   - isLast: something else takes the terminal, or home is left.
  public mutating func takeOutput(width: Int, isLast: Bool = false) -> String {
    let broken = output.flatMap { line in
      let parts = wrapped(line, width: max(20, width - 1))
      return line.first == " " || parts.isEmpty ? [line] : parts
    }
    output = []
    let text = broken.map { safeText($0) + "\n" }.joined()
    defer { promptShown = !isLast }
    return promptShown || isLast ? text : text + home.prompt + " "
  }
}
