import DNS
import Facts
import Sockets
import TestPeers
import Testing

@Suite("A run that is interrupted", .timeLimit(.minutes(10)))
struct InterruptionTests {
    /// Audits against a silent resolver, and sends a signal once it has been queried. The exit status is the last line of
    /// the output, after the report.
    private static func interrupted(_ signal: String, _ arguments: String...) async throws -> SendreadyProgram.Run {
        let socket = try Socket.bound(.datagram, to: Endpoint(address: Loopback.ipv4, port: 0))
        let resolver = try Socket.localEndpoint(of: socket)
        let program = try SendreadyProgram()
        try program.folder.write(AcmeDeployment.file(resolver: resolver), to: "acme.yaml")
        // With job control: a shell's background jobs ignore SIGINT otherwise.
        let script = """
            set -m; "$@" & pid=$!
            for i in $(seq 600); do
                [ "$(ss -Huln 'sport = :\(resolver.port)' | awk '{ print $2 }')" = 0 ] || break; sleep 0.05
            done
            kill -\(signal) $pid; wait $pid; echo "ended $?"; ls state 2>&1
            """
        return try await program.run(["audit", "acme.yaml", "--timeout", "5m", "--state", "state"] + arguments, in: script)
    }

    @Test("reports what is known, stores no state, and exits as the shell expects", arguments: [("INT", 130), ("TERM", 143)])
    func reported(_ signal: String, _ status: Int) async throws {
        let run = try await Self.interrupted(signal)
        #expect(run.output.hasPrefix("UNDETERMINED"), "\(run.output) \(run.error)")
        #expect(run.output.contains("ended \(status)\n"))
        #expect(run.output.contains("cannot access 'state'"))
        #expect(run.error.hasPrefix("sendready: warning: interrupted: what is known so far follows\n"))
        // Nothing is known, and nothing is reported missing.
        #expect(!run.output.contains("no TXT record") && !run.output.contains("has no"))
    }
}
