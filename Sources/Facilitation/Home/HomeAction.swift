internal import Interview
internal import Text

/// What can be done with a protocol or a session from home.
public enum HomeAction: String, CaseIterable, Sendable {
  /// Start a session with a protocol.
  case run
  /// The same with the protocol's short version.
  case runShort
  /// Go on with a session.
  case resume
  /// Play a session as it happened.
  case replay
  /// Watch a session that another program records.
  case follow
  /// Read a session as text.
  case show
  /// Validate a file.
  case check
  /// Read a protocol as a guide on paper.
  case print
  /// Destroy a session with everything that belongs to it.
  case discard
}

/// Something in home's list, by what it is called.
package enum HomeEntry: Equatable, Sendable {
  case `protocol`(HomeProtocol)
  case session(HomeSession)

  package var id: String {
    switch self {
    case .protocol(let found): return found.id
    case .session(let found): return found.id
    }
  }

  /// What can be done with it, the usual first.
  package var actions: [HomeAction] {
    switch self {
    case .protocol(let found):
      guard case .read(let heading) = found.content else {
        if case .faulty = found.content { return [.check] }
        return [.run, .print, .check]
      }
      return heading.shortMinutes == nil ? [.run, .print, .check] : [.run, .runShort, .print, .check]
    case .session(let found):
      switch found.content {
      // What has no session's name is a file that only its owner can tell.
      case .faulty: return found.id.contains(".") ? [.check] : [.check, .discard]
      case .unread: return found.hasJournal ? [.resume, .show, .check] : [.show, .check]
      case .read(let heading): return HomeEntry.actions(heading.standing)
      }
    }
  }

  private static func actions(_ standing: SessionStanding) -> [HomeAction] {
    switch standing {
    case .open, .cutOff, .cutOffDamaged, .ended: return [.resume, .replay, .show, .check, .discard]
    // What belongs to these is the original's as well, or is not here.
    case .elsewhere, .copy: return [.resume, .replay, .show, .check]
    case .damaged: return [.show, .check, .resume, .replay, .discard]
    case .finished: return [.replay, .show, .check, .resume, .discard]
    case .running: return [.follow, .show, .check]
    }
  }

  /// What an action does here, in words that follow its name.
  package func about(_ action: HomeAction) -> String {
    switch action {
    case .run: return "starts a session with it"
    case .runShort:
      guard case .protocol(let found) = self, case .read(let heading) = found.content,
        let short = heading.shortMinutes
      else { return "starts a session with its short version" }
      return "starts a session of \(plainNumber(short)) instead of \(plainNumber(heading.minutes)) minutes"
    case .resume:
      guard case .session(let found) = self, let standing = found.heading?.standing else {
        return "goes on with it"
      }
      switch standing {
      case .cutOff, .cutOffDamaged: return "recovers it: goes on where it was cut off"
      case .damaged: return "goes on with what can be read; the damaged file is kept"
      case .elsewhere: return "brings it here and goes on where it was cut off"
      case .ended: return "goes on with its debrief"
      case .finished: return "adds notes afterwards; it is finished"
      case .copy: return "goes on in the copy, not in the session itself"
      case .open, .running: return "goes on at the same question"
      }
    case .replay: return "plays it as it happened"
    case .follow: return "watches it live; another program records it"
    case .show: return "reads it as text, question by question"
    case .check:
      if case .protocol(let found) = self, !found.strays.isEmpty { return "tells what each of them is" }
      return "tells what is wrong with the file, if anything is"
    case .print: return "shows it as a guide on paper, and how to print it"
    case .discard: return "destroys it with its reviews and copies; wants its id typed"
    }
  }
}

extension HomeAction {
  /// How it is called in a list.
  package var title: String { self == .runShort ? "run short" : rawValue }
}
