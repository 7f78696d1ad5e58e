import DNS
import Foundation
import Probes
import SystemIO
import TestPeers

/// Our handshakes against those of `openssl s_time`, both with nginx on loopback, in interleaved rounds of one run.
/// Arguments: probes per round, rounds, seconds of s_time.
let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let count = arguments.first ?? 200
let rounds = arguments.dropFirst().first ?? 3
let seconds = arguments.dropFirst(2).first ?? 2

/// User and system time, in seconds.
func processorTime(_ who: __rusage_who) -> Double {
    var usage = rusage()
    getrusage(who.rawValue, &usage)
    let total = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return total(usage.ru_utime) + total(usage.ru_stime)
}

func line(_ name: String, _ handshakes: Int, _ elapsed: Double, _ processor: Double) -> String {
    let rate = Int(Double(handshakes) / elapsed)
    return "\(name)  \(handshakes) handshakes, \(rate) per second, \(Int(processor / Double(handshakes) * 1e6)) us CPU each"
}

let hierarchy = try await CertificateHierarchy()
let folder = try TemporaryFolder()
let leaf = try await hierarchy.leaf("*.acme.example")
let nginx = try await Nginx.start(
    """
    server { listen LISTEN ssl; ssl_protocols TLSv1.2 TLSv1.3; ssl_session_cache off; ssl_session_tickets off;
             ssl_certificate \(try hierarchy.fullChain(leaf, in: folder)); ssl_certificate_key \(leaf.keyPath); return 204; }
    """)
let roots = try TrustStore(system: false, file: hierarchy.root.path)
StandardOutput.lineOrExit(
    "EC certificate with an intermediate, no session is resumed; a probe completes 2 handshakes and is refused 3 more")
for round in 1...rounds {
    // A fresh name for each probe: a prober probes each target only once.
    let prober = Prober(ProbeSettings(roots: roots, now: Int64(Date().timeIntervalSince1970)))
    let before = (ContinuousClock.now, processorTime(RUSAGE_SELF))
    let trusted = await withTaskGroup(of: Bool.self) { group in
        for index in 0..<count {
            let target = TLSTarget(endpoint: nginx.endpoint, serverName: DomainName("h\(round)-\(index).acme.example"))
            group.addTask { await prober.tls(target).trust == .trusted }
        }
        var trusted = 0
        for await isTrusted in group where isTrusted { trusted += 1 }
        return trusted
    }
    let elapsed = (ContinuousClock.now - before.0) / .seconds(1)
    StandardOutput.lineOrExit(line("probe, whole report ", trusted * 2, elapsed, processorTime(RUSAGE_SELF) - before.1))
    for version in ["-tls1_3", "-tls1_2"] {
        let children = processorTime(RUSAGE_CHILDREN)
        let output = try await Program.run(
            "openssl", ["s_time", "-connect", nginx.endpoint.description, "-new", "-time", "\(seconds)", version])
        // `1234 connections in 1.02s; …`, then `… in 3 real seconds`.
        let real = output.split(separator: "\n").last { $0.contains("real seconds") } ?? ""
        let connections = real.split(separator: " ").first.flatMap { Int($0) } ?? 0
        guard connections > 0 else { throw Program.Failure(description: output) }
        let words = real.split(separator: " ")
        let duration =
            words.lastIndex(of: "real").map { words[words.index(before: $0)] }.flatMap { Double($0) } ?? Double(seconds)
        StandardOutput.lineOrExit(
            line("s_time \(version)      ", connections, duration, processorTime(RUSAGE_CHILDREN) - children))
    }
}
await nginx.stop()
