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
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // What differs between systems and what Swift cannot import, behind static inline functions.
    .target(name: "CSystem"),

    // Pure: what a protocol, a session and a note are.
    .target(name: "Interview", swiftSettings: strict),
    // Pure: what a terminal shows and says, as values.
    .target(name: "TextScreen", swiftSettings: strict),
    // Pure: state + event → state + effects.
    .target(name: "Screens", dependencies: ["Interview", "TextScreen"], swiftSettings: strict),

    // The edge: disk, terminal, clock, signals.
    .target(
      name: "SessionStorage",
      dependencies: ["CSystem", "Interview", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),

    .testTarget(name: "InterviewTests", dependencies: ["Interview"], swiftSettings: strict),
    .testTarget(name: "TextScreenTests", dependencies: ["TextScreen"], swiftSettings: strict),
    .testTarget(
      name: "ScreensTests", dependencies: ["Interview", "Screens", "TextScreen"],
      swiftSettings: strict),
    .testTarget(
      name: "SessionStorageTests", dependencies: ["CSystem", "Interview", "SessionStorage"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
