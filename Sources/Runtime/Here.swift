#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Where the program was started.
public enum Here {
  /// The current folder, absolute; `/` if the system does not tell.
  public static var folder: String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }
}
