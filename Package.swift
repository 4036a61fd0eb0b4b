// swift-tools-version:6.1
import PackageDescription

// The shims name their libraries in `linkerSettings`: a modulemap's `link` only takes effect when Swift imports the
// library's own module, and a .pc file is only read where a pkg-config program is installed.
let package = Package(
    name: "plaint",
    products: [
        .library(name: "Plaint", targets: ["Plaint"]),
        .executable(name: "plaint", targets: ["PlaintCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
    ],
    targets: [
        .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
        .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CNettle", linkerSettings: [.linkedLibrary("nettle")]),
        .target(name: "CArchive", linkerSettings: [.linkedLibrary("archive")]),
        .target(name: "CExpat", linkerSettings: [.linkedLibrary("expat")]),
        .target(name: "CResources"),
        .target(name: "CMemory"),
        .target(
            name: "Plaint",
            dependencies: ["CArchive", "CExpat", "CICU", "CMemory", "CNettle", "CResources", "CSimdjson"]),
        .executableTarget(
            name: "PlaintCommand",
            dependencies: ["Plaint", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .target(name: "AllocationCount", path: "Tests/AllocationCount"),
        // ICU's transliterator, which the program has a table in place of; for the tests alone.
        .target(
            name: "CTransliteration", path: "Tests/CTransliteration",
            linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
        .testTarget(
            name: "PlaintTests", dependencies: ["AllocationCount", "CTransliteration", "Plaint"],
            exclude: ["Masking/Cases", "Normalisation/Cases", "Sentiment/Cases"]),
        .testTarget(name: "PlaintCommandTests", dependencies: ["PlaintCommand"], exclude: ["Cases"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x,
    cxxLanguageStandard: .cxx17
)
