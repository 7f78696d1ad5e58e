package import DNS

/// How servers are looked at.
package struct ProbeSettings: Sendable {
    package let roots: TrustStore
    /// The moment of judgement, seconds since 1970: certificates are verified as of then.
    package let now: Int64
    /// When everything must be over.
    package let deadline: ContinuousClock.Instant?
    /// For a connection with its handshake.
    package var connectionPatience = Duration.seconds(5)
    /// For a whole HTTP exchange, the handshake included. RFC 8461 §3.3 suggests a minute; an audit has less.
    package var fetchPatience = Duration.seconds(8)
    /// For a whole SMTP dialogue. Servers make unknown clients wait on purpose, some seconds before the greeting.
    package var dialoguePatience = Duration.seconds(20)
    /// Dialogues at the same time.
    package var connections = 32
    /// A dialogue that has lasted longer waits beside the others: its place among `connections` goes to the next.
    package var slowAfter = Duration.milliseconds(500)
    /// Dialogues at the same time with those that wait beside.
    package var connectionsWithSlow = 256
    /// What is said in EHLO: a name or an address literal.
    package var clientName: String?
    /// Where an endpoint of the plan really is, for demonstrations; `nil` for one that nobody serves. Everything is where it
    /// says without it.
    package var whereabouts: (@Sendable (Endpoint) -> Endpoint?)?
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
    func patience(_ duration: Duration, _ pool: WorkerPool) -> Patience {
        Patience(duration, atMost: deadline, slowAfter: slowAfter, pool: pool)
    }

    /// A connection to where the endpoint really is.
    func connect(to endpoint: Endpoint, _ patience: Patience) throws(ConnectionFailure) -> TCPStream {
        guard let whereabouts else { return try TCPStream.connect(to: endpoint, patience) }
        guard let place = whereabouts(endpoint) else { throw .silent }
        return try TCPStream.connect(to: place, patience)
    }
}
