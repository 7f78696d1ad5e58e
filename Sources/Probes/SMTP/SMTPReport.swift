package import DNS

/// A mail server to probe, at one address.
package struct SMTPTarget: Hashable, Sendable {
    package let endpoint: Endpoint
    /// The name that its certificate must cover.
    package let host: DomainName
    /// The domain whose bounces it should accept; `nil` tests no recipient.
    package let bounceDomain: DomainName?

    package init(endpoint: Endpoint, host: DomainName, bounceDomain: DomainName?) {
        self.endpoint = endpoint
        self.host = host.lowercased
        self.bounceDomain = bounceDomain?.lowercased
    }
}

/// A mail server's replies, up to `RCPT TO`. `DATA` is never sent.
package struct SMTPReport: Hashable, Sendable {
    package enum StartTLS: Hashable, Sendable {
        case notOffered
        case failed(HandshakeFailure)
        case established(TLSSession)
    }

    /// The result of `MAIL FROM:<>` and a recipient at the bounce domain.
    package enum Acceptance: Hashable, Sendable {
        case accepted
        /// Permanently refused: the command, and the server's reply.
        case rejected(command: String, reply: String)
        /// Try again later: greylisting, or a temporary problem of the server.
        case deferred(command: String, reply: String)
        /// The dialogue ended before, and how.
        case broken(String)
        /// Not tested.
        case notAsked
    }

    package let target: SMTPTarget
    package let connectionFailure: ConnectionFailure?
    /// Why the dialogue ended early; `nil` when it was complete.
    package let breakdown: StreamFailure?
    package let greeting: SMTPReply?
    package let hello: SMTPReply?
    /// The extensions in the server's reply to EHLO, in upper case.
    package let extensions: [String]
    /// `nil` when the dialogue did not get that far.
    package let startTLS: StartTLS?
    package let served: [Certificate]
    /// What is wrong with the certificate, one sentence each.
    package let certificateFaults: [String]
    package let acceptance: Acceptance

    /// The host name in the greeting (RFC 5321 §4.2).
    package var greetingName: String? { Self.name(greeting) }
    /// The host name in the answer to EHLO.
    package var helloName: String? { Self.name(hello) }

    private static func name(_ reply: SMTPReply?) -> String? {
        guard let reply, reply.isPositive else { return nil }
        return reply.lines.first?.split(separator: " ").first.map { $0.lowercased() }
    }

    /// The server refuses all clients, or does not speak SMTP: what it does, for a sentence.
    package var refusal: String? {
        if let greeting, !greeting.isPositive { return "greets with \(greeting.text)" }
        if let hello, !hello.isPositive { return "answers EHLO with \(hello.text)" }
        return nil
    }
}
