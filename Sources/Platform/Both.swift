/// Does two things at a time, the second on a thread of its own; one after the other where there is no thread.
package func both<First, Second: Sendable>(
  _ first: () -> First, _ second: @escaping @Sendable () -> Second
) -> (First, Second) {
  guard let result = try? Monitor<Second?>(nil),
    (try? startThread {
      let value = second()
      result.with { $0 = value }
    }) != nil
  else { return (first(), second()) }
  let one = first()
  while true {
    if let two = result.wait({ $0 }) { return (one, two) }
  }
}
