import DNS
import Foundation
import Sockets
import TestPeers
import Testing

/// Each check runs in a separate process: no other test opens descriptors there.
@Suite("Test peers leave no descriptors open", .timeLimit(.minutes(3)))
struct DescriptorTests {
    /// Open descriptors of this process.
    private static func count() throws -> Int { try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count }

    /// Runs `use` once for one-time initialisation, and then checks that it leaves nothing open.
    private static func expectNothingLeft(_ use: () async throws -> Void) async throws {
        try await use()
        try await Task.sleep(for: .milliseconds(200))
        let before = try count()
        for _ in 0..<3 { try await use() }
        // Threads of stopped servers may take a moment.
        for _ in 0..<200 {
            if try count() <= before { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw Program.Failure(description: "\(try count()) descriptors are open, \(before) were")
    }

    /// Connects to a server, and waits until it closes or a moment has passed.
    private static func visit(_ endpoint: Endpoint) async throws {
        let socket = try Socket.open(.stream, endpoint.address.family)
        try? Socket.connect(socket, to: endpoint)
        try await Task.sleep(for: .milliseconds(20))
    }

    @Test("programs that run to their end")
    func programs() async {
        await #expect(processExitsWith: .success) {
            try await Self.expectNothingLeft {
                try await Program.run("true", [])
                _ = try? await Program.run("false", [])
            }
        }
    }

    @Test("scripted and lying servers")
    func scripts() async {
        await #expect(processExitsWith: .success) {
            try await Self.expectNothingLeft {
                let lying = try LyingServer(datagram: { query, _ in [.reply(query)] }, stream: { [.reply($0)] })
                let scripted = try ScriptedStream([.silence])
                try await Self.visit(lying.endpoint)
                try await Self.visit(scripted.endpoint)
                lying.stop()
                scripted.stop()
            }
        }
    }

    @Test("name servers", .enabled(if: NSD.isInstalled && Unbound.isInstalled, "nsd or unbound is not installed"))
    func nameServers() async {
        await #expect(processExitsWith: .success) {
            try await Self.expectNothingLeft {
                let server = try await NSD.start(zones: ["a.example": "@ 60 IN SOA ns hostmaster 1 3600 600 86400 60\n@ 60 NS ns"]
                )
                let resolver = try await Unbound.start(upstream: server.endpoint)
                await resolver.stop()
                await server.stop()
            }
        }
    }

    @Test("web servers", .enabled(if: Nginx.isInstalled, "nginx is not installed"))
    func webServer() async {
        await #expect(processExitsWith: .success) {
            try await Self.expectNothingLeft {
                let server = try await Nginx.start("server { listen LISTEN; return 200; }")
                try await Self.visit(server.endpoint)
                await server.stop()
            }
        }
    }
}
