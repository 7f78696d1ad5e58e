/// What became of one question in one view: an answer, an authoritative absence, or a failure with its cause.
///
/// The three are never mixed: a question that did not conclude says nothing about the name.
public struct LookupResult: Sendable {
    public let question: Question
    /// The view's name: `public`, `internal`, …
    public let view: String
    public let outcome: Outcome
    /// The server whose reply decided, and how it was reached; `nil` when none replied.
    public let server: Endpoint?
    public let transport: Transport?
    /// Every exchange that was tried, in order.
    public let attempts: [Attempt]
    /// The alias chain that was followed, in order: `CNAME` records (and those a `DNAME` gave rise to).
    public let aliases: [Record]
    /// The lowest TTL in seconds over the aliases and the records, or of the negative answer (RFC 2308 §5).
    public let ttl: UInt32?
    /// The resolver says that it validated the answer (AD). Only as trustworthy as the path to it.
    public let authenticated: Bool
    /// Extended DNS errors (RFC 8914) of the deciding reply.
    public let extendedErrors: [ExtendedError]
    /// The deciding reply as it came.
    public let wire: [UInt8]
    /// From the first packet to the decision.
    public let elapsed: Duration

    public init(
        question: Question, view: String, outcome: Outcome, server: Endpoint? = nil, transport: Transport? = nil,
        attempts: [Attempt] = [], aliases: [Record] = [], ttl: UInt32? = nil, authenticated: Bool = false,
        extendedErrors: [ExtendedError] = [], wire: [UInt8] = [], elapsed: Duration = .zero
    ) {
        self.question = question
        self.view = view
        self.outcome = outcome
        self.server = server
        self.transport = transport
        self.attempts = attempts
        self.aliases = aliases
        self.ttl = ttl
        self.authenticated = authenticated
        self.extendedErrors = extendedErrors
        self.wire = wire
        self.elapsed = elapsed
    }

    public enum Outcome: Hashable, Sendable {
        /// At least one record of the asked type, at the end of the alias chain.
        case records([Record])
        /// The name exists, the type does not (RFC 2308 §2.2).
        case noData
        /// The name (or the end of its alias chain) does not exist (RFC 8020).
        case nonexistent
        case failed(Failure)
    }

    /// Why a question did not conclude. Each is a different finding; none means "missing".
    public enum Failure: String, Hashable, Sendable, CaseIterable {
        case timeout, refused, servfail, bogus
        /// The server's other response codes: FORMERR, NOTIMP, NOTAUTH, … after the retries that are due.
        case errorResponse = "error-response"
        /// No route, port closed, or no socket to be had.
        case unreachable
        case malformed
        /// Truncated over UDP, and TCP did not work.
        case truncated
        /// Answers that did not match kept coming: somebody may be spoofing.
        case mismatchFlood = "mismatch-flood"
        /// The alias chain loops or is longer than the limit.
        case aliasLoop = "alias-loop"
        case cancelled
        /// The audit's deadline passed first.
        case deadline
    }

    public enum Transport: String, Hashable, Sendable { case udp, tcp }

    /// One exchange with one server.
    public struct Attempt: Hashable, Sendable {
        public let server: Endpoint
        public let transport: Transport
        /// `NOERROR`, `SERVFAIL`, `timeout`, `unreachable: connection refused`, `3 mismatched replies`, …
        public let result: String
        public let elapsed: Duration

        public init(server: Endpoint, transport: Transport, result: String, elapsed: Duration) {
            self.server = server
            self.transport = transport
            self.result = result
            self.elapsed = elapsed
        }

        /// The result of a packet that could not be delivered, for the system's reason.
        public static func unreachable(_ reason: String) -> String { "unreachable: \(reason)" }

        /// The machine said that no server listens there.
        public var isRefusedConnection: Bool { result == Self.unreachable("connection refused") }
    }

    /// RFC 8914: a number with a registered meaning, and text from the server (untrusted).
    public struct ExtendedError: Hashable, Sendable {
        public let code: UInt16
        public let text: String

        public init(code: UInt16, text: String) {
            self.code = code
            self.text = text
        }
    }
}

extension LookupResult {
    /// The records of the asked type; empty for an authoritative absence; `nil` when the question did not conclude.
    public var records: [Record]? {
        switch outcome {
        case .records(let records): records
        case .noData, .nonexistent: []
        case .failed: nil
        }
    }

    /// `noerror`, `nodata`, `nxdomain`, or the failure's name: the word that reports and facts use.
    public var status: String {
        switch outcome {
        case .records: "noerror"
        case .noData: "nodata"
        case .nonexistent: "nxdomain"
        case .failed(let failure): failure.rawValue
        }
    }
}

/// Asks questions: over the network, from memory, or from saved facts. Never throws: failure is an outcome.
public protocol Lookup: Sendable {
    func lookup(_ question: Question, in view: String) async -> LookupResult
}
