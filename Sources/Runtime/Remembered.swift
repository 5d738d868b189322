internal import Interview
internal import SessionStorage

/// Answers that are the same next time.
enum Remembered {
  /// The answers of the last session with this protocol to the questions that ask to be remembered.
  static func answers(for route: InterviewProtocol, in study: StudyFolder) -> [String: String] {
    let wanted = Set(route.setup.filter(\.remember).map(\.id))
    guard !wanted.isEmpty, let listings = try? study.sessions() else { return [:] }
    let last = listings.last { listing in
      guard case .success(let heading) = listing.heading else { return false }
      // A sample is fiction: nobody's answers.
      return heading.protocolID == route.id && !listing.isBeingRecorded && !listing.id.hasPrefix("sample-")
    }
    guard let last, let recovered = try? Recovery.read(in: study, id: last.id) else { return [:] }
    return recovered.session.answers.filter { wanted.contains($0.key) }
  }
}
