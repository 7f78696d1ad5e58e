import DNS
import LDNSCodec
import Sockets

/// What comes back, and what follows from it.
extension EngineState {
    /// A socket has something to say.
    mutating func ready(_ token: UInt64, at now: ContinuousClock.Instant) {
        guard let exchange = exchanges[token] else { return }
        exchange.escalation == nil ? readDatagrams(exchange, at: now) : serveStream(exchange, at: now)
    }

    private mutating func readDatagrams(_ exchange: Exchange, at now: ContinuousClock.Instant) {
        // A flood must not keep the loop to itself.
        for _ in 0..<16 {
            guard exchanges[exchange.id] != nil else { return }
            switch Socket.receive(exchange.socket, into: &buffer) {
            case .wouldBlock: return
            case .failed(let error): return broken(exchange, error, at: now)
            case .octets(let count): consider(Array(buffer[..<count]), exchange, at: now)
            }
        }
    }

    private mutating func serveStream(_ exchange: Exchange, at now: ContinuousClock.Instant) {
        if !exchange.outgoing.isEmpty {
            let code = Socket.pendingError(of: exchange.socket)
            guard code == 0 else { return broken(exchange, SystemError("connect", code: code), at: now) }
            switch Socket.send(exchange.socket, exchange.outgoing) {
            case .octets(let count): exchange.outgoing = exchange.outgoing.dropFirst(count)
            case .wouldBlock: return
            case .failed(let error): return broken(exchange, error, at: now)
            }
            guard exchange.outgoing.isEmpty else { return }
            do throws(SystemError) { try poller.change(exchange.socket, token: exchange.id, .read) } catch {
                return broken(exchange, error, at: now)
            }
        }
        while true {
            switch Socket.receive(exchange.socket, into: &buffer) {
            case .wouldBlock: return
            case .failed(let error): return broken(exchange, error, at: now)
            case .octets(0): return failStream(exchange, "connection closed early", at: now)
            case .octets(let count): exchange.incoming += buffer[..<count]
            }
            guard exchange.incoming.count >= 2 else { continue }
            let length = Int(exchange.incoming[0]) << 8 | Int(exchange.incoming[1])
            guard exchange.incoming.count >= length + 2 else { continue }
            return consider(Array(exchange.incoming[2..<(length + 2)]), exchange, at: now)
        }
    }

    /// Decides whether a packet is the reply. A stray one is counted and the wait goes on.
    private mutating func consider(_ octets: [UInt8], _ exchange: Exchange, at now: ContinuousClock.Instant) {
        guard let header = try? MessageHeader(octets) else { return mismatched(exchange, at: now) }
        switch exchange.query.match(header) {
        case .other: return mismatched(exchange, at: now)
        case .caseChanged:
            statistics.mismatchedReplies += 1
            return escalate(exchange, .caseChanged, "the question's letter case was changed", at: now)
        case .reply: break
        }
        if header.flags.contains(.truncated), exchange.escalation == nil {
            return escalate(exchange, .truncated, "truncated", at: now)
        }
        let message: Message
        do throws(MalformedMessage) {
            message = try MessageCodec.decode(
                octets, header: header, limit: exchange.escalation == nil ? .datagram : .stream)
        } catch {
            guard exchange.escalation == nil else { return failStream(exchange, "malformed: \(error)", .malformed, at: now) }
            return escalate(exchange, .malformed, "malformed: \(error)", at: now)
        }
        switch message.edns?.cookie ?? .absent {
        case .absent: break
        case .illegal: return mismatched(exchange, at: now)
        case .present(let cookie):
            guard exchange.query.clientCookie == nil || cookie.client == exchange.query.clientCookie else {
                return mismatched(exchange, at: now)
            }
            if exchange.query.clientCookie != nil { servers[exchange.server]?.serverCookie = cookie.server }
        }
        let respelled = Respelling(sent: exchange.query.name, original: exchange.inquiry.question.name)
        let reply = Reply(
            message: respelled(message), wire: octets, server: exchange.server, transport: exchange.transport)
        accept(reply, exchange, at: now)
    }

    private mutating func mismatched(_ exchange: Exchange, at now: ContinuousClock.Instant) {
        statistics.mismatchedReplies += 1
        exchange.mismatches += 1
        guard exchange.escalation == nil else {
            return failStream(exchange, "a reply that does not match", .malformed, at: now)
        }
        if exchange.mismatches >= policy.mismatches {
            escalate(exchange, .mismatchFlood, "\(exchange.mismatches) mismatched replies", at: now)
        }
    }

    /// The reply is the server's own: what it says decides how to go on.
    private mutating func accept(_ reply: Reply, _ exchange: Exchange, at now: ContinuousClock.Instant) {
        let inquiry = exchange.inquiry
        let server = exchange.server
        let message = reply.message
        statistics.servers[server, default: .init()].answered += 1
        let isClean = exchange.escalation == nil && inquiry.standings[server]?.packets == 1
        servers[server]?.heard(after: isClean ? exchange.started.duration(to: now) : nil)
        let isLame = message.isLame(askedFor: inquiry.question.name, asServerOf: inquiry.zone)
        let answers = [.noError, .nonexistentDomain].contains(message.code)
        note(
            isLame && answers ? inquiry.zone == nil ? "lame: a referral" : "lame: not authoritative" : "\(message.code)",
            of: exchange, at: now)
        drop(exchange.id, of: inquiry)

        switch message.code {
        case .formatError, .notImplemented, .badVersion:
            guard exchange.query.hasEDNS else { return fail(inquiry, server, .errorResponse, reply) }
            inquiry.standings[server]?.withoutEDNS = true
            return again(exchange, exchange.escalation, at: now)
        case .badCookie where exchange.escalation == nil:
            let isSecond = inquiry.standings[server]?.retriedCookie == true
            inquiry.standings[server]?.retriedCookie = true
            return again(exchange, isSecond ? .badCookie : nil, at: now)
        default: break
        }
        if inquiry.standings[server]?.withoutEDNS == true { servers[server]?.lacksEDNS = true }
        switch message.code {
        case .noError where isLame: fail(inquiry, server, .errorResponse, reply)
        case .nonexistentDomain where isLame && inquiry.zone != nil: fail(inquiry, server, .errorResponse, reply)
        case .noError, .nonexistentDomain:
            conclude(
                inquiry, exchange.query.checkingDisabled ? .failed(.bogus, inquiry.worst().1 ?? reply) : .answered(reply), at: now
            )
        case .serverFailure: fail(inquiry, server, .servfail, reply)
        case .refused: fail(inquiry, server, .refused, reply)
        default: fail(inquiry, server, .errorResponse, reply)
        }
    }

    // MARK: Steps that follow

    private mutating func again(_ exchange: Exchange, _ escalation: Exchange.Escalation?, at now: ContinuousClock.Instant) {
        open(
            exchange.inquiry, exchange.server, checkingDisabled: exchange.query.checkingDisabled, escalation: escalation,
            at: now)
    }

    private mutating func escalate(
        _ exchange: Exchange, _ reason: Exchange.Escalation, _ result: String, at now: ContinuousClock.Instant
    ) {
        if reason != .mismatchFlood { servers[exchange.server]?.heard(after: nil) }
        note(result, of: exchange, at: now)
        drop(exchange.id, of: exchange.inquiry)
        // Another attempt at the same server may have got there first.
        guard exchange.inquiry.standings[exchange.server]?.usesTCP != true else { return makeReady(exchange.inquiry) }
        again(exchange, reason, at: now)
    }

    /// The socket reports an error. A closed port is a hint, not an answer: others are asked (RFC 1122 §4.1.3.3).
    mutating func broken(_ exchange: Exchange, _ error: SystemError, at now: ContinuousClock.Instant) {
        guard exchange.escalation == nil else {
            return failStream(exchange, LookupResult.Attempt.unreachable(error.reason), at: now)
        }
        note(LookupResult.Attempt.unreachable(error.reason), of: exchange, at: now)
        drop(exchange.id, of: exchange.inquiry)
        fail(exchange.inquiry, exchange.server, .unreachable, nil)
    }

    /// TCP did not work: the reason for trying it stands. For a server that only changes letter case there is still
    /// UDP in plain spelling.
    private mutating func failStream(
        _ exchange: Exchange, _ result: String, _ failure: LookupResult.Failure? = nil, at now: ContinuousClock.Instant
    ) {
        note(result, of: exchange, at: now)
        drop(exchange.id, of: exchange.inquiry)
        guard let failure = failure ?? exchange.escalation?.failure else {
            exchange.inquiry.standings[exchange.server]?.withoutMixedCase = true
            return again(exchange, nil, at: now)
        }
        fail(exchange.inquiry, exchange.server, failure, nil)
    }

    /// The server is of no further use to this question.
    mutating func fail(_ inquiry: Inquiry, _ server: Endpoint, _ failure: LookupResult.Failure, _ reply: Reply?) {
        inquiry.standings[server, default: .init()].isOut = true
        inquiry.failures.append((failure, reply))
        for id in inquiry.exchanges where exchanges[id]?.server == server { drop(id, of: inquiry) }
        makeReady(inquiry)
    }
}
