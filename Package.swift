// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Modules that every start of the program runs through are optimized in debug builds too: the tests start it a thousand times.
let optimized = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A module of the table in `Tests/HouseTests/ImportTests.swift`: both must say the same.
func module(_ name: String, _ dependencies: [Target.Dependency] = [], _ settings: [SwiftSetting] = strict) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tool(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

// Queues that are taken from at the front, and timers.
let deque: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let heap: Target.Dependency = .product(name: "HeapModule", package: "swift-collections")

/// What `Scripts/package` tells a build about itself: a name of the environment, as a string for C.
func told(_ name: String) -> [CSetting] {
    Context.environment[name].map { $0.isEmpty ? [] : [.define(name, to: "\"\($0)\"")] } ?? []
}

let package = Package(
    name: "sendready",
    products: [.executable(name: "sendready", targets: ["sendready"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CLDNS", pkgConfig: "ldns",
            providers: [.apt(["libldns-dev", "libssl-dev"])]),

        .systemLibrary(name: "CEvents"),
        .target(name: "CBuildInformation", cSettings: told("SENDREADY_COMMIT") + told("SENDREADY_PACKAGES")),
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),

        module("SystemIO"),
        module("DNS", [], optimized),
        module("HostNames", ["DNS", "CIDN2"]),
        module("Cryptography", ["CCrypto"]),
        module("LDNSCodec", ["DNS", "CLDNS"]),
        module("Sockets", ["DNS", "CEvents", deque]),
        module("Resolver", ["DNS", "LDNSCodec", "Sockets", deque, heap]),
        module("AuthoritativeServer", ["DNS", "LDNSCodec", "Sockets"]),
        module("MailPolicy", ["Cryptography", "DNS", "HostNames"], optimized),
        module("Probes", ["DNS", "Sockets", "COpenSSL", deque]),
        module("StrictYAML", [.product(name: "Yams", package: "Yams")], optimized),
        module("Deployment", ["DNS", "HostNames", "StrictYAML", "SystemIO"]),
        module("Facts", ["DNS", "Deployment", "MailPolicy"], optimized),
        module("RuleLanguage", ["DNS", "Facts", "StrictYAML"], optimized),
        module("Rules", ["Cryptography", "DNS", "Facts", "RuleLanguage", "StrictYAML"], optimized),
        module("RuleTests", ["DNS", "Facts", "RuleLanguage", "Rules", "StrictYAML"], optimized),
        module("BuiltinRules"),
        module("ZonePlan", ["DNS", "MailPolicy", "Deployment", "Facts"], optimized),
        module("Survey", ["DNS", "HostNames", "MailPolicy", "Resolver", "Probes", "Deployment", "Facts", "ZonePlan"], optimized),
        module("Changes", ["Facts", "Rules"]),
        module("Proof", ["DNS", "Deployment", "Facts", "LDNSCodec", "Rules", "Survey", "ZonePlan"], optimized),
        module("Report", ["Changes", "DNS", "Deployment", "Facts", "Rules"]),
        module("Fleet", ["Facts", "Report", "StrictYAML"]),
        module(
            "History", ["Changes", "Facts", "Report", "RuleLanguage", "Rules", .product(name: "GRDB", package: "GRDB.swift")]),
        .executableTarget(
            name: "sendready",
            dependencies: [
                "CBuildInformation", "DNS", "HostNames", "LDNSCodec", "Resolver", "AuthoritativeServer", "MailPolicy",
                "StrictYAML", "Deployment",
                "Facts",
                "RuleLanguage", "Rules", "RuleTests", "BuiltinRules", "Survey", "Proof", "Changes", "Report", "History",
                "Fleet", "ZonePlan", "Probes", "Sockets", "SystemIO",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        // Programs of the project's own, beside the product.
        tool("maintain", ["Deployment", "Facts", "History", "Report", "Rules", "RuleTests", "SystemIO", "ZonePlan"]),
        tool(
            "dns-bench",
            ["AuthoritativeServer", "DNS", "Deployment", "Facts", "LDNSCodec", "Resolver", "Survey", "SystemIO", "TestPeers"]),
        tool("tls-bench", ["DNS", "Probes", "SystemIO", "TestPeers"]),
        tool("policy-bench", ["DNS", "MailPolicy", "SystemIO"]),
        tool(
            "survey-bench",
            [
                "BuiltinRules", "DNS", "Deployment", "Facts", "LDNSCodec", "MailPolicy", "Report", "Rules", "ScriptedDNS",
                "Survey",
                "SystemIO",
            ]),
        tool(
            "rule-bench",
            ["BuiltinRules", "DNS", "Deployment", "Facts", "Rules", "RuleTests", "StrictYAML", "SyntheticFacts", "SystemIO"]),

        // Zones from conformance data, and servers of others, run on loopback for tests and benchmarks.
        .target(name: "SyntheticFacts", dependencies: ["DNS", "Facts"], path: "Tests/SyntheticFacts", swiftSettings: strict),
        .target(name: "ScriptedDNS", dependencies: ["ConformanceData", "DNS"], path: "Tests/ScriptedDNS", swiftSettings: strict),
        .target(
            name: "TestPeers",
            dependencies: [
                "DNS", "LDNSCodec", "Sockets", .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ], path: "Tests/TestPeers", swiftSettings: strict),
        .target(name: "ConformanceData", path: "Tests/ConformanceData", swiftSettings: strict),
        .target(
            name: "FuzzedParsers",
            dependencies: [
                "BuiltinRules", "Changes", "DNS", "Deployment", "Facts", "Fleet", "History", "HostNames", "LDNSCodec",
                "MailPolicy", "Probes", "Report", "RuleTests", "Rules", "ScriptedDNS", "StrictYAML",
            ], path: "Tests/FuzzedParsers", swiftSettings: strict),
        tests("FuzzedParsersTests", ["FuzzedParsers"]),
        tests("TestPeersTests", ["DNS", "Sockets", "TestPeers"]),
        tests("HouseTests", []),
        tests("DNSTests", ["DNS"]),
        tests("HostNamesTests", ["ConformanceData", "DNS", "HostNames"], exclude: ["known-divergences.json"]),
        tests("CryptographyTests", ["Cryptography"]),
        tests("LDNSCodecTests", ["DNS", "LDNSCodec"]),
        tests("ResolverTests", ["DNS", "LDNSCodec", "Sockets", "AuthoritativeServer", "Resolver", "TestPeers"]),
        tests("AuthoritativeServerTests", ["DNS", "LDNSCodec", "AuthoritativeServer", "Resolver", "TestPeers"]),
        tests("ProbesTests", ["Probes", "DNS", "ScriptedDNS", "TestPeers"], exclude: ["known-differences.json"]),
        tests(
            "MailPolicyTests", ["ConformanceData", "MailPolicy", "DNS", "ScriptedDNS", "TestPeers"],
            exclude: ["Checkers", "known-differences.json", "known-divergences", "known-divergences.json"]),
        tests("MailPolicyWireTests", ["ConformanceData", "MailPolicy", "DNS", "ScriptedDNS", "AuthoritativeServer", "Resolver"]),
        tests("DeploymentTests", ["Deployment", "DNS", "StrictYAML", "TestPeers"], exclude: ["Good", "Mistakes"]),
        tests("StrictYAMLTests", ["StrictYAML"]),
        tests("FactsTests", ["Facts", "DNS", "Deployment", "MailPolicy"]),
        tests(
            "RulesTests",
            [
                "BuiltinRules", "ConformanceData", "DNS", "Facts", "RuleLanguage", "Rules", "RuleTests", "StrictYAML",
                "SyntheticFacts", "TestPeers",
            ],
            exclude: ["Mistakes", "cel-allowed.txt"]),
        tests("ZonePlanTests", ["ZonePlan", "DNS", "Deployment", "MailPolicy", "ScriptedDNS"]),
        tests(
            "SurveyTests",
            [
                "BuiltinRules", "DNS", "Deployment", "Facts", "LDNSCodec", "MailPolicy", "Probes", "Resolver", "RuleTests",
                "Rules",
                "ScriptedDNS", "Survey", "TestPeers",
            ]),
        tests(
            "ProofTests",
            [
                "BuiltinRules", "DNS", "Deployment", "Facts", "LDNSCodec", "MailPolicy", "Proof", "Resolver", "RuleLanguage",
                "Rules",
                "ScriptedDNS", "StrictYAML", "Survey", "TestPeers", "ZonePlan",
            ]),
        tests("ChangesTests", ["Changes", "Facts", "Rules"]),
        tests("ReportTests", ["Changes", "DNS", "Deployment", "Report", "Rules", "Facts", "TestPeers"], exclude: ["Golden"]),
        tests("FleetTests", ["Facts", "Fleet", "Report"]),
        tests("HistoryTests", ["Changes", "Facts", "History", "Report", "Rules", "TestPeers"]),
        tests(
            "CommandTests",
            [
                "sendready", "AuthoritativeServer", "BuiltinRules", "Changes", "DNS", "Deployment", "Facts", "History",
                "LDNSCodec", "MailPolicy",
                "Report",
                "Rules", "ScriptedDNS", "Sockets", "Survey", "TestPeers", "ZonePlan",
            ],
            exclude: ["Deployments/Faulty", "Deployments/Healthy"]),
    ],
    swiftLanguageModes: [.v6]
)

// libFuzzer brings its own main: the fuzzer exists only in builds that name a parser to fuzz (Scripts/fuzz).
if Context.environment["SENDREADY_FUZZ"] != nil {
    package.targets += [.systemLibrary(name: "CFuzzer"), tool("fuzz", ["CFuzzer", "FuzzedParsers", "SystemIO"])]
}
