import DNS

/// Looks at one server: an ordinary client first, then each version alone that it has not shown. One connection at a time,
/// so that no server meets a crowd; each is a job of its own in the pool, so that no server holds up another.
struct TLSProbe: Sendable {
    let target: TLSTarget
    let contexts: TLSContexts
    let settings: ProbeSettings
    let pool: WorkerPool

    /// One connection and what it showed.
    private struct Attempt: Sendable {
        var result: Result<TLSSession, TLSReport.Obstacle>
        var served: [CertificateHandle] = []
        var staple: [UInt8]?
    }

    func run() async -> TLSReport {
        let first = await attempt(.ordinary)
        if case .failure(.connection(let failure)) = first.result { return report(failure) }
        var described = first
        var offers: [TLSVersion: TLSReport.Offer] = [:]
        let ordinary = first.result.mapError { obstacle in
            guard case .handshake(let failure) = obstacle else { return HandshakeFailure.closed }
            return failure
        }
        if case .success(let session) = ordinary { offers[session.version] = .accepted(session) }
        for version in TLSVersion.allCases.reversed() where offers[version] == nil {
            if case .failure(let failure) = ordinary, failure.isFinal {
                offers[version] = .unknown(.handshake(failure))
                continue
            }
            let attempt = await attempt(.only(version))
            offers[version] = Self.offer(attempt.result)
            if described.served.isEmpty || Self.isBetter(attempt, than: described) { described = attempt }
        }
        return report(ordinary, offers, described)
    }

    /// A session says more than a handshake that broke off.
    private static func isBetter(_ attempt: Attempt, than other: Attempt) -> Bool {
        if case .failure = other.result, case .success = attempt.result { return true }
        return false
    }

    private static func offer(_ result: Result<TLSSession, TLSReport.Obstacle>) -> TLSReport.Offer {
        switch result {
        case .success(let session): .accepted(session)
        case .failure(.handshake(let failure)) where !failure.isInconclusive: .refused(failure)
        case .failure(let obstacle): .unknown(obstacle)
        }
    }

    private func attempt(_ client: TLSContext.Client) async -> Attempt {
        await pool.run { connect(client) }
    }

    /// On a thread of the pool.
    private func connect(_ client: TLSContext.Client) -> Attempt {
        let patience = settings.patience(settings.connectionPatience, pool)
        let connection: TCPStream
        do throws(ConnectionFailure) {
            connection = try settings.connect(to: target.endpoint, patience)
        } catch {
            return Attempt(result: .failure(.connection(error)))
        }
        if target.opening == .smtp {
            do throws(HandshakeFailure) {
                try STARTTLS.open(connection, clientName: settings.clientName, patience)
            } catch {
                return Attempt(result: .failure(.handshake(error)))
            }
        }
        guard let context = contexts[client],
            let stream = TLSStream(context, over: connection, serverName: target.serverNameText)
        else { return Attempt(result: .failure(.connection(.noRoute("out of memory")))) }
        do throws(HandshakeFailure) {
            try stream.handshake(patience)
        } catch {
            return Attempt(result: .failure(.handshake(error)), served: stream.served)
        }
        defer { stream.close() }
        return Attempt(result: .success(stream.negotiated), served: stream.served, staple: stream.staple)
    }

    private func report(_ failure: ConnectionFailure) -> TLSReport {
        TLSReport(
            target: target, connectionFailure: failure, ordinary: nil, offers: [:], served: [], verification: nil, trust: nil,
            staple: .none)
    }

    private func report(
        _ ordinary: Result<TLSSession, HandshakeFailure>, _ offers: [TLSVersion: TLSReport.Offer], _ described: Attempt
    ) -> TLSReport {
        let roots = settings.roots
        let verification =
            described.served.isEmpty || roots.isEmpty
            ? nil : ChainVerification(described.served, roots: roots, at: settings.now)
        let issuer = described.served.first.flatMap { leaf in
            described.served.dropFirst().first { leaf.isIssued(by: $0) }
                ?? verification?.path.dropFirst().first.flatMap { CertificateHandle($0.octets) }
        }
        return TLSReport(
            target: target, connectionFailure: nil, ordinary: ordinary, offers: offers,
            served: described.served.map(\.certificate), verification: verification,
            trust: verification.map { ChainTrust($0, of: described.served, settings) }
                ?? (described.served.isEmpty ? .noCertificate : nil),
            staple: OCSPStaple(
                described.staple, chain: described.served, issuer: issuer, roots: roots, at: settings.now))
    }
}

extension HandshakeFailure {
    /// Asking again with another version would not help.
    fileprivate var isFinal: Bool {
        switch self {
        case .timedOut, .stalled, .outOfTime, .noStartTLS: true
        case .alert, .wantsCertificate, .closed, .notTLS: false
        }
    }

    /// Says nothing about whether a version is offered.
    fileprivate var isInconclusive: Bool { isFinal }
}

/// Every kind of client, made once.
struct TLSContexts: Sendable {
    private let contexts: [TLSContext.Client: TLSContext]

    init() {
        let clients = [.ordinary, .lenient] + TLSVersion.allCases.map(TLSContext.Client.only)
        contexts = Dictionary(uniqueKeysWithValues: clients.compactMap { client in TLSContext(client).map { (client, $0) } })
    }

    subscript(_ client: TLSContext.Client) -> TLSContext? { contexts[client] }
}
