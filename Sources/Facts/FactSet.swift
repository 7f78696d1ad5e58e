/// Everything that one survey learned: the fact tree and the observations that it was made from.
public struct FactSet: Hashable, Sendable {
    /// The format of the JSON; a reader refuses a newer one.
    public static let format = 1

    public let deployment: String
    public let scheme: String
    public let observedAt: Timestamp
    public let elapsedMilliseconds: Int
    /// An object of the schema's root type.
    public let root: FactObject
    public let observations: [Observation]

    public init(
        deployment: String, scheme: String, observedAt: Timestamp, elapsedMilliseconds: Int, root: FactObject,
        observations: [Observation]
    ) {
        self.deployment = deployment
        self.scheme = scheme
        self.observedAt = observedAt
        self.elapsedMilliseconds = elapsedMilliseconds
        self.root = root
        self.observations = observations
    }

    /// The subjects of a kind, in the order of the survey.
    public func subjects(of kind: SubjectKind) -> [FactObject] {
        switch root[kind.field] {
        case .list(let items)?:
            items.compactMap {
                guard case .object(let object) = $0 else { return nil }
                return object
            }
        case .object(let object)?: [object]
        default: []
        }
    }
}

/// One question and what became of it: the evidence of a finding.
public struct Observation: Hashable, Sendable {
    /// `bounce.example.com. TXT`.
    public let question: String
    public let view: String
    /// `192.0.2.53:53`; `nil` when no server replied.
    public let server: String?
    /// `noerror`, `nodata`, `nxdomain`, or the failure: `timeout`, `servfail`, …
    public let status: String
    /// The records' data: text of TXT joined, others as in a zone file.
    public let answer: [String]
    /// Seconds.
    public let ttl: Int?
    /// One line per exchange, filled when the question did not conclude at once.
    public let attempts: [String]

    public init(
        question: String, view: String, server: String?, status: String, answer: [String], ttl: Int?, attempts: [String]
    ) {
        self.question = question
        self.view = view
        self.server = server
        self.status = status
        self.answer = answer
        self.ttl = ttl
        self.attempts = attempts
    }
}
