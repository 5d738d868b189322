internal import Interview
internal import SessionStorage

/// Answers that are the same next time.
enum Remembered {
  /// A start costs no more in a study of ten thousand sessions than in one of a hundred.
  private static let mostLookedAt = 100

  /// The answers of the last session with this protocol to the questions that ask to be remembered.
  static func answers(for route: InterviewProtocol, in study: StudyFolder) -> [String: String] {
    let wanted = Set(route.setup.filter(\.remember).map(\.id))
    guard !wanted.isEmpty, let entries = try? study.catalogue().entries else { return [:] }
    // A sample is fiction: nobody's answers.
    for entry in entries.lazy.filter({ !$0.id.hasPrefix("sample-") }).prefix(mostLookedAt) {
      guard let listing = try? study.listings(of: [entry]).first, !listing.isBeingRecorded,
        case .success(let heading) = listing.heading, heading.protocolID == route.id
      else { continue }
      guard let recovered = try? Recovery.read(in: study, id: entry.id) else { return [:] }
      return recovered.session.answers.filter { wanted.contains($0.key) }
    }
    return [:]
  }
}
