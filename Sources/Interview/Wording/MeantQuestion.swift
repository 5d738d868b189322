/// Why words lead to no question of a protocol.
public enum NoQuestion: Error, Equatable, Sendable {
  /// None is called so.
  case unknown
  /// More than one is.
  case ambiguous([QuestionID])
}

extension Session {
  /// The question that is meant: by its id, the start of it, or a word of its title in any language; an exact id wins.
  /// Words that fit several questions mean none.
  ///
  /// - Parameter byNumber: a number means its place in the route, from 1.
  public func question(meantBy words: String, byNumber: Bool) -> Result<Question, NoQuestion> {
    let questions = `protocol`.questions
    let key = words.lowercased()
    if let exact = questions.first(where: { $0.id == words })
      ?? questions.first(where: { $0.id.lowercased() == key })
    {
      return .success(exact)
    }
    if byNumber, let number = Int(key), questions.indices.contains(number &- 1) {
      return .success(questions[number &- 1])
    }
    let near = questions.filter { question in
      question.id.lowercased().hasPrefix(key)
        || titles(of: question).contains { title in
          title == key
            || title.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).contains { $0.hasPrefix(key) }
        }
    }
    guard let found = near.first else { return .failure(.unknown) }
    return near.count == 1 ? .success(found) : .failure(.ambiguous(near.map(\.id)))
  }

  /// Notes may be in another language than the talk: a title counts in every language it has.
  private func titles(of question: Question) -> [String] {
    var titles = [title(of: question)]
    if case .byLanguage(let texts) = question.title { titles += texts.values }
    return titles.map { $0.lowercased() }
  }
}
