// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A module of the table in `Tests/HouseTests/ImportTests.swift`: both must say the same.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "sendready",
    products: [.executable(name: "sendready", targets: ["sendready"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLDNS", pkgConfig: "ldns",
            providers: [.apt(["libldns-dev", "libssl-dev"])]),

        .systemLibrary(name: "CEvents"),

        module("DNS"),
        module("LDNSCodec", ["DNS", "CLDNS"]),
        module("Sockets", ["DNS", "CEvents"]),
        module("Resolver", ["DNS", "LDNSCodec", "Sockets"]),
        module("AuthoritativeServer", ["DNS", "LDNSCodec", "Sockets"]),
        module("MailPolicy", ["DNS"]),
        module("StrictYAML", [.product(name: "Yams", package: "Yams")]),
        module("Deployment", ["DNS", "StrictYAML"]),
        module("Facts", ["DNS"]),
        module("RuleEngine", ["DNS", "Facts", "StrictYAML"]),
        module("BuiltinRules"),
        module("Survey", ["DNS", "MailPolicy", "Resolver", "Deployment", "Facts"]),
        module("Report", ["DNS", "Facts", "RuleEngine"]),
        .executableTarget(
            name: "sendready",
            dependencies: [
                "DNS", "LDNSCodec", "Resolver", "AuthoritativeServer", "MailPolicy", "StrictYAML", "Deployment", "Facts",
                "RuleEngine", "BuiltinRules", "Survey", "Report",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .executableTarget(name: "maintain", dependencies: ["Deployment", "Report"], swiftSettings: strict),

        tests("HouseTests", []),
        tests("ReportTests", ["Report", "RuleEngine", "Facts"], exclude: ["Golden"]),
        tests("FactsTests", ["Facts", "DNS"]),
        tests("MailPolicyTests", ["MailPolicy", "DNS"], exclude: ["known-divergences.json"]),
        tests("SurveyTests", ["Survey", "DNS", "Deployment", "Facts", "Resolver"]),
        tests("DeploymentTests", ["Deployment", "DNS", "StrictYAML"], exclude: ["Good", "Mistakes"]),
        tests("RuleEngineTests", ["DNS", "Facts", "RuleEngine", "StrictYAML"], exclude: ["Mistakes", "cel-allowed.txt"]),
        .target(
            name: "TestPeers", dependencies: ["DNS", "LDNSCodec", "Sockets"], path: "Tests/TestPeers", swiftSettings: strict),
        tests(
            "CommandTests",
            ["sendready", "AuthoritativeServer", "DNS", "Facts", "LDNSCodec", "Sockets", "TestPeers"]),
        tests("DNSTests", ["DNS"]),
        tests("LDNSCodecTests", ["DNS", "LDNSCodec"]),
        tests("AuthoritativeServerTests", ["DNS", "LDNSCodec", "AuthoritativeServer", "Resolver", "TestPeers"]),
        tests("ResolverTests", ["DNS", "LDNSCodec", "AuthoritativeServer", "Resolver", "TestPeers"]),
    ],
    swiftLanguageModes: [.v6]
)
