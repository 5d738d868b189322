/// How a process ended.
public enum End: Equatable, Sendable, CustomStringConvertible {
  case exit(Int32)
  case signal(Int32)

  public var description: String {
    switch self {
    case .exit(let status): return "exit \(status)"
    case .signal(let signal): return "signal \(signal)"
    }
  }
}
