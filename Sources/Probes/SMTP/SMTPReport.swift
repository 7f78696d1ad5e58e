package import DNS

/// A mail server to talk to, at one address.
package struct SMTPTarget: Hashable, Sendable {
    package let endpoint: Endpoint
    /// The name under which its certificate must stand.
    package let host: DomainName
    /// The domain whose bounces it should take; `nil` asks for no recipient.
    package let bounceDomain: DomainName?

    package init(endpoint: Endpoint, host: DomainName, bounceDomain: DomainName?) {
        self.endpoint = endpoint
        self.host = host.lowercased
        self.bounceDomain = bounceDomain?.lowercased
    }
}

/// What a mail server said, up to `RCPT TO`. `DATA` is never sent.
package struct SMTPReport: Hashable, Sendable {
    package enum StartTLS: Hashable, Sendable {
        case notOffered
        case failed(HandshakeFailure)
        case established(TLSSession)
    }

    /// What became of `MAIL FROM:<>` and a recipient at the bounce domain.
    package enum Acceptance: Hashable, Sendable {
        case accepted
        /// Refused for good: which command, and the server's answer.
        case rejected(command: String, reply: String)
        /// Come back later: greylisting, or a server that is not well.
        case deferred(command: String, reply: String)
        /// The dialogue broke off before: how.
        case broken(String)
        /// Not asked.
        case notAsked
    }

    package let target: SMTPTarget
    package let connectionFailure: ConnectionFailure?
    /// Why the dialogue ended early; `nil` when it was had to the end.
    package let breakdown: StreamFailure?
    package let greeting: SMTPReply?
    package let hello: SMTPReply?
    /// The server's answer to EHLO names extensions, in upper case.
    package let extensions: [String]
    /// `nil` when the dialogue did not come so far.
    package let startTLS: StartTLS?
    package let served: [Certificate]
    /// What is wrong with the certificate, for a sentence each.
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

    /// The server turns everybody away, or nobody speaks SMTP there: what it does, for a sentence.
    package var refusal: String? {
        if let greeting, !greeting.isPositive { return "greets with \(greeting.text)" }
        if let hello, !hello.isPositive { return "answers EHLO with \(hello.text)" }
        return nil
    }
}
