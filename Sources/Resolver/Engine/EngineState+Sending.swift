import DNS
import Glibc
import Sockets

/// Chooses the next server and sends queries.
extension EngineState {
    /// Advances a query: when it starts, when a retry timeout has passed, and when a server turns out to be useless to it.
    mutating func advance(_ query: PendingQuery, at now: ContinuousClock.Instant) {
        guard query.queuedAt == nil else { return }
        query.goOn(at: now)
        for server in query.servers { _ = state(of: server) }
        if let server = untriedServer(for: query, at: now) {
            return send(query, to: server, at: now)
        }
        if query.recursionDesired, !query.triedCheckingDisabled,
            let server = query.failures.lazy.compactMap({ $0.failure == .servfail ? $0.reply?.server : nil }).first
        {
            return send(query, to: server, checkingDisabled: true, at: now)
        }
        if let server = serverForRetransmit(of: query) { return send(query, to: server, at: now) }
        guard query.inFlight.isEmpty else { return }
        if query.started == nil, query.failures.isEmpty { return failWithoutAttempt(query, at: now) }
        let (failure, reply) = query.decisiveFailure()
        finish(query, .failed(failure, reply), at: now)
    }

    /// A server that this query has not tried yet: preferred ones first, unresponsive ones last, never one that is down.
    private func untriedServer(for query: PendingQuery, at now: ContinuousClock.Instant) -> Endpoint? {
        let untried = query.servers.filter { server in
            let progress = query.progress[server] ?? .init()
            return !progress.isExhausted && progress.packets == 0 && servers[server]?.isDown(policy, at: now) != true
        }
        return untried.first { servers[$0]?.isUnresponsive(policy) != true } ?? untried.first
    }

    /// The server that has had the fewest packets of this query, if more may be sent.
    private func serverForRetransmit(of query: PendingQuery) -> Endpoint? {
        guard query.packets < policy.attempts else { return nil }
        return query.servers.filter { server in
            guard let progress = query.progress[server], progress.packets > 0 else { return false }
            return !progress.isExhausted && !progress.usesTCP
        }.min { left, right in
            (query.progress[left]?.packets ?? 0) < (query.progress[right]?.packets ?? 0)
        }
    }

    /// Every server is down. One query per `probeInterval` probes whether one is back; the others fail at once.
    private mutating func failWithoutAttempt(_ query: PendingQuery, at now: ContinuousClock.Instant) {
        for server in query.servers {
            let state = state(of: server)
            if (state.lastSent.map { $0.duration(to: now) >= policy.probeInterval } ?? true) {
                return send(query, to: server, timeLimit: policy.initialRetryTimeout, at: now)
            }
            query.attempts.append(
                LookupResult.Attempt(
                    server: server, transport: .udp,
                    result: "not asked: down, the last \(state.unansweredInRow) packets to it were not answered",
                    elapsed: .zero))
        }
        finish(query, .failed(.timeout, nil), at: now)
    }

    private mutating func send(
        _ query: PendingQuery, to server: Endpoint, checkingDisabled: Bool = false, timeLimit: Duration? = nil,
        at now: ContinuousClock.Instant
    ) {
        guard takeSlot(at: server, for: query, now) else { return startRetryTimer(query, server, at: now) }
        guard freeSocket(for: query, now) else { return }
        if query.started == nil {
            query.started = now
            timers.insert(.queryDeadline(query: query.id), due: now + min(query.timeLimit, timeLimit ?? query.timeLimit))
            // A query that starts while others already get no reply need not take its full time. A probe has a time limit
            // of its own.
            if let since = query.servers.compactMap({ servers[$0]?.unansweredSince }).min(), timeLimit == nil {
                timers.insert(.silence(query: query.id), due: since + policy.questionDeadline)
            }
        }
        if checkingDisabled { query.triedCheckingDisabled = true }
        startRetryTimer(query, server, at: now)
        startAttempt(query, server, checkingDisabled: checkingDisabled, tcpReason: nil, at: now)
    }

    /// Starts the retry timer; the timeout doubles with every round over the servers. A query that has sent nothing waits
    /// in the server's queue without a timer.
    private mutating func startRetryTimer(_ query: PendingQuery, _ server: Endpoint, at now: ContinuousClock.Instant) {
        guard query.started != nil else { return }
        query.retryTimer += 1
        let rounds = min(query.packets / max(query.servers.count, 1), 8)
        let timeout = min(
            state(of: server).retryTimeout(policy) * (1 << rounds),
            max(policy.retryTimeout.upperBound, policy.initialRetryTimeout))
        timers.insert(.retry(query: query.id, number: query.retryTimer), due: now + timeout)
    }

    /// Enforces the global socket limit: a query with attempts in flight gives up its oldest one, a new query waits.
    private mutating func freeSocket(for query: PendingQuery, _ now: ContinuousClock.Instant) -> Bool {
        guard inFlight.count >= policy.sockets else { return true }
        guard let oldest = query.inFlight.first else {
            awaitingSocket.append(query.id)
            query.holdUp(at: now)
            return false
        }
        end(oldest, of: query)
        return true
    }

    /// Closes the socket of an attempt.
    mutating func end(_ attempt: UInt64, of query: PendingQuery) {
        inFlight[attempt] = nil
        query.inFlight.removeAll { $0 == attempt }
    }

    /// Opens a socket and sends the query, over TCP if there is a reason for it.
    mutating func startAttempt(
        _ query: PendingQuery, _ server: Endpoint, checkingDisabled: Bool, tcpReason: QueryAttempt.TCPReason?,
        at now: ContinuousClock.Instant
    ) {
        let state = state(of: server)
        var progress = query.progress[server] ?? .init()
        progress.packets += 1
        if tcpReason != nil { progress.usesTCP = true }
        query.progress[server] = progress
        query.packets += 1
        let id = nextIdentifier()
        let socket: any QuerySocket
        let encoded: Query
        do throws(SystemError) {
            guard let octets = encode(query, state, progress, checkingDisabled, tcpReason) else {
                throw SystemError("encode", code: EINVAL)
            }
            encoded = octets
            socket =
                try tcpReason == nil
                ? transport.openDatagram(to: server, token: id, random: &random) : transport.openStream(to: server, token: id)
        } catch {
            query.attempts.append(
                LookupResult.Attempt(
                    server: server, transport: tcpReason == nil ? .udp : .tcp,
                    result: LookupResult.Attempt.unreachable(error.reason),
                    elapsed: .zero))
            return giveUp(on: server, for: query, tcpReason?.failure ?? .unreachable, nil)
        }
        let attempt = QueryAttempt(
            id: id, pending: query, server: server, query: encoded, socket: socket, started: now, tcpReason: tcpReason)
        inFlight[id] = attempt
        query.inFlight.append(id)
        servers[server]?.lastSent = now
        if let rate = policy.packetsPerSecond { servers[server]?.spendToken(rate, at: now) }
        statistics.packetsSent += 1
        if tcpReason != nil {
            let count = encoded.octets.count
            attempt.outgoing = ([UInt8(count >> 8), UInt8(count & 255)] + encoded.octets)[...]
        } else if case .failed(let error) = socket.send(encoded.octets[...]) {
            socketFailed(attempt, error, at: now)
        }
    }

    private mutating func encode(
        _ query: PendingQuery, _ state: ServerState, _ progress: PendingQuery.ServerProgress, _ checkingDisabled: Bool,
        _ tcpReason: QueryAttempt.TCPReason?
    ) -> Query? {
        var options = Query.Options(
            recursionDesired: query.recursionDesired, checkingDisabled: checkingDisabled,
            // Over TCP, there is no reply to forge by guessing.
            mixesCase: policy.mixesCase && !progress.withoutMixedCase && tcpReason == nil)
        if !state.lacksEDNS, !progress.withoutEDNS {
            var edns = EDNS(udpPayloadSize: policy.payloadSize, dnssecOK: policy.wantsSignatures)
            if policy.sendsCookies, let cookie = EDNS.Cookie(client: state.clientCookie, server: state.serverCookie) {
                edns.options.append(.cookie(cookie))
                options.clientCookie = state.clientCookie
            }
            options.edns = edns
        }
        return Query(query.question, options, random: &random)
    }
}
