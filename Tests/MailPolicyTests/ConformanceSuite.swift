import Foundation
import Testing

/// The conformance data beside the package, or in the folder that `SENDREADY_SUITES` names.
enum ConformanceSuite {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func file(_ name: String) -> URL {
        let folder = ProcessInfo.processInfo.environment["SENDREADY_SUITES"].map { URL(filePath: $0) }
        return (folder ?? package.appending(path: "../shared/suites")).appending(path: "\(name).json")
    }

    static func isPresent(_ names: [String]) -> Bool {
        names.allSatisfy { FileManager.default.fileExists(atPath: file($0).path) }
    }

    static func load<Content: Decodable>(_ name: String, as _: Content.Type) throws -> Content {
        try JSONDecoder().decode(Content.self, from: Data(contentsOf: file(name)))
    }
}

/// A test whose expectation is not the standard's: it must go on failing, or leave the list.
struct KnownDivergence: Decodable {
    let suite: String
    let index: Int
    /// The record's text, or the test's name.
    let input: String
    let section: String
    let why: String

    static func all(of suite: String) throws -> [KnownDivergence] {
        let file = ConformanceSuite.package.appending(path: "Tests/MailPolicyTests/known-divergences.json")
        return try JSONDecoder().decode([KnownDivergence].self, from: Data(contentsOf: file)).filter { $0.suite == suite }
    }
}

/// Holds the outcome of a suite against the list: what fails must be on it, and what is on it must fail.
func expectDivergences(of suite: String, outcomes: [(index: Int, input: String, passes: Bool)], unscored: Int = 0) throws {
    let known = try KnownDivergence.all(of: suite)
    let listed = Set(known.map(\.index))
    for outcome in outcomes where !outcome.passes {
        #expect(listed.contains(outcome.index), "\(suite) \(outcome.index) fails: \(outcome.input)")
    }
    for divergence in known {
        let outcome = try #require(outcomes.first { $0.index == divergence.index }, "\(suite) has no test \(divergence.index)")
        #expect(outcome.input == divergence.input, "\(suite) \(divergence.index) is another test now")
        #expect(!outcome.passes, "\(suite) \(divergence.index) passes: take it off the list")
    }
    let passed = outcomes.count { $0.passes }
    print(
        "\(suite): \(passed) of \(outcomes.count) pass, \(outcomes.count - passed) known divergences, \(unscored) without a label"
    )
}
