/// Whether a command asks before it is done. Every row of the table says so. A row that does not ask gets no go-ahead,
/// and without one no record destroys text or corrects in bulk.
package enum Asking<Room: CommandRoom>: Sendable {
  /// What goes or changes, in lines; nil if nothing does, or so little that nobody need be asked.
  package typealias Question = @Sendable (Room.Command, Room, Room.Moment) -> [String]?

  /// It destroys nothing, and undo takes it back.
  case nothing
  /// It is done after a yes.
  case first(Question)
  /// It is done after the word that the second part gives was typed, which is harder to type by mistake than a yes.
  case naming(Question, @Sendable (Room) -> String)
  /// This much of it is done at once, and the rest after a yes.
  case afterwards(@Sendable (Room) -> Room.Command?, Question)
}
