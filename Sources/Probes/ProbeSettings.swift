package import DNS

/// How servers are looked at.
package struct ProbeSettings: Sendable {
    package let roots: TrustStore
    /// The moment of judgement, seconds since 1970: certificates are verified as of then.
    package let now: Int64
    /// When the run must be over.
    package let deadline: ContinuousClock.Instant?
    /// For a connection, and for a handshake.
    package var connectionTimeout = Duration.seconds(5)
    /// For a whole HTTP exchange, the handshake included. RFC 8461 §3.3 suggests a minute; an audit has less.
    package var fetchTimeout = Duration.seconds(8)
    /// For the greeting of a mail server. Servers make unknown clients wait for it on purpose; RFC 5321 §4.5.3.2.1 gives five
    /// minutes, an audit has less.
    package var greetingTimeout = Duration.seconds(20)
    /// For each reply after the greeting. RFC 5321 §4.5.3.2.2 and §4.5.3.2.3 give five minutes.
    package var replyTimeout = Duration.seconds(20)
    /// For a whole SMTP dialogue.
    package var dialogueTimeout = Duration.seconds(60)
    /// For what a server minds after a handshake, where it has asked for a certificate of the client.
    package var objectionTimeout = Duration.seconds(1)
    /// Where an ordinary handshake has succeeded, other versions are asked for as far as the server's choice alone.
    package var stopsAtServerHello = false
    /// Dialogues at the same time.
    package var connections = 32
    /// A dialogue that has lasted longer waits beside the others: its place among `connections` goes to the next.
    package var slowAfter = Duration.milliseconds(500)
    /// Dialogues at the same time with those that wait beside.
    package var connectionsWithSlow = 256
    /// Connections a second to one address; `nil` for as many as its reports take.
    package var pacing: AddressPacing?
    /// Reports that are kept of each kind for those who ask later, and for how long; `nil` for ever.
    package var reportsKept = Int.max
    package var reportLifetime: Duration?
    /// What is said in EHLO: a name or an address literal.
    package var clientName: String?
    /// Where connections may lead.
    package var filter = AddressFilter.everything
    /// Where an endpoint of the plan really is, for demonstrations; `nil` for one that nobody serves. Everything is where it
    /// says without it.
    package var whereabouts: (@Sendable (Endpoint) -> Endpoint?)?
    /// Why nothing may be connected to, for a sentence; `nil` where connections may be made.
    var refusal: String?
    package var httpPort: UInt16 = 80
    package var httpsPort: UInt16 = 443
    package var smtpPort: UInt16 = 25

    package init(roots: TrustStore, now: Int64, deadline: ContinuousClock.Instant? = nil) {
        self.roots = roots
        self.now = now
        self.deadline = deadline
    }
}

extension ProbeSettings {
    /// For a dialogue on a thread of the pool.
    func deadline(_ timeout: Duration, _ pool: WorkerPool) -> Deadline {
        Deadline(timeout, run: deadline, slowAfter: slowAfter, pool: pool)
    }

    /// Waits for the address's turn, and no part of any deadline.
    func awaitTurn(of address: IPAddress, _ pool: WorkerPool) {
        guard let pacing, filter.refusal(of: address) == nil else { return }
        pacing.awaitTurn(of: address, pool)
    }

    /// A connection to where the endpoint really is.
    func connect(to endpoint: Endpoint, _ deadline: Deadline) throws(ConnectionFailure) -> TCPStream {
        if let refusal { throw .notPermitted(refusal) }
        if let whereabouts {
            guard let place = whereabouts(endpoint) else { throw .silent }
            return try TCPStream.connect(to: place, deadline)
        }
        if let reason = filter.refusal(of: endpoint.address) { throw .notPermitted(reason) }
        return try TCPStream.connect(to: endpoint, deadline)
    }
}
