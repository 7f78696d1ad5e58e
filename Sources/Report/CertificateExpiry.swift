import Deployment
package import Facts

/// When the certificates of a name expire: the earliest over all addresses that serve it, in all views.
package struct CertificateExpiry: Sendable, Hashable {
    package let role: String
    package let name: String
    package let port: Int
    package let notAfter: Timestamp
    /// The total lifetime of the name's own certificate in seconds; `nil` when it is unknown. The remaining time is
    /// compared with it, so that alerts suit 90-day certificates as well as six-day ones.
    package let lifetime: Int64?

    /// Whole days from `time` on; negative after the expiry.
    package func days(from time: Timestamp) -> Int64 {
        let seconds = notAfter.seconds - time.seconds
        return seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    }

    /// For the names of the deployment file, sorted by role, name and port. Endpoints without a known certificate are left
    /// out: rules report them.
    static func all(_ facts: FactSet) -> [CertificateExpiry] {
        struct Key: Hashable {
            let role: String
            let name: String
            let port: Int
        }
        var ends: [Key: (notAfter: Timestamp, lifetime: Int64?)] = [:]
        for endpoint in LenientFacts(facts.root).list("tls_endpoints") {
            let role = endpoint.text("role")
            guard WebRole(rawValue: role) != nil, let port = endpoint.integer("port"),
                let certificate = endpoint.object("certificate"), let own = certificate.timestamp("not_after")
            else { continue }
            // A root's expiry does not matter: it is trusted for being in the store.
            let above = endpoint.list("chain").filter { !$0.truth("self_issued") }.compactMap { $0.timestamp("not_after") }
            let key = Key(role: role, name: endpoint.text("name"), port: port)
            let end = above.reduce(own, min)
            if let known = ends[key], known.notAfter <= end { continue }
            ends[key] = (end, certificate.seconds("lifetime"))
        }
        return ends.map { key, end in
            CertificateExpiry(
                role: key.role, name: key.name, port: key.port, notAfter: end.notAfter, lifetime: end.lifetime)
        }
        .sorted { ($0.role, $0.name, $0.port) < ($1.role, $1.name, $1.port) }
    }
}
