// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "focusgroup",
  platforms: [.macOS(.v15)],
  targets: [

    // Pure: what a protocol, a session and a note are.
    .target(name: "Interview", swiftSettings: strict),
    // Pure: what a terminal shows and says, as values.
    .target(name: "TextScreen", swiftSettings: strict),
    // Pure: state + event → state + effects.
    .target(name: "Screens", dependencies: ["Interview", "TextScreen"], swiftSettings: strict),

    .testTarget(name: "InterviewTests", dependencies: ["Interview"], swiftSettings: strict),
    .testTarget(name: "TextScreenTests", dependencies: ["TextScreen"], swiftSettings: strict),
    .testTarget(
      name: "ScreensTests", dependencies: ["Interview", "Screens", "TextScreen"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
