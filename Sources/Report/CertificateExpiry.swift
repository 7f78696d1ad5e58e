import Deployment
package import Facts

/// When the certificates of a name end: the first of all addresses that serve it, in all views.
package struct CertificateExpiry: Sendable, Hashable {
    package let role: String
    package let name: String
    package let port: Int
    package let notAfter: Timestamp
    /// How long the certificate of the name itself is valid from its beginning on, in seconds; `nil` when it does not say. What
    /// is left is held against this, so that alerts fit certificates of 90 days as well as of six.
    package let lifetime: Int64?

    /// Whole days from `time` on; negative once it has ended.
    package func days(from time: Timestamp) -> Int64 {
        let seconds = notAfter.seconds - time.seconds
        return seconds >= 0 ? seconds / 86_400 : -((86_399 - seconds) / 86_400)
    }

    /// Of the names of the deployment file, sorted by role, name and port. Endpoints whose certificate could not be had are
    /// left out: rules speak of them.
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
            // A root's end does not matter: it is trusted for being there.
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
