// swift-tools-version:6.1
import PackageDescription

// A package of its own: who builds Plaint builds none of this. README.md tells how to run it.
let package = Package(
    name: "plaint-benchmarks",
    dependencies: [.package(name: "plaint", path: "../..")],
    targets: [
        .executableTarget(name: "MicroBenchmarks", dependencies: [.product(name: "Plaint", package: "plaint")])
    ],
    swiftLanguageModes: [.v6]
)
