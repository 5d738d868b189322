// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// The tests spend their time in the program's own code: optimised, all of them take half as long. What is asserted for
/// debugging still is. For a debugger that sees every variable, take the flags away.
let fast: [SwiftSetting] =
  strict + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

let package = Package(
  name: "focusgroup",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "focusgroup", targets: ["focusgroup"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // What differs between systems and what Swift cannot import, behind static inline functions.
    .target(name: "CSystem"),
    // Wide ncurses, behind functions that Swift can call.
    .target(
      name: "CNcurses",
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        // A shared ncursesw brings it along, a static one does not.
        .linkedLibrary("tinfo", .when(platforms: [.linux])),
      ]),
    // libyaml, which the system has.
    .systemLibrary(name: "CYaml", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

    // Pure: what a text takes on a screen, what of it is harmful, which word was meant.
    .target(name: "Text", swiftSettings: fast),
    // Pure: what a protocol, a session and a note are.
    .target(name: "Interview", swiftSettings: fast),
    // Pure: what a terminal shows and says, as values.
    .target(name: "TextScreen", dependencies: ["Text"], swiftSettings: fast),
    // Pure: what is decided, apart from how it looks.
    .target(name: "Facilitation", dependencies: ["Interview", "Text"], swiftSettings: fast),
    // Pure: state + event → state + effects.
    .target(
      name: "Screens", dependencies: ["Facilitation", "Interview", "Text", "TextScreen"],
      swiftSettings: fast),

    // The edge: threads, disk, terminal, clock, signals.
    .target(name: "Platform", dependencies: ["CSystem"], swiftSettings: fast),
    .target(
      name: "SessionStorage", dependencies: ["CSystem", "CYaml", "Interview", "Platform", "Text"],
      swiftSettings: fast),
    .target(
      name: "Runtime",
      dependencies: [
        "CSystem", "Facilitation", "Interview", "Platform", "Screens", "SessionStorage", "Text", "TextScreen",
      ],
      swiftSettings: fast),
    // Draws frames, and nothing else.
    .target(
      name: "NcursesTerminal", dependencies: ["CNcurses", "TextScreen"], swiftSettings: fast),
    .executableTarget(
      name: "focusgroup",
      dependencies: [
        "Facilitation", "Interview", "NcursesTerminal", "Runtime", "SessionStorage", "Text", "TextScreen",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [
        .embedInCode("Resources/example.yaml"), .embedInCode("Resources/every-feature.yaml"),
        .embedInCode("Resources/protocol.schema.json"),
      ],
      swiftSettings: fast),

    .testTarget(
      name: "InterviewTests", dependencies: ["Interview", "RandomSessions"], swiftSettings: strict),
    .testTarget(name: "TextTests", dependencies: ["CSystem", "Growth", "Text"], swiftSettings: strict),
    .testTarget(name: "TextScreenTests", dependencies: ["TextScreen"], swiftSettings: strict),
    .testTarget(
      name: "FacilitationTests", dependencies: ["Facilitation", "Facilitators", "Interview"],
      swiftSettings: strict),
    .testTarget(
      name: "ScreensTests",
      dependencies: [
        "Facilitation", "Facilitators", "Growth", "Interview", "RandomSessions", "Screens", "Text",
        "TextScreen",
      ],
      exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "RuntimeTests",
      dependencies: [
        "Facilitation", "Growth", "Interview", "MemoryDisks", "Runtime", "Screens", "SessionStorage",
        "TextScreen",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SessionStorageTests",
      dependencies: [
        "CSystem", "Facilitation", "Interview", "MemoryDisks", "RandomSessions", "Screens",
        "SessionStorage", "Text", "TextScreen",
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "CSystem", "Facilitation", "Interview", "PseudoTerminal", "RandomSessions", "SessionStorage",
      ],
      exclude: ["Fixtures"], swiftSettings: strict),

    // Only for tests: sessions of which every field can be anything.
    .target(
      name: "RandomSessions", dependencies: ["Interview"], path: "Tests/RandomSessions",
      swiftSettings: strict),
    // Only for tests: somebody who types lines and hears answers.
    .target(
      name: "Facilitators", dependencies: ["Facilitation", "Interview"], path: "Tests/Facilitators",
      swiftSettings: strict),
    // Only for tests: a disk in memory that fails, hangs and loses power as it is told.
    .target(
      name: "MemoryDisks", dependencies: ["SessionStorage"], path: "Tests/MemoryDisks", swiftSettings: strict),
    // Only for tests: what work costs beside other work.
    .target(name: "Growth", path: "Tests/Growth", swiftSettings: strict),
    // Only for tests: a pseudo-terminal with a terminal emulator behind it.
    .target(name: "CVterm", path: "Tests/CVterm", linkerSettings: [.linkedLibrary("vterm")]),
    .target(
      name: "PseudoTerminal", dependencies: ["CSystem", "CVterm"], path: "Tests/PseudoTerminal",
      swiftSettings: strict),
    .testTarget(name: "PseudoTerminalTests", dependencies: ["PseudoTerminal"], swiftSettings: strict),

    // Only for tests: whatever is read from elsewhere, given what elsewhere might hold.
    .target(
      name: "Fuzzing",
      dependencies: [
        "Facilitation", "Interview", "RandomSessions", "Runtime", "Screens", "SessionStorage", "Text",
        "TextScreen",
      ],
      path: "Tests/Fuzz/Parsers", swiftSettings: strict),
    .testTarget(
      name: "FuzzTests", dependencies: ["Fuzzing"], path: "Tests/Fuzz/Tests", swiftSettings: strict),
    .executableTarget(
      name: "Fuzz", dependencies: ["Fuzzing"], path: "Tests/Fuzz/Program", swiftSettings: strict),

    // Only for `make samples` and tests: the fictional sessions in Sessions/, made from scripts by the program's core.
    .target(
      name: "SampleMaking", dependencies: ["Facilitation", "Interview", "SessionStorage"],
      path: "Tests/Samples/Making", swiftSettings: strict),
    .executableTarget(
      name: "Samples", dependencies: ["SampleMaking", "SessionStorage"], path: "Tests/Samples/Program",
      swiftSettings: strict),
    .testTarget(
      name: "SampleTests", dependencies: ["Interview", "SampleMaking", "SessionStorage"],
      exclude: ["Former"], swiftSettings: strict),

    // Only for `make bench`: our program and its peers against the clock.
    .executableTarget(
      name: "Bench", dependencies: ["Interview", "PseudoTerminal", "SessionStorage"],
      path: "Benchmarks/Bench", swiftSettings: strict),
    .executableTarget(name: "WriteAndSync", path: "Benchmarks/WriteAndSync"),
  ],
  swiftLanguageModes: [.v6]
)
