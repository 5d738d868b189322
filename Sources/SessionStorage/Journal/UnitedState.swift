internal import Interview

extension Session {
  func unitedState(with other: Session) -> (state: Session, joined: Int) {
    let union = united(with: other)
    return (union.session, union.joined.count)
  }
}

extension Review {
  func unitedState(with other: Review) -> (state: Review, joined: Int) {
    let union = united(with: other)
    return (union.review, union.joined.count)
  }

  // What a review has lost leaves no trace in it: what the session has destroyed goes when the review is opened.
  func takingOut(whatIsDestroyedIn main: Review) -> Review { self }
}
