import DNS

/// Probes one server: an ordinary client first, then each version that it has not used, then each signature algorithm
/// without a certificate so far. One connection at a time, so as not to burden the server; each is a separate job in the
/// pool, so that no server holds up another.
struct TLSProbe: Sendable {
    let target: TLSTarget
    let contexts: TLSContexts
    let settings: ProbeSettings
    let pool: WorkerPool

    /// One connection and its result.
    private struct Attempt: Sendable {
        var result: Result<TLSSession, TLSReport.Obstacle>
        /// The version in the ServerHello, even if the handshake failed later.
        var chosen: TLSVersion?
        var asksForCertificate = false
        var served: [CertificateHandle] = []
        var servedCount = 0
        var staple: [UInt8]?

        var failure: HandshakeFailure? {
            guard case .failure(.handshake(let failure)) = result else { return nil }
            return failure
        }

        var offer: TLSReport.Offer {
            switch result {
            case .success(let session): .accepted(session)
            case .failure(.handshake(let failure)) where chosen != nil: .chosen(failure)
            case .failure(.handshake(let failure)) where !failure.isFinal && !failure.isInconclusive: .refused(failure)
            case .failure(let obstacle): .unknown(obstacle)
            }
        }
    }

    /// Servers with a long delay before they begin (mail servers do it on purpose) get all further connections
    /// concurrently: the whole then takes twice as long as one connection, not seven times.
    /// What other signature algorithms there may be follows from the first connection alone then.
    private static let slowFrom = Duration.seconds(1)

    private var client: EmulatedClient { target.opening == .smtp ? .mailServer : .browser }

    func run() async -> TLSReport {
        let start = ContinuousClock.now
        let first = await attempt(client.offer)
        if case .failure(.connection(let failure)) = first.result { return report(failure) }
        let isSlow = ContinuousClock.now - start > Self.slowFrom
        var offers: [TLSVersion: TLSReport.Offer] = [:]
        var attempts = [first]
        if case .success(let session) = first.result { offers[session.version] = .accepted(session) }
        let versions = TLSVersion.allCases.reversed().filter { offers[$0] == nil }
        if let failure = first.failure, failure.isFinal {
            for version in versions { offers[version] = .unknown(.handshake(failure)) }
            return report(.failure(failure), offers, [:], attempts)
        }
        let stops = settings.stopsAtServerHello && first.failure == nil
        async let early = isSlow ? otherCertificates([first], concurrently: true) : nil
        for (version, attempt) in await self.attempts(versions, ClientOffer.only, concurrently: isSlow, stopping: stops) {
            offers[version] = attempt.offer
            attempts.append(attempt)
        }
        let known = await early
        let (signatures, more) = if let known { known } else { await otherCertificates(attempts, concurrently: false) }
        let ordinary = first.result.mapError { _ in first.failure ?? .closed }
        if let failure = await beyondLibrary(first, offers) {
            offers[.tls13] = .chosen(failure)
            return report(.failure(failure), offers, signatures, attempts + more)
        }
        return report(ordinary, offers, signatures, attempts + more)
    }

    /// A server may have a certificate for each signature algorithm, and chooses by the client's offer.
    private func otherCertificates(
        _ attempts: [Attempt], concurrently: Bool
    ) async -> (offers: [SignatureAlgorithm: TLSReport.Offer], attempts: [Attempt]) {
        let leaves = attempts.compactMap { $0.served.first?.certificate }
        guard !leaves.isEmpty else { return ([:], []) }
        let known = Set(leaves.compactMap(SignatureAlgorithm.init(keyOf:)))
        let wanted = SignatureAlgorithm.allCases.filter { !known.contains($0) }
        var offers: [SignatureAlgorithm: TLSReport.Offer] = [:]
        var more: [Attempt] = []
        for (algorithm, attempt) in await self.attempts(wanted, ClientOffer.signed, concurrently: concurrently) {
            let leaf = attempt.served.first?.certificate
            // Some servers send whatever certificate they have, and the handshake then fails (RFC 8446 §4.4.2.2).
            let isOther = leaf.map { SignatureAlgorithm(keyOf: $0) != algorithm } ?? false
            offers[algorithm] = isOther ? .refused(attempt.failure ?? .closed) : attempt.offer
            more.append(attempt)
        }
        return (offers, more)
    }

    /// A server that accepts no offer may support something that this program's OpenSSL does not.
    private func beyondLibrary(_ first: Attempt, _ offers: [TLSVersion: TLSReport.Offer]) async -> HandshakeFailure? {
        guard first.failure != nil, first.chosen == nil, let lacking = contexts[client.offer]?.lacking ?? nil, !lacking.isEmpty,
            offers.values.allSatisfy({ if case .refused = $0 { true } else { false } })
        else { return nil }
        return await pool.run {
            settings.awaitTurn(of: target.endpoint.address, pool)
            let deadline = settings.deadline(settings.connectionTimeout, pool)
            var generator = SystemRandomNumberGenerator()
            let random = (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }
            guard let connection = try? open(deadline),
                let group = GroupProbe.agreed(
                    of: lacking, over: connection, serverName: target.serverNameText, random: random, deadline)
            else { return nil }
            return .beyondLibrary(group: group, library: OpenSSLLibrary.version)
        }
    }

    // MARK: Connections

    private func attempts<Key: Hashable & Sendable>(
        _ keys: [Key], _ offer: @escaping @Sendable (Key) -> ClientOffer, concurrently isConcurrent: Bool,
        stopping stops: Bool = false
    ) async -> [(Key, Attempt)] {
        guard isConcurrent else {
            var results: [(Key, Attempt)] = []
            for key in keys { results.append((key, await attempt(offer(key), stopping: stops))) }
            return results
        }
        let results = await withTaskGroup(of: (Key, Attempt).self) { group in
            for key in keys { group.addTask { (key, await self.attempt(offer(key), stopping: stops)) } }
            return await group.reduce(into: [Key: Attempt]()) { $0[$1.0] = $1.1 }
        }
        return keys.compactMap { key in results[key].map { (key, $0) } }
    }

    private func attempt(_ offer: ClientOffer, stopping stops: Bool = false) async -> Attempt {
        await pool.run { connect(offer, stopping: stops) }
    }

    /// Opens a connection up to the beginning of the handshake.
    private func open(_ deadline: Deadline) throws(TLSReport.Obstacle) -> TCPStream {
        let connection: TCPStream
        do throws(ConnectionFailure) {
            connection = try settings.connect(to: target.endpoint, deadline)
        } catch {
            throw .connection(error)
        }
        guard target.opening == .smtp else { return connection }
        do throws(HandshakeFailure) {
            try STARTTLS.open(connection, settings, settings.deadline(settings.dialogueTimeout, pool))
        } catch {
            throw .handshake(error)
        }
        return connection
    }

    /// Runs on a pool thread.
    private func connect(_ offer: ClientOffer, stopping stops: Bool) -> Attempt {
        settings.awaitTurn(of: target.endpoint.address, pool)
        let connecting = settings.deadline(settings.connectionTimeout, pool)
        let connection: TCPStream
        do throws(TLSReport.Obstacle) {
            connection = try open(connecting)
        } catch {
            return Attempt(result: .failure(error))
        }
        guard let context = contexts[offer],
            let stream = TLSStream(context, over: connection, serverName: target.serverNameText)
        else { return Attempt(result: .failure(.connection(.noRoute("OpenSSL cannot emulate such a client")))) }
        // The time that a mail server takes for its greeting does not count against the handshake.
        let deadline = target.opening == .smtp ? settings.deadline(settings.connectionTimeout, pool) : connecting
        var attempt = Attempt(result: .failure(.handshake(.closed)))
        do throws(HandshakeFailure) {
            try stream.handshake(deadline, stopsAtServerHello: stops)
            attempt.result = .success(stream.negotiated)
            attempt.staple = stream.staple
            if let objection = stream.waitForObjection(deadline.step(settings.objectionTimeout)) {
                attempt.result = .failure(.handshake(objection))
            }
            stream.close()
        } catch {
            attempt.result = .failure(.handshake(error))
        }
        attempt.chosen = stream.chosenVersion
        attempt.asksForCertificate = stream.asksForCertificate
        attempt.served = stream.served
        attempt.servedCount = Int(stream.servedCount)
        return attempt
    }

    // MARK: Report

    func report(_ failure: ConnectionFailure) -> TLSReport {
        TLSReport(
            target: target, connectionFailure: failure, client: client, ordinary: nil, offers: [:], signatures: [:], chains: [],
            asksForCertificate: false)
    }

    private func report(
        _ ordinary: Result<TLSSession, HandshakeFailure>, _ offers: [TLSVersion: TLSReport.Offer],
        _ signatures: [SignatureAlgorithm: TLSReport.Offer], _ attempts: [Attempt]
    ) -> TLSReport {
        TLSReport(
            target: target, connectionFailure: nil, client: client, ordinary: ordinary, offers: offers, signatures: signatures,
            chains: Self.differing(attempts).map {
                ServedChain($0.served, count: $0.servedCount, staple: $0.staple, settings)
            },
            asksForCertificate: attempts.contains(where: \.asksForCertificate))
    }

    /// The attempts that showed a certificate, one per distinct server certificate: the first, but preferably one whose
    /// handshake was completed.
    private static func differing(_ attempts: [Attempt]) -> [Attempt] {
        var order: [String] = []
        var best: [String: Attempt] = [:]
        for attempt in attempts {
            guard let print = attempt.served.first?.certificate.fingerprint else { continue }
            guard let known = best[print] else {
                order.append(print)
                best[print] = attempt
                continue
            }
            if known.failure != nil, attempt.failure == nil { best[print] = attempt }
        }
        let all = order.compactMap { best[$0] }
        // Completed handshakes come before failed ones.
        return all.filter { $0.failure == nil } + all.filter { $0.failure != nil }
    }
}

extension HandshakeFailure {
    /// Another attempt with a different offer would not help.
    fileprivate var isFinal: Bool {
        switch self {
        case .timedOut, .stalled, .outOfTime, .noStartTLS: true
        case .alert, .wantsCertificate, .closed, .notTLS, .cutShort, .beyondLibrary: false
        }
    }
}
