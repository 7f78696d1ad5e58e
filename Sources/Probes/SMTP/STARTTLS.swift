/// The SMTP commands that lead to a TLS handshake (RFC 3207).
enum STARTTLS {
    /// From the greeting to the `220` that precedes the handshake. Greeting and replies have their own deadlines (RFC 5321
    /// §4.5.3.2), whatever the connection's is.
    static func open(_ connection: TCPStream, _ settings: ProbeSettings, _ deadline: Deadline) throws(HandshakeFailure) {
        var session = SMTPSession(connection, settings, deadline)
        let greeting = try step { () throws(StreamFailure) in try session.greeting(settings.greetingTimeout) }
        guard greeting.isPositive else { throw .noStartTLS("the server greets with \(greeting.text)") }
        let hello = try step { () throws(StreamFailure) in try session.hello() }
        guard hello.isPositive else { throw .noStartTLS("the server answers EHLO with \(hello.text)") }
        try begin(&session)
    }

    /// From the offer to the `220`.
    static func begin(_ session: inout SMTPSession) throws(HandshakeFailure) {
        guard session.extensions.contains("STARTTLS") else { throw .noStartTLS("the server does not offer STARTTLS") }
        let reply = try step { () throws(StreamFailure) in try session.command("STARTTLS") }
        guard reply.isPositive else { throw .noStartTLS("the server answers STARTTLS with \(reply.text)") }
        // Data before the handshake was injected by an attacker in the middle, or comes from a server that would itself
        // accept such data (CVE-2011-0411).
        guard !session.hasUnreadOctets else {
            throw .noStartTLS("plain text follows the server's answer to STARTTLS: someone may be tampering with the connection")
        }
    }

    private static func step(_ body: () throws(StreamFailure) -> SMTPReply) throws(HandshakeFailure) -> SMTPReply {
        do throws(StreamFailure) {
            return try body()
        } catch {
            switch error {
            case .timedOut: throw .timedOut
            case .outOfTime: throw .outOfTime
            case .cutShort: throw .cutShort
            default: throw .noStartTLS("the server \(error.phrase)")
            }
        }
    }
}
