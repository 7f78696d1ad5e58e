public import DNS

/// A server to look at: where it listens, and the name under which it is asked.
public struct TLSTarget: Hashable, Sendable {
    /// What comes before the handshake.
    public enum Opening: String, Hashable, Sendable {
        case none
        /// SMTP up to `STARTTLS` (RFC 3207).
        case smtp
    }

    public let endpoint: Endpoint
    /// Sent as SNI; `nil` sends none.
    public let serverName: DomainName?
    public let opening: Opening

    public init(endpoint: Endpoint, serverName: DomainName?, opening: Opening = .none) {
        self.endpoint = endpoint
        self.serverName = serverName?.lowercased
        self.opening = opening
    }

    /// RFC 6066 §3: ASCII, without the final dot.
    var serverNameText: String? { serverName.flatMap { $0.isRoot ? nil : $0.text } }
}
