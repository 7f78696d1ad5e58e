import DNS
import Facts
import Foundation
import Sockets
import TestPeers
import Testing

/// Ten thousand ways of mail, and a resolver that says nothing: the end of the run, judging and reporting included, is soon after
/// the end of the asking.
@Suite("A run ends in time, whatever there is to judge", .timeLimit(.minutes(10)), .serialized)
struct DeadlineTests {
    /// Seconds: for a debug build on a machine that does much else.
    private static let margin = 240.0
    /// Seconds of processor time, which such a machine makes longer too.
    private static let work = 40.0

    private static func world() throws -> (program: SendreadyProgram, socket: FileDescriptor) {
        let socket = try Socket.bound(.datagram, to: Endpoint(address: Loopback.ipv4, port: 0))
        let program = try SendreadyProgram()
        let domains = (0..<100).map { "d\($0).example" }
        let file = """
            version: 1
            name: many
            scheme: direct
            views: { public: { resolvers: ["\(try Socket.localEndpoint(of: socket))"] } }
            networks: { public: [203.0.113.0/24] }
            probes: { tls: false, http: false }
            senders:
              - name: bulk
                addresses: [\((1...100).map { "203.0.113.\($0)" }.joined(separator: ", "))]
                from: [\(domains.joined(separator: ", "))]
                mail-from: [bounce.d0.example]
                dkim: [\(domains.map { "{ domain: \($0), selector: s1 }" }.joined(separator: ", "))]

            """
        try program.folder.write(file, to: "many.yaml")
        return (program, socket)
    }

    @Test("100 addresses × 100 From domains and a silent resolver, --timeout 1s")
    func tenThousandWays() async throws {
        let (program, socket) = try Self.world()
        let start = ContinuousClock.now
        let script = "TIMEFORMAT='%U %S'; time \"$@\" > out 2> err; code=$?; cat out; exit $code"
        let run = try await program.run(["audit", "many.yaml", "--timeout", "1s"], in: script)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        withExtendedLifetime(socket) {}
        let work = run.error.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        #expect(seconds < 1 + Self.margin && work.count == 2 && work.reduce(0, +) < Self.work, "\(seconds) s, \(work)")
        // A role that is not decided is an error whatever the network says; nothing of mail is called missing.
        #expect([2, 3].contains(run.status) && run.output.contains("Could not be learned"), "\(run.output)")
        #expect(!run.output.contains("no TXT record"), "\(run.output)")
    }

    @Test("the same, interrupted")
    func interrupted() async throws {
        let (program, socket) = try Self.world()
        let script = """
            set -m; "$@" > out 2> err & pid=$!; sleep 3; begin=$(date +%s%N); kill -INT $pid; wait $pid; code=$?
            echo $code $((($(date +%s%N) - begin) / 1000000))
            """
        let run = try await program.run(["audit", "many.yaml", "--timeout", "5m"], in: script)
        withExtendedLifetime(socket) {}
        let words = run.output.split(separator: " ").compactMap { Double($0.trimmingCharacters(in: .newlines)) }
        #expect(words.first == 130 && words.last.map { $0 < Self.margin * 1_000 } == true, "\(run.output) \(run.error)")
    }
}
