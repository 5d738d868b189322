import Foundation
import Interview
import MemoryDisks
import Testing

@testable import SessionStorage

/// Finding studies, protocols and sessions.
@Suite struct StudyTests {
  @Test func `the study is the one named, else the variable's, else the nearest, else the user's own`() throws
  {
    let disk = MemoryDisk()
    for path in ["/a", "/a/study", "/a/study/Protocols", "/a/study/deep", "/a/study/deep/er"] {
      try disk.makeFolder(path: path)
    }
    func located(
      _ explicit: String? = nil, _ environment: [String: String] = [:],
      from folder: String = "/a/study/deep/er"
    ) -> String {
      StudyFolder.locate(
        explicit: explicit, environment: environment.merging(["HOME": "/home/anna"]) { own, _ in own },
        currentFolder: folder, disk: disk
      ).path
    }
    #expect(located("other") == "/a/study/deep/er/other")
    #expect(located("/b/./c/", ["FOCUSGROUP_STUDY": "/v"]) == "/b/c")
    #expect(located(nil, ["FOCUSGROUP_STUDY": "/v"]) == "/v")
    #expect(located("", ["FOCUSGROUP_STUDY": ""]) == "/a/study")
    #expect(located(from: "/a/study") == "/a/study")
    #expect(located(from: "/a") == "/home/anna/.local/share/focusgroup")
    #expect(located(nil, ["XDG_DATA_HOME": "/data"], from: "/a") == "/data/focusgroup")
    #expect(located(nil, ["XDG_DATA_HOME": "data"], from: "/a") == "/home/anna/.local/share/focusgroup")
    let state = StudyFolder.locate(
      explicit: "/a", environment: ["HOME": "/home/anna", "XDG_STATE_HOME": "/st"], currentFolder: "/")
    #expect(state.statePath == "/st/focusgroup")
  }

  @Test func `making a study makes its folders, and again changes nothing`() throws {
    let folder = try RealFolder()
    let study = StudyFolder(path: folder.path + "/x/y/z", statePath: folder.path)
    #expect(!study.isThere)
    try study.create()
    try study.create()
    #expect(study.isThere && folder.mode("x/y/z/Protocols") == "700")
  }

  @Test func `the folders of a study outlast a power cut, whoever made them`() throws {
    for alreadyMade in [[], ["/new"], ["/new", "/new/deep"], ["/new", "/new/deep", "/new/deep/Sessions"]] {
      let disk = MemoryDisk()
      for path in alreadyMade { try disk.makeFolder(path: path) }
      let study = StudyFolder(path: "/new/deep", statePath: "/state", disk: disk)
      try study.create()
      // What the first folder's own name needs, its maker above it has to do.
      #expect(disk.unnamedFolders.filter { $0 != "/new" || alreadyMade.isEmpty } == [])
    }
  }

  @Test func `what was put into a study or remembered outlasts a power cut`() throws {
    let disk = MemoryDisk()
    let study = StudyFolder(path: "/study", statePath: "/state", disk: disk)
    try study.create()
    #expect(try study.addProtocolFile("example.yaml", Array("id: example".utf8)))
    try Preferences(environment: ["HOME": "/home/anna"], disk: disk).keep(reviewer: "anna")
    #expect(disk.unnamedFolders == [])
    for seed in 1...50 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      let left = disk.afterPowerCut(&random)
      let again = StudyFolder(path: "/study", statePath: "/state", disk: left)
      #expect(
        try again.protocolBytes(named: "example", currentFolder: "/").bytes == Array("id: example".utf8))
      #expect(Preferences(environment: ["HOME": "/home/anna"], disk: left).reviewer == "anna")
    }
  }

  @Test func `a person's abbreviations are read where they are; of a broken file one line tells`() throws {
    let folder = try RealFolder()
    let preferences = Preferences(environment: ["XDG_CONFIG_HOME": folder.path])
    func read(_ yaml: String) throws -> (texts: [String: LocalText], trouble: String?) {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/focusgroup", withIntermediateDirectories: true)
      try Data(yaml.utf8).write(to: URL(filePath: folder.path + "/focusgroup/abbreviations.yaml"))
      return preferences.abbreviations
    }
    #expect(preferences.abbreviations == ([:], nil))
    #expect(Preferences(environment: [:]).abbreviations == ([:], nil))
    #expect(try read("") == ([:], nil))
    #expect(try read("# none yet\n") == ([:], nil))
    #expect(
      try read("mgmt: management\norg: {nl: organisatie}\n") == (
        ["mgmt": .plain("management"), "org": .byLanguage(["nl": "organisatie"])], nil
      ))
    let path = folder.path + "/focusgroup/abbreviations.yaml"
    let broken = try read("ok: fine\na b: x\nc: \"\\e[2J\"\n")
    #expect(broken.texts.isEmpty)
    let start = "your own abbreviations are not used: "
    #expect(
      broken.trouble?.hasPrefix("\(start)\(path):2:1: error: `abbreviations`: `a b` is not 1-20 letters")
        == true)
    #expect(broken.trouble?.hasSuffix(" (and 1 more)") == true)
    // What is told of a protocol is not told of it.
    for text in ["a:\tb\na:\tc\n", "## One\n## Two\na b: x\n"] {
      #expect(try read(text).trouble?.contains("error: this is") == false, "\(text)")
    }
    #expect(
      try read("%PDF-1.7").trouble?.hasSuffix(
        "this is a PDF, no list of abbreviations: its lines are as in `mgmt: management`") == true)
    #expect(try read("a: [").trouble?.hasPrefix("\(start)\(path):") == true)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(preferences.abbreviations.texts.isEmpty)
    #expect(preferences.abbreviations.trouble?.hasPrefix(start + path) == true)
  }

  // MARK: Protocols

  @Test func `a protocol is found by its path, its id, or the beginning of just one id`() throws {
    let folder = try RealFolder()
    for id in ["cogov", "cogov-professionals", "cogov-citizens", "Museum"] {
      try folder.write(id, to: "Protocols/\(id).yaml")
    }
    try folder.write("no", to: "Protocols/.hidden.yaml")
    try folder.write("no", to: "Protocols/notes.txt")
    let study = folder.study
    func found(_ name: String) throws -> String {
      String(decoding: try study.protocolBytes(named: name, currentFolder: folder.path).bytes, as: UTF8.self)
    }
    #expect(try study.protocols() == ["Museum", "cogov", "cogov-citizens", "cogov-professionals"])
    #expect(try found("cogov") == "cogov")
    #expect(try found("cogov-p") == "cogov-professionals")
    #expect(try found("mus") == "Museum")
    #expect(try found("study/Protocols/Museum.yaml") == "Museum")
    #expect(try found(folder.protocols + "Museum.yaml") == "Museum")
    #expect(
      throws: StorageError.ambiguous("cog", candidates: ["cogov", "cogov-citizens", "cogov-professionals"])
    ) {
      try found("cog")
    }
    #expect(throws: StorageError.notFound("protocol", "zoo")) { try found("zoo") }
    #expect(throws: StorageError.notFound("protocol", "")) { try found("") }
    #expect(throws: StorageError.self) { try found("../study/Protocols") }
    #expect(throws: StorageError.self) { try found("Protocols/\0.yaml") }
  }

  @Test func `a protocol larger than a mebibyte, and what is no file, is refused unread`() throws {
    let folder = try RealFolder()
    let path = folder.protocols + "big.yaml"
    try Data(count: (1 << 20) + 1).write(to: URL(fileURLWithPath: path))
    #expect(throws: StorageError.tooLarge(path: path, limit: 1 << 20)) {
      try folder.study.protocolBytes(named: "big", currentFolder: "/")
    }
    for obstacle in LockTests.Obstacle.allCases {
      rmdir(folder.protocols + "odd.yaml")
      try obstacle.put(at: folder.protocols + "odd.yaml")
      for name in ["odd", folder.protocols + "odd.yaml"] {
        #expect(throws: StorageError.self, "\(obstacle)") {
          try folder.study.protocolBytes(named: name, currentFolder: "/")
        }
      }
    }
  }

  // MARK: Sessions

  @Test func `sessions are listed with what they are, and a bad one spoils nothing`() throws {
    let folder = try RealFolder()
    try folder.left("left")
    try folder.cutOff("cut")
    let open = try folder.create("running")
    try folder.write("{}", to: "Sessions/bad.json")
    try folder.write("x", to: "Sessions/left.review-anna.json")
    try folder.write("x", to: "Sessions/left.journal.torn")
    try folder.write("x", to: "Sessions/notes.txt")
    let list = try folder.study.sessions()
    #expect(list.map(\.id) == ["cut", "left", "running", "bad"])
    #expect(list.map(\.wasCutOff) == [true, false, false, false])
    #expect(list.map(\.isBeingRecorded) == [false, false, true, false])
    #expect(
      try list.prefix(3).map { try $0.heading.get().uuid } == ["5b1e-cut", "5b1e-left", "5b1e-running"])
    guard case .failure(.invalid) = list[3].heading else {
      Issue.record("\(list[3].heading)")
      return
    }
    #expect(try folder.study.listing("left") == list[1])
    try open.abandon()
  }

  @Test func `a session is found by its id, or the beginning of just one id, whatever the case`() throws {
    let folder = try RealFolder()
    for id in ["cogov-NL02", "cogov-NL021", "cogov-BE01"] { try folder.left(id) }
    let study = folder.study
    #expect(try study.findSession("cogov-NL02") == "cogov-NL02")
    #expect(try study.findSession("COGOV-nl02") == "cogov-NL02")
    #expect(try study.findSession("cogov-b") == "cogov-BE01")
    #expect(throws: StorageError.ambiguous("cogov-n", candidates: ["cogov-NL02", "cogov-NL021"])) {
      try study.findSession("cogov-n")
    }
    #expect(throws: StorageError.notFound("session", "x")) { try study.findSession("x") }
    #expect(throws: StorageError.badName("../x")) { try study.findSession("../x") }
  }

  @Test func `a name may be a session's or a protocol's, and an exact id wins over every start`() throws {
    let folder = try RealFolder()
    for id in ["cogov", "zoo", "zoo-short"] { try folder.write("x", to: "Protocols/\(id).yaml") }
    for id in ["cogov-NL01", "cogov-NL02", "zoo-1", "zoo"] { try folder.left(id) }
    let study = folder.study
    #expect(try study.meant(by: "cogov") == .protocol("cogov"))
    #expect(try study.meant(by: "cogov-NL02") == .session("cogov-NL02"))
    #expect(try study.meant(by: "zoo") == .session("zoo"))
    #expect(try study.meant(by: "zoo", protocolsFirst: true) == .protocol("zoo"))
    #expect(try study.meant(by: "zoo-1", protocolsFirst: true) == .session("zoo-1"))
    #expect(try study.meant(by: "zoo-s") == .protocol("zoo-short"))
    #expect(try study.meant(by: "co", protocolsFirst: true) == .protocol("cogov"))
    #expect(throws: StorageError.ambiguous("co", candidates: ["cogov-NL01", "cogov-NL02", "cogov"])) {
      try study.meant(by: "co")
    }
    #expect(throws: StorageError.notFound("session or protocol", "x")) { try study.meant(by: "x") }
    #expect(throws: StorageError.badName("../x")) { try study.meant(by: "../x") }
  }

  @Test func `a session is also found by the path of one of its files`() throws {
    let folder = try RealFolder()
    try folder.left("one")
    let elsewhere = StudyFolder(path: "/nowhere", statePath: "/nowhere")
    for name in ["study/Sessions/one.json", folder.sessions + "one.journal"] {
      guard case .session(let study, let id) = try elsewhere.place(of: name, currentFolder: folder.path)
      else {
        Issue.record("\(name)")
        continue
      }
      #expect(study.path == folder.study.path && id == "one")
    }
    try FileManager.default.copyItem(atPath: folder.sessions + "one.json", toPath: folder.path + "/copy.json")
    guard case .file(let path) = try folder.study.place(of: "copy.json", currentFolder: folder.path) else {
      Issue.record("copy.json")
      return
    }
    #expect(try Recovery.read(file: path).session.id == "one")
    guard case .session(_, id: "one") = try folder.study.place(of: "on", currentFolder: "/") else {
      Issue.record("on")
      return
    }
  }

  @Test func `the listing of an unreadable or missing study says so`() throws {
    let study = StudyFolder(path: "/nowhere/at/all", statePath: "/nowhere")
    #expect(throws: StorageError.notFound("folder", "/nowhere/at/all/Sessions")) { try study.sessions() }
    #expect(throws: StorageError.notFound("folder", "/nowhere/at/all/Protocols")) { try study.protocols() }
  }

  @Test func `a right that is missing is not called a fault of the disk`() {
    let error = StorageError(SystemFault(call: .open, code: EACCES), path: "/study/x.json", creating: false)
    #expect(error == .noRight(path: "/study/x.json", call: "open"))
    #expect(error.message.contains("not allowed") && !error.message.contains("disk"))
    let making = StorageError(SystemFault(call: .open, code: EACCES), path: "/study/x.json", creating: true)
    #expect(making.message.contains("choose another folder"))
  }

  @Test func `every message is one printable line`() {
    let evil = "a\u{1B}[2J\n\u{202E}\u{9B}b"
    let errors: [StorageError] = [
      .notFound("session", evil), .ambiguous(evil, candidates: [evil]), .badName(evil),
      .openElsewhere(session: evil), .openElsewhere(session: evil, reviewer: evil), .badReviewer(evil),
      .notAFile(path: evil, kind: "pipe"), .tooLarge(path: evil, limit: 1),
      .invalid(path: evil, problem: evil), .newerVersion(path: evil), .foreignJournal(path: evil),
      .nothingRecorded(path: evil), .cannotCreate(path: evil, reason: evil), .full(path: evil, reason: evil),
      .readOnly(path: evil), .noRight(path: evil, call: "open"), .failed("write", path: evil, reason: evil),
      .unverified(path: evil), .closed,
    ]
    for error in errors {
      #expect(error.message.unicodeScalars.allSatisfy { $0.value >= 32 && !(0x7F...0x9F).contains($0.value) })
      #expect(
        !error.message.unicodeScalars.contains("\u{202E}") && [65, 66, 73, 74, 75].contains(error.exitStatus))
    }
  }
}
