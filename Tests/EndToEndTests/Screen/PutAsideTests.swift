import Foundation
import PseudoTerminal
import Testing

@Suite("A refused line that was typed over")
struct PutAsideTests {
  @Test("It survives that the program is killed, and a word that is destroyed is destroyed in it")
  func killed() throws {
    let desk = try Facilitation()
    try desk.line("W>")
    desk.enter("/consent 3 part no")
    try desk.sees("consent of P3, part: no")
    desk.enter("3 Marlowe shouted")
    try desk.sees("typing replaces it")
    desk.enter("4 the group goes on")
    try desk.saved("the group goes on", count: 1)
    try desk.kill()
    try desk.resume()
    try desk.sees("type pause, or on if the group went on")
    desk.enter("on")
    try desk.sees("/draft brings back 1 refused line")
    desk.enter("/draft")
    try desk.line("W> 3 Marlowe shouted")
    desk.press(.control("u"))
    desk.enter("/redact \"marlowe\"")
    try desk.sees("yes?>")
    usleep(400_000)
    desk.enter("yes")
    try desk.sees("its text is destroyed everywhere")
    #expect(try desk.study.places(of: "Marlowe") == [])
    try desk.leaves()
    #expect(try desk.study.places(of: "Marlowe") == [])
  }
}
