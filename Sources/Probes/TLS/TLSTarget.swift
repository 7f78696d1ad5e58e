package import DNS

/// A server to probe: where it listens, and the name to request.
package struct TLSTarget: Hashable, Sendable {
    /// What comes before the handshake.
    package enum Opening: String, Hashable, Sendable {
        case none
        /// SMTP up to `STARTTLS` (RFC 3207).
        case smtp
    }

    package let endpoint: Endpoint
    /// Sent as SNI; `nil` sends none.
    package let serverName: DomainName?
    package let opening: Opening

    package init(endpoint: Endpoint, serverName: DomainName?, opening: Opening = .none) {
        self.endpoint = endpoint
        self.serverName = serverName?.lowercased
        self.opening = opening
    }

    /// RFC 6066 §3: ASCII, without the final dot.
    var serverNameText: String? { serverName.flatMap { $0.isRoot ? nil : $0.text } }
}
