import DNS
import Foundation
import Probes
import TestPeers
import Testing

/// Something mad that a server does, and what a probe has to make of it.
struct HostileBehaviour: Sendable, CustomTestStringConvertible {
    /// What the server does, for people.
    let name: String
    /// By connection; the last is for all that follow.
    let connections: [[ScriptedStream.Step]]
    /// The probe's verdict, as `verdict(of:)` of the suite words it.
    let expected: String

    init(_ name: String, _ steps: [ScriptedStream.Step], _ expected: String) {
        self.init(name, connections: [steps], expected)
    }

    init(_ name: String, connections: [[ScriptedStream.Step]], _ expected: String) {
        self.name = name
        self.connections = connections
        self.expected = expected
    }

    var testDescription: String { name }

    /// Runs the server while `body` looks at it, and holds the verdict and the time against what is promised.
    ///
    /// - Parameter bound: far above the deadlines of the probe, for machines that do much else; far below for ever.
    func check(bound: Duration = .seconds(90), _ body: (Endpoint) async throws -> String) async throws {
        let server = try ScriptedStream(connections: connections)
        defer { server.stop() }
        let start = ContinuousClock.now
        let verdict = try await body(server.endpoint)
        let elapsed = ContinuousClock.now - start
        #expect(verdict == expected)
        #expect(elapsed < bound, "took \(elapsed)")
    }
}

extension ScriptedStream.Step {
    static func text(_ text: String) -> ScriptedStream.Step { .write(Array(text.utf8)) }
    static func endless(_ text: String) -> ScriptedStream.Step { .flood(Array(text.utf8)) }
}
