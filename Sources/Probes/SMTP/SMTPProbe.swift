import DNS

/// Talks to a mail server like one that delivers a bounce, up to `RCPT TO`, on a pool thread.
struct SMTPProbe {
    let target: SMTPTarget
    let context: TLSContext?
    let settings: ProbeSettings
    let pool: WorkerPool

    /// What the dialogue has shown so far.
    private struct Notes {
        var breakdown: StreamFailure?
        var greeting: SMTPReply?
        var hello: SMTPReply?
        var extensions: [String] = []
        var startTLS: SMTPReport.StartTLS?
        var served: [CertificateHandle] = []
        var acceptance = SMTPReport.Acceptance.notAsked
    }

    func run() -> SMTPReport {
        settings.awaitTurn(of: target.endpoint.address, pool)
        let deadline = settings.deadline(settings.dialogueTimeout, pool)
        var notes = Notes()
        var failure: ConnectionFailure?
        do throws(ConnectionFailure) {
            // The connection timeout is the usual one; the greeting has a longer one.
            let connecting = settings.deadline(settings.connectionTimeout, pool)
            let connection = try settings.connect(to: target.endpoint, connecting)
            do throws(StreamFailure) {
                try talk(connection, deadline, &notes)
            } catch {
                notes.breakdown = error
                if target.bounceDomain != nil, notes.acceptance == .notAsked { notes.acceptance = .broken(error.phrase) }
            }
        } catch {
            failure = error
        }
        return report(failure, notes)
    }

    /// The report of a dialogue that did not take place.
    func report(_ failure: ConnectionFailure) -> SMTPReport { report(failure, Notes()) }

    private func report(_ failure: ConnectionFailure?, _ notes: Notes) -> SMTPReport {
        let isSecure = if case .established? = notes.startTLS { true } else { false }
        return SMTPReport(
            target: target, connectionFailure: failure, breakdown: notes.breakdown, greeting: notes.greeting,
            hello: notes.hello, extensions: notes.extensions, startTLS: notes.startTLS,
            served: notes.served.map(\.certificate),
            certificateFaults: isSecure ? CertificateFault.all(of: notes.served, for: target.host, settings) : [],
            acceptance: notes.acceptance)
    }

    private func talk(_ connection: TCPStream, _ deadline: Deadline, _ notes: inout Notes) throws(StreamFailure) {
        var session = SMTPSession(connection, settings, deadline)
        notes.greeting = try session.greeting(settings.greetingTimeout)
        guard notes.greeting?.isPositive == true else { return session.quit() }
        notes.hello = try session.hello()
        guard notes.hello?.isPositive == true else { return session.quit() }
        notes.extensions = session.extensions.sorted()
        guard session.extensions.contains("STARTTLS") else {
            notes.startTLS = .notOffered
            try deliver(&session, &notes)
            return
        }
        if let stream = secure(&session, connection, deadline, &notes) {
            defer { stream.close() }
            session.continueOver(stream)
            if let hello = try hello(&session, over: stream, &notes) {
                guard hello.isPositive else { return session.quit() }
                try deliver(&session, &notes)
                return
            }
        }
        if target.bounceDomain != nil { try deliverPlainly(deadline, &notes) }
    }

    /// `nil` when the server objects to the missing client certificate only after the handshake.
    private func hello(
        _ session: inout SMTPSession, over stream: TLSStream, _ notes: inout Notes
    ) throws(StreamFailure) -> SMTPReply? {
        do {
            return try session.hello()
        } catch {
            guard let objection = stream.objection(error) else { throw error }
            notes.startTLS = .failed(objection)
            return nil
        }
    }

    /// STARTTLS has broken the connection. Like mail servers, the probe then tries to deliver without TLS.
    private func deliverPlainly(_ deadline: Deadline, _ notes: inout Notes) throws(StreamFailure) {
        let fresh: TCPStream
        settings.awaitTurn(of: target.endpoint.address, pool)
        do throws(ConnectionFailure) {
            fresh = try settings.connect(to: target.endpoint, deadline.step(settings.connectionTimeout))
        } catch {
            throw .broken(error.phrase)
        }
        var plain = SMTPSession(fresh, settings, deadline)
        guard try plain.greeting(settings.greetingTimeout).isPositive, try plain.hello().isPositive else { return plain.quit() }
        try deliver(&plain, &notes)
    }

    private func secure(
        _ session: inout SMTPSession, _ connection: TCPStream, _ deadline: Deadline, _ notes: inout Notes
    ) -> TLSStream? {
        do throws(HandshakeFailure) {
            try STARTTLS.begin(&session)
            guard let context, let stream = TLSStream(context, over: connection, serverName: target.host.text) else { return nil }
            defer { notes.served = stream.served }
            try stream.handshake(deadline.step(settings.connectionTimeout))
            notes.startTLS = .established(stream.negotiated)
            return stream
        } catch {
            notes.startTLS = .failed(error)
            return nil
        }
    }

    /// Delivers no bounce, but tests whether one would be accepted.
    private func deliver(_ session: inout SMTPSession, _ notes: inout Notes) throws(StreamFailure) {
        guard let domain = target.bounceDomain else { return session.quit() }
        notes.acceptance = try acceptance(at: domain, &session)
        _ = try? session.command("RSET")
        session.quit()
    }

    /// A platform may accept bounces only at addresses that it generates; postmaster must exist everywhere (RFC 5321
    /// §4.5.1).
    private static let localParts = ["bounce", "postmaster"]

    private func acceptance(
        at domain: DomainName, _ session: inout SMTPSession
    ) throws(StreamFailure) -> SMTPReport.Acceptance {
        let sender = "MAIL FROM:<>"
        let reply = try session.command(sender)
        guard reply.isPositive else { return Self.refusal(sender, reply) }
        var last = SMTPReport.Acceptance.notAsked
        for part in Self.localParts {
            let recipient = "RCPT TO:<\(part)@\(domain.text)>"
            let reply = try session.command(recipient)
            if reply.isPositive { return .accepted }
            last = Self.refusal(recipient, reply)
            if case .deferred = last { break }
        }
        return last
    }

    private static func refusal(_ command: String, _ reply: SMTPReply) -> SMTPReport.Acceptance {
        reply.isTransient
            ? .deferred(command: command, reply: reply.text) : .rejected(command: command, reply: reply.text)
    }
}
