import Foundation
import Probes
import ScriptedDNS
import TestPeers
import Testing

/// Chains by chance, beside `openssl verify` for servers, where an anchor is an anchor although it is not self-signed (RFC 5280 §6.1.1 (d)).
@Suite(
    "Beside openssl verify on generated chains", .timeLimit(.minutes(10)),
    .enabled(if: CertificateMint.isPossible, "openssl is not installed"))
struct ChainAgreementTests {
    private static let seed = ProcessInfo.processInfo.environment["SENDREADY_SEED"].flatMap { UInt64($0) } ?? 20_261_128
    private static let chains = 120

    /// Everything that a chain may be made of, by name.
    private static func pool() async throws -> [String: CertificateMint.Minted] {
        let mint = try CertificateMint()
        var pool: [String: CertificateMint.Minted] = [:]
        let names = ["panel.acme.example"]
        let leaf = CertificateMint.Wish("CN=panel.acme.example", names: names)
        let root = try await mint.authority("CN=Root")
        let other = try await mint.authority("CN=Other Root")
        (pool["root"], pool["other-root"]) = (root, other)
        let authorities: [(String, (inout CertificateMint.Wish) -> Void)] = [
            ("plain", { _ in }), ("expired", { $0.until = -3_600 }), ("early", { $0.from = 86_400 }),
            ("no-authority", { $0.isAuthority = false }),
            ("constrained", { $0.extensions = ["nameConstraints = critical, permitted;DNS:other.example"] }),
            ("permitted", { $0.extensions = ["nameConstraints = critical, permitted;DNS:acme.example"] }),
            ("sha1", { $0.digest = "sha1" }),
            ("rsa1024", { $0.key = .rsa(1024) }), ("unknown-extension", { $0.extensions = ["1.2.3.4 = critical, DER:0500"] }),
        ]
        for (name, change) in authorities {
            let authority = try await mint.authority("CN=Authority \(name)", by: root, change)
            pool[name] = authority
            pool["leaf-\(name)"] = try await mint.mint(leaf, by: authority)
        }
        let plain = try #require(pool["plain"])
        let deep = try await mint.authority("CN=Authority deep", by: plain)
        pool["deep"] = deep
        pool["cross"] = try await mint.authority("CN=Authority plain", by: other)
        let leaves: [(String, CertificateMint.Minted?, (inout CertificateMint.Wish) -> Void)] = [
            ("deep", deep, { _ in }), ("old", plain, { $0.until = -3_600 }), ("early-own", plain, { $0.from = 86_400 }),
            ("client", plain, { $0.isForServers = false }), ("self", nil, { _ in }), ("of-root", root, { _ in }),
            ("sha1-own", plain, { $0.digest = "sha1" }), ("rsa-small", plain, { $0.key = .rsa(1024) }),
            ("odd", plain, { $0.extensions = ["1.2.3.4 = critical, DER:0500"] }),
            ("no-key-identifier", plain, { $0.hasIssuerKeyIdentifier = false }),
        ]
        for (name, issuer, change) in leaves { pool["leaf-\(name)"] = try await mint.mint(leaf.with(change), by: issuer) }
        return pool
    }

    private struct Chain {
        /// The server's own certificate first.
        let served: [String]
        let roots: [String]

        var text: String { "served \(served.joined(separator: " ")), trusted \(roots.joined(separator: " "))" }
    }

    /// Mostly what leads to the root, some of it missing, out of order or too much.
    private static func chain(_ pool: [String: CertificateMint.Minted], _ random: inout some RandomNumberGenerator) -> Chain {
        let leaves = pool.keys.filter { $0.hasPrefix("leaf-") }.sorted()
        let leaf = leaves.randomElement(using: &random) ?? ""
        let own = String(leaf.dropFirst(5))
        var others = [pool[own] == nil ? "plain" : own] + (own == "deep" ? ["plain"] : [])
        if Int.random(in: 0..<6, using: &random) == 0 { others.removeAll() }
        let rest = pool.keys.filter { !$0.hasPrefix("leaf-") }.sorted()
        for _ in 0..<Int.random(in: 0...2, using: &random) { others.append(rest.randomElement(using: &random) ?? "root") }
        others.shuffle(using: &random)
        let roots = [["root"], ["root"], ["root"], ["other-root"], ["root", "other-root"], ["plain"], [leaf], ["expired"]]
        return Chain(served: [leaf] + others, roots: roots.randomElement(using: &random) ?? ["root"])
    }

    @Test("the same chains are good, and bad for a reason that is among ours")
    func agreement() async throws {
        let pool = try await Self.pool()
        let octets = try pool.mapValues { minted in
            let lines = minted.text.split(separator: "\n").drop { !$0.hasPrefix("-----BEGIN") }.dropFirst().prefix {
                !$0.hasPrefix("-----END")
            }
            return Array(try #require(Data(base64Encoded: lines.joined())))
        }
        var random = SeededGenerator(seed: Self.seed)
        let folder = try TemporaryFolder()
        var cases: [KnownDifferences.Case] = []
        for _ in 0..<Self.chains {
            let chain = Self.chain(pool, &random)
            let text = { (names: [String]) in names.compactMap { pool[$0]?.text }.joined(separator: "\n") }
            let roots = try folder.write(text(chain.roots), to: "roots.pem")
            let others = try folder.write(text(Array(chain.served.dropFirst())), to: "others.pem")
            let leaf = try folder.write(text(Array(chain.served.prefix(1))), to: "leaf.pem")
            let verification = try #require(
                StoredOctets.verification(
                    of: chain.served.compactMap { octets[$0] }, roots: try TrustStore(system: false, file: roots),
                    at: Int64(Date().timeIntervalSince1970)))
            let untrusted = chain.served.count > 1 ? ["-untrusted", others] : []
            let openssl = try #require(Program.path("openssl"))
            let ended = try await Program.run(
                path: openssl,
                ["verify", "-no-CApath", "-no-CAstore", "-CAfile", roots, "-partial_chain", "-purpose", "sslserver"] + untrusted
                    + [leaf])
            let theirs = Self.reason(ended.output + ended.error)
            let codes = Set(verification.problems.map(\.code))
            // The command stops at the first mistake; ours has them all.
            let ours =
                codes.isEmpty ? "good" : theirs.flatMap { codes.contains($0) ? "bad \($0)" : nil } ?? "bad \(codes.sorted())"
            cases.append(KnownDifferences.Case(chain.text, ours: ours, theirs: theirs.map { "bad \($0)" } ?? "good"))
        }
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        for complaint in try KnownDifferences(of: "openssl verify", in: here).complaints(about: cases) {
            Issue.record("\(complaint)")
        }
        let good = cases.count { $0.isGood }
        #expect(good >= 20 && cases.count - good >= 20, "\(good) good chains of \(cases.count) prove little")
    }

    /// The `X509_V_ERR_…` of the first mistake; `nil` for a chain that is good.
    private static func reason(_ output: String) -> Int? {
        guard let match = output.firstMatch(of: /error (\d+) at/) else { return nil }
        return Int(match.1)
    }
}
