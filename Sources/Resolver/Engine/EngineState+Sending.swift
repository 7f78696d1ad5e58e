import DNS
import Glibc
import Sockets

/// Which server is asked next, and how a query gets out.
extension EngineState {
    /// Takes a question one step further; called when it starts, when a wait is over, and when a server is out.
    mutating func advance(_ inquiry: Inquiry, at now: ContinuousClock.Instant) {
        guard inquiry.waitingFor == nil else { return }
        for server in inquiry.servers { _ = state(of: server) }
        if let server = freshServer(for: inquiry, at: now) {
            return send(inquiry, to: server, at: now)
        }
        if inquiry.recursionDesired, !inquiry.askedUnchecked,
            let server = inquiry.failures.lazy.compactMap({ $0.failure == .servfail ? $0.reply?.server : nil }).first
        {
            return send(inquiry, to: server, checkingDisabled: true, at: now)
        }
        if let server = repeatServer(for: inquiry, at: now) { return send(inquiry, to: server, at: now) }
        guard inquiry.exchanges.isEmpty else { return }
        if inquiry.started == nil, inquiry.failures.isEmpty { return giveUpOnSilence(inquiry, at: now) }
        let (failure, reply) = inquiry.worst()
        conclude(inquiry, .failed(failure, reply), at: now)
    }

    /// A server that this question has not seen: preferred ones first, silent ones last, down ones not at all.
    private func freshServer(for inquiry: Inquiry, at now: ContinuousClock.Instant) -> Endpoint? {
        let fresh = inquiry.servers.filter { server in
            let standing = inquiry.standings[server] ?? .init()
            return !standing.isOut && standing.packets == 0 && servers[server]?.isDown(policy, at: now) != true
        }
        return fresh.first { servers[$0]?.isSuspect(policy) != true } ?? fresh.first
    }

    /// The server that has had the fewest packets of this question, when more may be sent.
    private func repeatServer(for inquiry: Inquiry, at now: ContinuousClock.Instant) -> Endpoint? {
        guard inquiry.packets < policy.attempts else { return nil }
        return inquiry.servers.filter { server in
            guard let standing = inquiry.standings[server], standing.packets > 0 else { return false }
            return !standing.isOut && !standing.usesTCP
        }.min { left, right in
            (inquiry.standings[left]?.packets ?? 0) < (inquiry.standings[right]?.packets ?? 0)
        }
    }

    /// Every server is down. One question in a while is spent on looking whether one is back; the others end here.
    private mutating func giveUpOnSilence(_ inquiry: Inquiry, at now: ContinuousClock.Instant) {
        for server in inquiry.servers {
            let state = state(of: server)
            if (state.lastSent.map { $0.duration(to: now) >= policy.probeInterval } ?? true) {
                return send(inquiry, to: server, budget: policy.firstPatience, at: now)
            }
            inquiry.attempts.append(
                LookupResult.Attempt(
                    server: server, transport: .udp,
                    result: "not asked: down, the last \(state.unansweredInRow) packets to it were not answered",
                    elapsed: .zero))
        }
        conclude(inquiry, .failed(.timeout, nil), at: now)
    }

    private mutating func send(
        _ inquiry: Inquiry, to server: Endpoint, checkingDisabled: Bool = false, budget: Duration? = nil,
        at now: ContinuousClock.Instant
    ) {
        guard takeSlot(at: server, for: inquiry) else { return startPatience(inquiry, server, at: now) }
        guard makeRoom(for: inquiry) else { return }
        if inquiry.started == nil {
            inquiry.started = now
            timers.insert(.deadline(inquiry: inquiry.id), due: now + min(inquiry.budget, budget ?? inquiry.budget))
            // A question that began while others were already left alone need not take its whole time.
            if let silentSince = inquiry.servers.compactMap({ servers[$0]?.silentSince }).min() {
                timers.insert(.silence(inquiry: inquiry.id), due: silentSince + policy.questionDeadline)
            }
        }
        if checkingDisabled { inquiry.askedUnchecked = true }
        startPatience(inquiry, server, at: now)
        open(inquiry, server, checkingDisabled: checkingDisabled, escalation: nil, at: now)
    }

    /// Arms the wait for the next step; it doubles with every round over the servers. A question that has not started
    /// waits in line without one.
    private mutating func startPatience(_ inquiry: Inquiry, _ server: Endpoint, at now: ContinuousClock.Instant) {
        guard inquiry.started != nil else { return }
        inquiry.patienceRound += 1
        let rounds = min(inquiry.packets / max(inquiry.servers.count, 1), 8)
        let wait = min(state(of: server).patience(policy) * (1 << rounds), max(policy.patience.upperBound, policy.firstPatience))
        timers.insert(.patience(inquiry: inquiry.id, round: inquiry.patienceRound), due: now + wait)
    }

    /// Keeps to the overall limit: a question under way gives up its oldest socket, a new one waits.
    private mutating func makeRoom(for inquiry: Inquiry) -> Bool {
        guard exchanges.count >= policy.sockets else { return true }
        guard let oldest = inquiry.exchanges.first else {
            withoutSocket.append(inquiry.id)
            return false
        }
        drop(oldest, of: inquiry)
        return true
    }

    mutating func drop(_ exchange: UInt64, of inquiry: Inquiry) {
        exchanges[exchange] = nil
        inquiry.exchanges.removeAll { $0 == exchange }
    }

    /// Opens a socket of its own and sends the question, over TCP when there is a reason to.
    mutating func open(
        _ inquiry: Inquiry, _ server: Endpoint, checkingDisabled: Bool, escalation: Exchange.Escalation?,
        at now: ContinuousClock.Instant
    ) {
        let state = state(of: server)
        var standing = inquiry.standings[server] ?? .init()
        standing.packets += 1
        if escalation != nil { standing.usesTCP = true }
        inquiry.standings[server] = standing
        inquiry.packets += 1
        let socket: FileDescriptor
        let query: Query
        do throws(SystemError) {
            guard let encoded = encode(inquiry, state, standing, checkingDisabled, escalation) else {
                throw SystemError("encode", code: EINVAL)
            }
            query = encoded
            socket = try escalation == nil ? datagramSocket(to: server) : streamSocket(to: server)
        } catch {
            inquiry.attempts.append(
                LookupResult.Attempt(
                    server: server, transport: escalation == nil ? .udp : .tcp,
                    result: LookupResult.Attempt.unreachable(error.reason),
                    elapsed: .zero))
            return fail(inquiry, server, escalation?.failure ?? .unreachable, nil)
        }
        let exchange = Exchange(
            id: identifier(), inquiry: inquiry, server: server, query: query, socket: socket, started: now,
            escalation: escalation)
        exchanges[exchange.id] = exchange
        inquiry.exchanges.append(exchange.id)
        servers[server]?.lastSent = now
        statistics.packetsSent += 1
        if escalation != nil {
            let count = query.octets.count
            exchange.outgoing = ([UInt8(count >> 8), UInt8(count & 255)] + query.octets)[...]
        } else if case .failed(let error) = Socket.send(socket, query.octets[...]) {
            return broken(exchange, error, at: now)
        }
        do throws(SystemError) {
            try poller.watch(socket, token: exchange.id, escalation == nil ? .read : [.read, .write])
        } catch { broken(exchange, error, at: now) }
    }

    private mutating func encode(
        _ inquiry: Inquiry, _ state: ServerState, _ standing: Inquiry.Standing, _ checkingDisabled: Bool,
        _ escalation: Exchange.Escalation?
    ) -> Query? {
        var options = Query.Options(
            recursionDesired: inquiry.recursionDesired, checkingDisabled: checkingDisabled,
            // Over TCP there is nothing to guess.
            mixesCase: policy.mixesCase && !standing.withoutMixedCase && escalation == nil)
        if !state.lacksEDNS, !standing.withoutEDNS {
            var edns = EDNS(udpPayloadSize: policy.payloadSize, dnssecOK: policy.wantsSignatures)
            if policy.sendsCookies, let cookie = EDNS.Cookie(client: state.clientCookie, server: state.serverCookie) {
                edns.options.append(.cookie(cookie))
                options.clientCookie = state.clientCookie
            }
            options.edns = edns
        }
        return Query(inquiry.question, options, random: &random)
    }

    private func streamSocket(to server: Endpoint) throws(SystemError) -> FileDescriptor {
        let socket = try Socket.open(.stream, server.address.family)
        try Socket.connect(socket, to: server)
        return socket
    }

    /// Connected, so that the kernel drops what comes from another address or port, and bound to a port from the
    /// whole range: the system's own choice has two bits less (RFC 5452 §4.5).
    private mutating func datagramSocket(to server: Endpoint) throws(SystemError) -> FileDescriptor {
        let socket = try Socket.open(.datagram, server.address.family)
        let any = IPAddress(family: server.address.family, number: 0)
        for _ in 0..<16 {
            let local = Endpoint(address: any, port: UInt16.random(in: 1024 ... .max, using: &random))
            if local.withSocketAddress({ bind(socket.number, $0, $1) }) == 0 { break }
            guard errno == EADDRINUSE || errno == EACCES else { throw SystemError("bind") }
        }
        try Socket.connect(socket, to: server)
        return socket
    }
}
