import Foundation
import TestPeers
import Testing

/// A checker in Python of somebody else's making, which `Scripts/validators` fetches.
struct Checker {
    /// In `Tests/MailPolicyTests/Checkers`.
    let script: String
    /// As the list of differences calls it.
    let name: String

    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    private static let modules = tests.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: ".build-validators/python")

    static let areFetched = FileManager.default.fileExists(atPath: modules.path) && Program.isInstalled("env")
    static let absence: Comment = "Scripts/validators has not fetched the checkers in Python"

    /// Puts cases to the checker; one word for each of them.
    func results(of worlds: [some Encodable]) async throws -> [String] {
        let input = String(decoding: try JSONEncoder().encode(worlds), as: UTF8.self)
        let script = Self.tests.appending(path: "Checkers/\(script)").path
        let ended = try await Program.run(
            path: "/usr/bin/env", ["python3", script], input: input,
            environment: ["PYTHONPATH": Self.modules.path, "PYTHONDONTWRITEBYTECODE": "1"])
        guard ended.status == 0 else { throw Program.Failure(description: ended.error) }
        return try JSONDecoder().decode([String].self, from: Data(ended.output.utf8))
    }

    /// Holds what it says of each case against what this project says, and what differs against the list of differences.
    func expectAgreement(_ cases: [(text: String, ours: String)], with theirs: [String]) throws {
        #expect(cases.count == theirs.count)
        let pairs = zip(cases, theirs).map { KnownDifferences.Case($0.text, ours: $0.ours, theirs: $1) }
        for complaint in try KnownDifferences(of: name, in: Self.tests).complaints(about: pairs) {
            Issue.record("\(name): \(complaint)")
        }
        let counts = Dictionary(grouping: cases, by: \.ours).mapValues(\.count).sorted { $0.key < $1.key }
        print("\(name): \(cases.count) cases: \(counts.map { "\($0.value) \($0.key)" }.joined(separator: ", "))")
    }
}
