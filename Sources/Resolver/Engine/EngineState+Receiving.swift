import DNS
import LDNSCodec
import Sockets

/// Handling of received packets and socket events.
extension EngineState {
    /// Datagrams read from one socket before other sockets get their turn, so that a flood cannot monopolise the loop.
    private static let datagramsPerTurn = 16

    /// The socket of this attempt is readable or writable.
    mutating func ready(_ token: UInt64, at now: ContinuousClock.Instant) {
        guard let attempt = inFlight[token] else { return }
        attempt.tcpReason == nil ? readDatagrams(attempt, at: now) : serveStream(attempt, at: now)
        settle(now)
    }

    private mutating func readDatagrams(_ attempt: QueryAttempt, at now: ContinuousClock.Instant) {
        for _ in 0..<Self.datagramsPerTurn {
            guard inFlight[attempt.id] != nil else { return }
            switch attempt.socket.receive(into: &buffer) {
            case .wouldBlock: return
            case .failed(let error): return socketFailed(attempt, error, at: now)
            case .octets(let count): consider(Array(buffer[..<count]), attempt, at: now)
            }
        }
    }

    private mutating func serveStream(_ attempt: QueryAttempt, at now: ContinuousClock.Instant) {
        if !attempt.outgoing.isEmpty {
            if let error = attempt.socket.connectionError { return socketFailed(attempt, error, at: now) }
            switch attempt.socket.send(attempt.outgoing) {
            case .octets(let count): attempt.outgoing = attempt.outgoing.dropFirst(count)
            case .wouldBlock: return
            case .failed(let error): return socketFailed(attempt, error, at: now)
            }
            guard attempt.outgoing.isEmpty else { return }
            do throws(SystemError) { try attempt.socket.awaitReply() } catch { return socketFailed(attempt, error, at: now) }
        }
        while true {
            switch attempt.socket.receive(into: &buffer) {
            case .wouldBlock: return
            case .failed(let error): return socketFailed(attempt, error, at: now)
            case .octets(0):
                let cut = attempt.incoming.isEmpty ? "" : " within the reply"
                return tcpFailed(attempt, "connection closed early\(cut)", at: now)
            case .octets(let count): attempt.incoming += buffer[..<count]
            }
            guard attempt.incoming.count >= 2 else { continue }
            let length = Int(attempt.incoming[0]) << 8 | Int(attempt.incoming[1])
            guard attempt.incoming.count >= length + 2 else { continue }
            return consider(Array(attempt.incoming[2..<(length + 2)]), attempt, at: now)
        }
    }

    /// Decides whether a packet is the reply. A stray one is counted, and the attempt keeps waiting.
    private mutating func consider(_ octets: [UInt8], _ attempt: QueryAttempt, at now: ContinuousClock.Instant) {
        guard let header = try? MessageHeader(octets) else { return mismatched(attempt, at: now) }
        switch attempt.query.match(header) {
        case .other: return mismatched(attempt, at: now)
        case .caseChanged:
            statistics.mismatchedReplies += 1
            return fallBackToTCP(attempt, .caseChanged, "the question's letter case was changed", at: now)
        case .reply: break
        }
        if header.flags.contains(.truncated) {
            // A truncated reply is not an answer (RFC 2181 §9), and TCP has no larger transport to fall back to.
            guard attempt.tcpReason == nil else { return tcpFailed(attempt, "truncated", .truncated, at: now) }
            return fallBackToTCP(attempt, .truncated, "truncated", at: now)
        }
        let message: Message
        do throws(MalformedMessage) {
            message = try MessageCodec.decode(
                octets, header: header, limit: attempt.tcpReason == nil ? .datagram : .stream)
        } catch {
            guard attempt.tcpReason == nil else { return tcpFailed(attempt, "malformed: \(error)", .malformed, at: now) }
            return fallBackToTCP(attempt, .malformed, "malformed: \(error)", at: now)
        }
        switch message.edns?.cookie ?? .absent {
        case .absent: break
        case .illegal: return mismatched(attempt, at: now)
        case .present(let cookie):
            guard attempt.query.clientCookie == nil || cookie.client == attempt.query.clientCookie else {
                return mismatched(attempt, at: now)
            }
            if attempt.query.clientCookie != nil { servers[attempt.server]?.serverCookie = cookie.server }
        }
        let restored = CaseRestoration(sent: attempt.query.name, original: attempt.pending.question.name)
        let reply = Reply(
            message: restored(message), wire: octets, server: attempt.server, transport: attempt.transport)
        accept(reply, attempt, at: now)
    }

    private mutating func mismatched(_ attempt: QueryAttempt, at now: ContinuousClock.Instant) {
        statistics.mismatchedReplies += 1
        attempt.mismatches += 1
        guard attempt.tcpReason == nil else {
            return tcpFailed(attempt, "a reply that does not match", .malformed, at: now)
        }
        if attempt.mismatches >= policy.mismatches {
            fallBackToTCP(attempt, .mismatchFlood, "\(attempt.mismatches) mismatched replies", at: now)
        }
    }

    /// Handles the server's genuine reply: its response code decides how to go on.
    private mutating func accept(_ reply: Reply, _ attempt: QueryAttempt, at now: ContinuousClock.Instant) {
        let query = attempt.pending
        let server = attempt.server
        let message = reply.message
        statistics.servers[server, default: .init()].answered += 1
        // A round trip counts only when it is certain which packet was answered (Karn's algorithm, RFC 6298 §3).
        let isFirstPacket = attempt.tcpReason == nil && query.progress[server]?.packets == 1
        servers[server]?.answered(after: isFirstPacket ? attempt.started.duration(to: now) : nil)
        let isLame = message.isLame(askedFor: query.question.name, asServerOf: query.zone)
        let answers = [.noError, .nonexistentDomain].contains(message.code)
        note(
            isLame && answers ? query.zone == nil ? "lame: a referral" : "lame: not authoritative" : "\(message.code)",
            of: attempt, at: now)
        end(attempt.id, of: query)

        switch message.code {
        case .formatError, .notImplemented, .badVersion:
            guard attempt.query.hasEDNS else { return giveUp(on: server, for: query, .errorResponse, reply) }
            query.progress[server]?.withoutEDNS = true
            return retry(attempt, attempt.tcpReason, at: now)
        case .badCookie where attempt.tcpReason == nil:
            let isSecond = query.progress[server]?.retriedCookie == true
            query.progress[server]?.retriedCookie = true
            return retry(attempt, isSecond ? .badCookie : nil, at: now)
        default: break
        }
        if query.progress[server]?.withoutEDNS == true { servers[server]?.lacksEDNS = true }
        switch message.code {
        case .noError where isLame: giveUp(on: server, for: query, .errorResponse, reply)
        case .nonexistentDomain where isLame && query.zone != nil: giveUp(on: server, for: query, .errorResponse, reply)
        case .noError, .nonexistentDomain:
            finish(
                query,
                attempt.query.checkingDisabled ? .failed(.bogus, query.decisiveFailure().1 ?? reply) : .answered(reply), at: now)
        case .serverFailure: giveUp(on: server, for: query, .servfail, reply)
        case .refused: giveUp(on: server, for: query, .refused, reply)
        default: giveUp(on: server, for: query, .errorResponse, reply)
        }
    }

    // MARK: Next steps

    /// Queries the same server again, over TCP if there is a reason for it.
    private mutating func retry(_ attempt: QueryAttempt, _ tcpReason: QueryAttempt.TCPReason?, at now: ContinuousClock.Instant) {
        startAttempt(
            attempt.pending, attempt.server, checkingDisabled: attempt.query.checkingDisabled, tcpReason: tcpReason, at: now)
    }

    private mutating func fallBackToTCP(
        _ attempt: QueryAttempt, _ reason: QueryAttempt.TCPReason, _ result: String, at now: ContinuousClock.Instant
    ) {
        if reason != .mismatchFlood { servers[attempt.server]?.answered(after: nil) }
        note(result, of: attempt, at: now)
        end(attempt.id, of: attempt.pending)
        // Another attempt at the same server may already use TCP.
        guard attempt.pending.progress[attempt.server]?.usesTCP != true else { return makeRunnable(attempt.pending) }
        retry(attempt, reason, at: now)
    }

    /// The socket reports an error. A closed port is a hint, not an answer: other servers are queried (RFC 1122 §4.1.3.3).
    mutating func socketFailed(_ attempt: QueryAttempt, _ error: SystemError, at now: ContinuousClock.Instant) {
        guard attempt.tcpReason == nil else {
            return tcpFailed(attempt, LookupResult.Attempt.unreachable(error.reason), at: now)
        }
        note(LookupResult.Attempt.unreachable(error.reason), of: attempt, at: now)
        end(attempt.id, of: attempt.pending)
        giveUp(on: attempt.server, for: attempt.pending, .unreachable, nil)
    }

    /// TCP failed, so the reason for trying it stands. A server that only changes letter case is queried over UDP without
    /// 0x20.
    private mutating func tcpFailed(
        _ attempt: QueryAttempt, _ result: String, _ failure: LookupResult.Failure? = nil, at now: ContinuousClock.Instant
    ) {
        note(result, of: attempt, at: now)
        end(attempt.id, of: attempt.pending)
        guard let failure = failure ?? attempt.tcpReason?.failure else {
            attempt.pending.progress[attempt.server]?.withoutMixedCase = true
            return retry(attempt, nil, at: now)
        }
        giveUp(on: attempt.server, for: attempt.pending, failure, nil)
    }

    /// This query stops using the server.
    mutating func giveUp(
        on server: Endpoint, for query: PendingQuery, _ failure: LookupResult.Failure, _ reply: Reply?
    ) {
        query.progress[server, default: .init()].isExhausted = true
        query.failures.append((failure, reply))
        for id in query.inFlight where inFlight[id]?.server == server { end(id, of: query) }
        makeRunnable(query)
    }
}
