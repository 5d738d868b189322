public import Interview

/// A session as a file: `Sessions/<id>.json`, format `focusgroup.session`, version 1.
///
/// Top-level keys come in a fixed order, one a line, what lists show first, the protocol and the notes last;
/// each element of a top-level list has its own line; inside objects the keys are sorted. What is false, none or
/// empty is absent.
public enum SessionFormat {
  /// Names the format in the file.
  public static let name = "focusgroup.session"
  /// The version that is written; a higher one is read only for reading.
  public static let version = 1
  /// How much of a file's beginning holds its heading, unless somebody has written a very long title or place.
  public static let headingLength = 8192
  /// As far as a heading is looked for: what stands later is in no list.
  public static let mostOfHeading = 1 << 20

  /// The file. The same session gives the same bytes.
  public static func bytes(of session: Session) -> [UInt8] {
    // What is reserved and not used takes no memory.
    var file = FileWriter(size: session.notes.count * 512)
    _ = StoredHeading(&file, StoredHeading(of: session))
    _ = StoredSessionCourse(&file, StoredSessionCourse(of: session))
    file.keep(session.unknown, but: keys)
    file.put("protocol", session.protocol)
    file.putLines("notes", session.notes)
    return file.end()
  }

  /// Reads a whole file; `file` names it in messages.
  ///
  /// - Throws: `invalid` with the place of the first fault; `newer` for a file of a newer program, with the
  ///   session as far as it is understood.
  public static func read(_ bytes: [UInt8], file: String) throws(FormatError) -> Session {
    var contents: SessionFileReader
    do { contents = try SessionFileReader(bytes) } catch { throw error.error(in: bytes, file: file) }
    let session: Session
    do {
      session = try contents.session()
    } catch {
      guard contents.version <= version else {
        throw .newer(file: file, version: contents.version, session: nil)
      }
      throw error.error(in: bytes, file: file)
    }
    guard contents.version <= version else {
      throw .newer(file: file, version: contents.version, session: session)
    }
    return session
  }

  /// Reads every value of a whole file, and keeps no note.
  ///
  /// - Returns: the session without its notes, and how many there are.
  static func count(_ bytes: [UInt8]) throws(FormatError) -> (session: Session, notes: Int) {
    var contents: SessionFileReader
    do { contents = try SessionFileReader(bytes, keepsNotes: false) } catch {
      throw error.error(in: bytes, file: "")
    }
    guard contents.version <= version else { throw .newer(file: "", version: contents.version, session: nil) }
    do { return (try contents.session(), contents.count) } catch { throw error.error(in: bytes, file: "") }
  }

  /// Reads a whole file in which numbers may be out of their range: each is taken as the nearest in it.
  ///
  /// - Returns: the session, and where numbers were out of range: nowhere in a file that `read` reads.
  /// - Throws: as `read`, for a file in which something else is wrong.
  public static func readMending(
    _ bytes: [UInt8], file: String
  ) throws(FormatError) -> (session: Session, faults: [FormatFault]) {
    do {
      return (try read(bytes, file: file), [])
    } catch {
      guard case .invalid(let first) = error, var contents = try? SessionFileReader(bytes, mending: true),
        contents.version <= version, let session = try? contents.session()
      else { throw error }
      return (session, contents.faults.told(after: first, in: bytes, file: file))
    }
  }

  /// Reads what lists show from the beginning of a file, at best its first `headingLength` bytes; `file` names
  /// it in messages. In a file whose keys somebody has put in another order the heading may be found later.
  ///
  /// - Throws: `invalid`; `headingIncomplete` if `prefix` holds too little: then give more, up to `mostOfHeading`.
  public static func readHead(_ prefix: [UInt8], file: String) throws(FormatError) -> StoredHeading {
    var members: [String: JSON]
    do { members = try head(of: prefix) } catch {
      guard !error.isEnd else { throw .headingIncomplete(file: file) }
      throw error.error(in: prefix, file: file)
    }
    // What lists do not show is told where the whole file is read, and so is a number out of range.
    members["timeZone"] = nil
    members["budget"] = nil
    var mender = NumberMender()
    do throws(Mismatch) {
      return try mender.read(.object(members)) { json throws(Mismatch) in
        var fields = try Fields(json)
        return try StoredHeading(&fields, nil)
      }
    } catch {
      throw error.error(in: prefix, file: file)
    }
  }

  /// The members up to `summary`, if only members of the heading come before it; else all.
  private static func head(of prefix: [UInt8]) throws(JSONReader.Fault) -> [String: JSON] {
    let wanted = Set(StoredHeading.keys)
    var members: [String: JSON] = [:]
    var isInOrder = true
    var reader = JSONReader(prefix, takesAnyNumber: true)
    var first = true
    try reader.openObject()
    while let key = try reader.nextKey(&first) {
      let value = try reader.value(depth: 1)
      guard wanted.contains(key) else {
        isInOrder = false
        continue
      }
      guard members.updateValue(value, forKey: key) == nil else {
        throw reader.fault("the key \(JSONWriter.quoted(key)) is there twice")
      }
      if key == "summary", isInOrder { break }
    }
    return members
  }

  /// All keys at the top that this version knows.
  static let keys = Set(StoredHeading.keys + StoredSessionCourse.keys + ["protocol", "notes"])
}
