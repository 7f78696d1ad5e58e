import DNS
import Foundation
import Probes
import TestPeers
import Testing

/// A hostile behaviour of a server, and the expected result of a probe.
struct HostileBehaviour: Sendable, CustomTestStringConvertible {
    /// The behaviour, in words.
    let name: String
    /// By connection; the last one applies to all that follow.
    let connections: [[ScriptedStream.Step]]
    /// The probe's verdict, in the words of the suite's `verdict(of:)`.
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

    /// Runs the server while `body` probes it, and checks the verdict and the time.
    ///
    /// - Parameter bound: far above the probe's deadlines, for busy machines; far below for ever.
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
