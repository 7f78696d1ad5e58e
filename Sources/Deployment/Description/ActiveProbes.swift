/// What may be connected to, apart from name servers.
public struct ActiveProbes: Hashable, Sendable {
    public let tls: Bool
    /// SMTP up to `RCPT TO`, never `DATA`.
    public let smtp: Bool
    /// Plain HTTP at web hosts, and the MTA-STS policy.
    public let http: Bool

    public init(tls: Bool = true, smtp: Bool = false, http: Bool = true) {
        self.tls = tls
        self.smtp = smtp
        self.http = http
    }
}
