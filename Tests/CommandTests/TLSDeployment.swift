import AuthoritativeServer
import DNS
import Foundation
import TestPeers
import Testing

/// A deployment whose web names lead to servers on loopback, each on its own port.
struct TLSDeployment {
    struct Host {
        let role: String
        let name: String
        let port: UInt16
        /// The content of the plan and the records.
        var addresses = ["127.0.0.1"]
    }

    var hosts: [Host] = []
    var records: [String] = []
    /// Only certificates by default.
    var probes = "{ http: false }"
    /// `tls.authorities`, in YAML.
    var authorities: String?
    /// How the resolver treats a question.
    var behaviour: (@Sendable (Question) -> Behaviour)?

    mutating func add(_ name: String, port: UInt16, role: String = "panel", addresses: [String] = ["127.0.0.1"]) {
        hosts.append(Host(role: role, name: "\(name).acme.example", port: port, addresses: addresses))
    }

    private func file(resolver: Endpoint, roots: String) -> String {
        let lists = ["panel", "tracking", "pixel"].map { role in
            let own = hosts.filter { $0.role == role }.map { host in
                let addresses = host.addresses.map { "\"\($0)\"" }.joined(separator: ", ")
                return "  - { host: \(host.name), addresses: [\(addresses)], port: \(host.port) }\n"
            }
            return own.isEmpty ? "" : "\(role):\n\(own.joined())"
        }
        return """
            version: 1
            name: acme
            scheme: direct
            views: { public: { resolvers: ["\(resolver)"] } }
            networks: { public: [127.0.0.0/8, "::1/128"] }
            tls: { ca-file: "\(roots)"\(authorities.map { ", authorities: \($0)" } ?? "") }
            probes: \(probes)
            \(lists.joined())
            """
    }

    private var zone: String {
        // A name with a CNAME among the records has no address.
        let direct = hosts.filter { host in !records.contains { $0.hasPrefix("\(host.name). CNAME ") } }
        let addresses = direct.flatMap { host in
            host.addresses.map { "\(host.name). \($0.contains(":") ? "AAAA" : "A") \($0)" }
        }
        let head = ["$TTL 300", ". SOA ns.example. hostmaster.example. 1 3600 600 86400 60"]
        return (head + Set(addresses).sorted() + records).joined(separator: "\n") + "\n"
    }

    /// Audits with the rules of some areas: `--rule tls/* …`.
    func audit(
        _ rules: [String], roots: CertificateMint.Minted, options: [String] = []
    ) async throws -> SendreadyProgram.Run {
        let (server, resolver) = try AcmeDeployment.server(zone, behaviour: behaviour)
        defer { server.stop() }
        let program = try SendreadyProgram()
        try program.folder.write(file(resolver: resolver, roots: roots.path), to: "acme.yaml")
        let selection = rules.flatMap { ["--rule", $0] }
        return try await program.run(["audit", "acme.yaml", "--format", "json"] + selection + options)
    }
}
