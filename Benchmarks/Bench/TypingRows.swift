import Foundation
import Interview
import SessionStorage

extension Measurements {
  /// What a typist of sixty words a minute needs for all notes of the samples, at the pace of the groups: in shorthand, and
  /// written out. Worked out, not timed: the same in every run.
  var typingRows: [Row] {
    let sessions = Measurements.samples
    guard !sessions.isEmpty else {
      complain("not worked out: typing; the samples are not in Sessions/")
      return []
    }
    let rehearsals = sessions.map { ($0, Rehearsal(of: $0, longestSilence: nil)) }
    let short = rehearsals.map { session, said in Typist(said) { $0.shorthand(in: session) } }
    let long = rehearsals.map { session, said in Typist(said) { $0.longhand(in: session) } }
    let keys = { (all: [Typist]) in all.flatMap(\.keys).map(Double.init) }
    let lags = { (all: [Typist]) in all.flatMap(\.lags).map(Double.init) }
    let mean = { (values: [Double]) in values.reduce(0, +) / Double(max(1, values.count)) }
    let seconds = { (milliseconds: Double) in fixed(milliseconds / 1000, digits: 1) + " s" }
    return [
      typing("keys a note", mean(keys(short)), mean(keys(long))) { fixed($0, digits: 1) },
      typing("last word to first key, p50", middle(of: lags(short)), middle(of: lags(long)), seconds),
      typing(
        "last word to first key, p90", quantile(0.9, of: lags(short)), quantile(0.9, of: lags(long)), seconds),
    ].compactMap(\.self)
  }

  private func typing(_ what: String, _ ours: Double?, _ theirs: Double?, _ unit: (Double) -> String) -> Row?
  {
    guard let ours, let theirs else { return nil }
    let ratio = theirs > 0 ? ours / theirs : ours > 0 ? .infinity : 1
    return Row(
      what: "typing the samples, \(what)", ours: unit(ours), peer: "written out \(unit(theirs))",
      ratio: ratio,
      goal: nil)
  }

  /// The fictional groups of this repository.
  private static var samples: [Session] {
    let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let study = StudyFolder(path: repository.path, statePath: repository.path)
    let sessions = ((try? study.sessions()) ?? []).sorted { $0.id < $1.id }
      .compactMap { try? Recovery.read(in: study, id: $0.id).session }
    return sessions.filter { Session.isFictional(id: $0.id, title: $0.title) }
  }
}
