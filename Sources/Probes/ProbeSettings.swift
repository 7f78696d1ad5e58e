package import DNS

/// How servers are probed.
package struct ProbeSettings: Sendable {
    package let roots: TrustStore
    /// The reference time, seconds since 1970: certificates are verified as of then.
    package let now: Int64
    /// The deadline of the run.
    package let deadline: ContinuousClock.Instant?
    /// For a connection, and for a handshake.
    package var connectionTimeout = Duration.seconds(5)
    /// For a whole HTTP exchange, the handshake included. RFC 8461 §3.3 suggests a minute; an audit has less.
    package var fetchTimeout = Duration.seconds(8)
    /// For the greeting of a mail server. Servers delay it for unknown clients on purpose; RFC 5321 §4.5.3.2.1 gives five
    /// minutes, an audit has less.
    package var greetingTimeout = Duration.seconds(20)
    /// For each reply after the greeting. RFC 5321 §4.5.3.2.2 and §4.5.3.2.3 give five minutes.
    package var replyTimeout = Duration.seconds(20)
    /// For a whole SMTP dialogue.
    package var dialogueTimeout = Duration.seconds(60)
    /// How long a server that requested a client certificate may object after the handshake.
    package var objectionTimeout = Duration.seconds(1)
    /// After a successful ordinary handshake, probes of other versions stop at the ServerHello.
    package var stopsAtServerHello = false
    /// Concurrent dialogues.
    package var connections = 32
    /// A dialogue that has lasted longer counts as slow: its place among `connections` goes to the next.
    package var slowAfter = Duration.milliseconds(500)
    /// Concurrent dialogues including slow ones.
    package var connectionsWithSlow = 256
    /// Connections per second to one address; `nil` for no limit.
    package var pacing: AddressPacing?
    /// Reports of each kind that are cached for later callers, and for how long; `nil` for ever.
    package var reportsKept = Int.max
    package var reportLifetime: Duration?
    /// The client name in EHLO: a name or an address literal.
    package var clientName: String?
    /// The addresses that may be connected to.
    package var filter = AddressFilter.everything
    /// Maps an endpoint of the plan to its real one, for demonstrations; `nil` for one that is not served. Without it,
    /// endpoints are used as they are.
    package var endpointMapping: (@Sendable (Endpoint) -> Endpoint?)?
    /// Why no connections may be made, for a sentence; `nil` when they may.
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
    /// The deadline of a dialogue on a pool thread.
    func deadline(_ timeout: Duration, _ pool: WorkerPool) -> Deadline {
        Deadline(timeout, run: deadline, slowAfter: slowAfter, pool: pool)
    }

    /// Waits until the address may be contacted; this does not count against any deadline.
    func awaitTurn(of address: IPAddress, _ pool: WorkerPool) {
        guard let pacing, filter.refusal(of: address) == nil else { return }
        pacing.awaitTurn(of: address, pool)
    }

    /// Connects to the real endpoint.
    func connect(to endpoint: Endpoint, _ deadline: Deadline) throws(ConnectionFailure) -> TCPStream {
        if let refusal { throw .notPermitted(refusal) }
        if let endpointMapping {
            guard let place = endpointMapping(endpoint) else { throw .silent }
            return try TCPStream.connect(to: place, deadline)
        }
        if let reason = filter.refusal(of: endpoint.address) { throw .notPermitted(reason) }
        return try TCPStream.connect(to: endpoint, deadline)
    }
}
