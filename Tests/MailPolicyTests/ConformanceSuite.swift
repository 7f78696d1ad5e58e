import Foundation
import Testing

/// A test whose expectation differs from the standard: it must keep failing, or be removed from the list.
struct KnownDivergence: Decodable {
    let suite: String
    let index: Int
    /// The record's text, or the test's name.
    let input: String
    let section: String
    let why: String

    static func all(of suite: String) throws -> [KnownDivergence] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "known-divergences.json")
        return try JSONDecoder().decode([KnownDivergence].self, from: Data(contentsOf: file)).filter { $0.suite == suite }
    }
}

/// Compares the failures of a suite with the list: exactly the listed tests must fail.
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
