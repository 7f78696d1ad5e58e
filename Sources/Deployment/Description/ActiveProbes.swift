/// Which servers other than name servers may be connected to.
package struct ActiveProbes: Hashable, Sendable {
    package let tls: Bool
    /// SMTP up to `RCPT TO`, never `DATA`.
    package let smtp: Bool
    /// Plain HTTP at web hosts, and the MTA-STS policy.
    package let http: Bool

    package init(tls: Bool = true, smtp: Bool = false, http: Bool = true) {
        self.tls = tls
        self.smtp = smtp
        self.http = http
    }
}
