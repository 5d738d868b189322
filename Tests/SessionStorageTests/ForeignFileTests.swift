import Foundation
import Testing

@testable import SessionStorage

@Suite("A file that is no protocol")
struct ForeignFileTests {
  /// A packed file with one file in it, as far as its names tell.
  private static func packed(_ name: String, _ content: String = "") -> [UInt8] {
    Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 26) + Array((name + content).utf8)
  }

  private static let files: [(name: String, bytes: [UInt8], is: String?)] = [
    ("a.docx", packed("[Content_Types].xml") + packed("word/document.xml"), "a Word document"),
    ("a.yaml", packed("word/document.xml"), "a Word document"),
    (
      "a.odt", packed("mimetype", "application/vnd.oasis.opendocument.text"),
      "a document of LibreOffice (ODF)"
    ),
    ("a.xlsx", packed("xl/workbook.xml"), "a spreadsheet"),
    ("a.ods", packed("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), "a spreadsheet"),
    ("a.pptx", packed("ppt/presentation.xml"), "a presentation"),
    ("a.zip", packed("guide.txt"), "a packed file (ZIP)"),
    ("a.rtf", Array("{\\rtf1\\ansi Guide}".utf8), "a word processor's document (RTF)"),
    ("a", Array("%PDF-1.7\n%\u{E2}".utf8), "a PDF"),
    (
      "a.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
      "a Word or other Office document of the old kind"
    ),
    ("a.yaml", Array("\u{FEFF}\n<!DOCTYPE HTML>\n<p>".utf8), "a web page (HTML)"),
    ("a", Array("<?xml version=\"1.0\"?>\n<html>".utf8), "a web page (HTML)"),
    ("guide", Array("# Guide\n\n## Questions\n1. What?\n2. Why: so?\n".utf8), "Markdown"),
    ("guide.yaml", Array("---\ntitle: \"T\"\n---\n\n* Be *friendly*\n* **No** leading\n".utf8), "Markdown"),
    ("guide.md", Array("Just words: here\n- and *there*\n".utf8), "Markdown"),
    ("codes.csv", Array("code,name\na,B\n".utf8), "a table (CSV)"),
    ("codes.yaml", Array("code,name,about\n1.1,B,\"x, y\"\n1.2,C,z\n".utf8), "a table (CSV)"),
    ("codes", Array("code;name\na;B\n".utf8), "a table (CSV)"),
    ("codes.tsv", Array("code\tname\na\tB\n".utf8), "a table (TSV)"),
    ("codes.csv", Array("code\na\n".utf8), "a table (CSV)"),
    ("guide", Array("## Opening\nWhat do you do?\n## Closing\nWhat else: all?\n".utf8), "Markdown"),
    // Protocols with faults, and what nobody can tell.
    ("a.yaml", Array("\"protocol\": p\n## One\n## Two\n* x\n".utf8), nil),
    ("a.yaml", Array("## One\n## Two\ntitle: x\n".utf8), nil),
    ("a.yaml", Array("protocol: p\n## One\n## Two\n* x\n".utf8), nil),
    ("a.md", Array("questions:\n* x\n".utf8), nil),
    ("a.yaml", Array("# a comment\ntitle: T\nversion: 1\n- x\n".utf8), nil),
    ("a.yaml", Array("title: one, two\nabout: three, four\nversion: a, b\nx: y, z\n".utf8), nil),
    ("a.yaml", Array("What, then?\n".utf8), nil),
    ("a.yaml", [], nil),
  ]

  @Test("is named for what it is, by what is in it before its name", arguments: files.indices)
  func named(_ index: Int) throws {
    let file = Self.files[index]
    let faults = try #require(failure(of: ProtocolReader.read(file.bytes, file: file.name)))
    let told = "\(file.name):1:1: error: this is \(file.is ?? ""), no protocol: "
    if file.is == nil {
      #expect(!faults.description.contains("no protocol: "))
    } else {
      #expect(faults.all.count == 1 && faults.description.hasPrefix(told), "\(faults)")
      #expect(faults.description.contains("focusgroup init") || faults.description.contains("take out"))
    }
  }

  @Test("of over 1 MiB is named by its beginning, and one in Protocols/ is told with what to do")
  func inStudy() throws {
    let folder = try RealFolder()
    try folder.write("a", to: "Protocols/good.yaml")
    try folder.write("# Guide\n* a\n* b\n", to: "Protocols/guide.md")
    try folder.write("protocol: x\n", to: "Protocols/my guide.yaml")
    try folder.write("words", to: "Protocols/notes.txt")
    for name in ["README.md", "protocol.schema.json", ".hidden.md", "good.yaml~"] {
      try folder.write("x", to: "Protocols/" + name)
    }
    let large = Self.packed("word/document.xml") + [UInt8](repeating: 1, count: 1 << 20)
    try Data(large).write(to: URL(filePath: folder.protocols + "large.docx"))
    #expect(try folder.study.protocols() == ["good"])
    #expect(try folder.study.unusableProtocols() == ["guide.md", "large.docx", "my guide.yaml", "notes.txt"])
    #expect(
      folder.study.whyUnusable("guide.md").hasPrefix(
        "Protocols/guide.md: this is Markdown, no protocol: copy"))
    #expect(folder.study.whyUnusable("large.docx").hasPrefix("Protocols/large.docx: this is a Word document"))
    #expect(folder.study.whyUnusable("my guide.yaml").contains("named by its id"))
    #expect(folder.study.whyUnusable("notes.txt") == "Protocols/notes.txt: a protocol's file ends in .yaml")

    // By its name alone it is found beside the user first, then in the study.
    let found = try folder.study.protocolBytes(named: "guide.md", currentFolder: folder.path)
    #expect(found.file == "Protocols/guide.md" && found.bytes.starts(with: "# Guide".utf8))
    try Data("mine".utf8).write(to: URL(filePath: folder.path + "/guide.md"))
    #expect(try folder.study.protocolBytes(named: "guide.md", currentFolder: folder.path).file == "guide.md")
    #expect(throws: StorageError.notFound("file", folder.path + "/none.md")) {
      try folder.study.protocolBytes(named: "none.md", currentFolder: folder.path)
    }
    do throws(StorageError) {
      _ = try folder.study.protocolBytes(named: "large.docx", currentFolder: folder.path)
      Issue.record("it is read")
    } catch {
      #expect(error.exitStatus == 65 && error.message.contains("large.docx: this is a Word document"))
    }
  }
}
