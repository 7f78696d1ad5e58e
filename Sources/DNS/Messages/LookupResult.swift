/// The outcome of one question in one view: an answer, an authoritative absence, or a failure with its cause.
///
/// The three are never mixed: a failed question says nothing about the name.
package struct LookupResult: Sendable {
    /// The view's name: `public`, `internal`, …
    package let view: String
    private let content: Content

    /// Stored once and shared by all copies of the result.
    private final class Content: Sendable {
        let question: Question
        let outcome: Outcome
        let server: Endpoint?
        let transport: Transport?
        let attempts: [Attempt]
        let aliases: [Record]
        let ttl: UInt32?
        let authenticated: Bool
        let extendedErrors: [ExtendedError]
        let aliasConflicts: [Record]
        let limitsReached: [AnswerLimit]
        let wire: [UInt8]
        let elapsed: Duration

        init(
            question: Question, outcome: Outcome, server: Endpoint?, transport: Transport?, attempts: [Attempt],
            aliases: [Record], ttl: UInt32?, authenticated: Bool, extendedErrors: [ExtendedError], aliasConflicts: [Record],
            limitsReached: [AnswerLimit], wire: [UInt8], elapsed: Duration
        ) {
            self.question = question
            self.outcome = outcome
            self.server = server
            self.transport = transport
            self.attempts = attempts
            self.aliases = aliases
            self.ttl = ttl
            self.authenticated = authenticated
            self.extendedErrors = extendedErrors
            self.aliasConflicts = aliasConflicts
            self.limitsReached = limitsReached
            self.wire = wire
            self.elapsed = elapsed
        }
    }

    package init(
        question: Question, view: String, outcome: Outcome, server: Endpoint? = nil, transport: Transport? = nil,
        attempts: [Attempt] = [], aliases: [Record] = [], ttl: UInt32? = nil, authenticated: Bool = false,
        extendedErrors: [ExtendedError] = [], aliasConflicts: [Record] = [], limitsReached: [AnswerLimit] = [],
        wire: [UInt8] = [], elapsed: Duration = .zero
    ) {
        self.view = view
        content = Content(
            question: question, outcome: outcome, server: server, transport: transport, attempts: attempts, aliases: aliases,
            ttl: ttl, authenticated: authenticated, extendedErrors: extendedErrors, aliasConflicts: aliasConflicts,
            limitsReached: limitsReached, wire: wire, elapsed: elapsed)
    }

    private init(_ content: Content, in view: String) {
        self.content = content
        self.view = view
    }

    package var question: Question { content.question }
    package var outcome: Outcome { content.outcome }
    /// The server whose reply was decisive, and how it was reached; `nil` when none replied.
    package var server: Endpoint? { content.server }
    package var transport: Transport? { content.transport }
    /// Every attempt, in order.
    package var attempts: [Attempt] { content.attempts }
    /// The alias chain that was followed, in order: `CNAME` records, including those synthesized from a `DNAME`.
    package var aliases: [Record] { content.aliases }
    /// The lowest TTL in seconds of the aliases and the records, or of the negative answer (RFC 2308 §5).
    package var ttl: UInt32? { content.ttl }
    /// The resolver claims to have validated the answer (AD). Only as trustworthy as the path to it.
    package var authenticated: Bool { content.authenticated }
    /// Extended DNS errors (RFC 8914) of the decisive reply.
    package var extendedErrors: [ExtendedError] { content.extendedErrors }
    /// All records at those names of the chain where an alias coexists with other data, the alias included; no zone may
    /// have that (RFC 1034 §3.6.2, RFC 2181 §10.1). Empty in a sound answer.
    package var aliasConflicts: [Record] { content.aliasConflicts }
    /// The limits that cut part of the answer, sorted. A reply that was cut is a failure, never an absence.
    package var limitsReached: [AnswerLimit] { content.limitsReached }
    /// The decisive reply as received.
    package var wire: [UInt8] { content.wire }
    /// From the first packet to the outcome.
    package var elapsed: Duration { content.elapsed }

    /// The same result under another view's name.
    package func seen(in view: String) -> LookupResult { LookupResult(content, in: view) }

    package enum Outcome: Hashable, Sendable {
        /// At least one record of the queried type, at the end of the alias chain.
        case records([Record])
        /// The name exists, but has no such type (RFC 2308 §2.2).
        case noData
        /// The name (or the end of its alias chain) does not exist (RFC 8020).
        case nonexistent
        case failed(Failure)
    }

    /// Why a question failed. Each cause is a different finding; none means "missing".
    package enum Failure: String, Hashable, Sendable, CaseIterable {
        case timeout, refused, servfail, bogus
        /// The server's other response codes: FORMERR, NOTIMP, NOTAUTH, … after the retries that they call for.
        case errorResponse = "error-response"
        /// No route, port closed, or no socket available.
        case unreachable
        case malformed
        /// Truncated over UDP, and TCP did not work, or the reply over TCP was cut too (RFC 2181 §9).
        case truncated
        /// Mismatched replies kept coming: possibly a spoofing attempt.
        case mismatchFlood = "mismatch-flood"
        /// The alias chain loops or is longer than the limit.
        case aliasLoop = "alias-loop"
        /// The reply holds more than the client reads: `limitsReached` says which limit cut it.
        case limitReached = "limit-reached"
        /// Not sent: only the DNS names the server's address, which is in a network that the operator did not name.
        case notPermitted = "not-permitted"
        case cancelled
        /// The deadline of the whole run passed first.
        case deadline
    }

    package enum Transport: String, Hashable, Sendable { case udp, tcp }

    /// One attempt at one server.
    package struct Attempt: Hashable, Sendable {
        package let server: Endpoint
        package let transport: Transport
        /// `NOERROR`, `SERVFAIL`, `timeout`, `unreachable: connection refused`, `3 mismatched replies`, …
        package let result: String
        package let elapsed: Duration

        package init(server: Endpoint, transport: Transport, result: String, elapsed: Duration) {
            self.server = server
            self.transport = transport
            self.result = result
            self.elapsed = elapsed
        }

        /// The result of a packet that could not be delivered, for the system's reason.
        package static func unreachable(_ reason: String) -> String { "unreachable: \(reason)" }

        /// No server listens there, according to the machine.
        package var isRefusedConnection: Bool { result == Self.unreachable("connection refused") }
    }

    /// RFC 8914: a number with a registered meaning, and text from the server (untrusted).
    package struct ExtendedError: Hashable, Sendable {
        package let code: UInt16
        package let text: String

        package init(code: UInt16, text: String) {
            self.code = code
            self.text = text
        }
    }
}

extension LookupResult {
    /// The records of the queried type; empty for an authoritative absence; `nil` when the question failed.
    package var records: [Record]? {
        switch outcome {
        case .records(let records): records
        case .noData, .nonexistent: []
        case .failed: nil
        }
    }

    /// The names that the alias chain leads through, in order, in lower case; empty without an alias.
    package var aliasTargets: [DomainName] {
        aliases.compactMap { alias in
            guard case .name(let target) = alias.data else { return nil }
            return target.lowercased
        }
    }

    /// `noerror`, `nodata`, `nxdomain`, or the failure's name: the word that reports and facts use.
    package var status: String {
        switch outcome {
        case .records: "noerror"
        case .noData: "nodata"
        case .nonexistent: "nxdomain"
        case .failed(let failure): failure.rawValue
        }
    }
}

/// Answers questions: over the network, from memory, or from saved facts. Never throws: failure is an outcome.
package protocol Lookup: Sendable {
    func lookup(_ question: Question, in view: String) async -> LookupResult
}
