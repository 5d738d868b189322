internal import Facilitation
internal import SessionStorage

extension Destruction {
  init(_ erased: ErasedElsewhere) {
    self.init(
      reviewers: erased.reviewers, cleaned: erased.copies.cleaned.count,
      holders: erased.copies.holders.map { Holder(name: $0.name, reason: $0.reason) })
  }
}

extension ErasedElsewhere {
  /// What is said of it when the screen that told of it is gone: each file, however many there are.
  var farewell: [String] {
    guard !isEverywhere else { return [] }
    let reviews = reviewers.isEmpty ? [] : [Destruction.notErased(reviewers)]
    return reviews + copies.holders.map { StorageNotice.mayHold(file: $0.name, reason: $0.reason).message }
  }
}
