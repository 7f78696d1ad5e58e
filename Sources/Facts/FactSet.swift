/// Everything that one survey learned: the fact tree and the observations that it was made from.
package struct FactSet: Hashable, Sendable {
    /// The format of the JSON; a reader refuses a newer one.
    package static let format = 1

    package let deployment: String
    package let scheme: String
    package let observedAt: Timestamp
    package let elapsedMilliseconds: Int
    /// An object of the schema's root type.
    package let root: FactObject
    package let observations: [Observation]

    package init(
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
    package func subjects(of kind: SubjectKind) -> [FactObject] {
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

    /// The subjects of a declaration, in the order of the survey.
    package func subjects<Subject: SubjectDeclaration>(_ type: Subject.Type) -> [TypedObject<Subject>] {
        subjects(of: Subject.kind).compactMap(TypedObject.init)
    }
}

/// One question and what became of it: the evidence of a finding.
package struct Observation: Hashable, Sendable {
    /// `bounce.example.com. TXT`.
    package let question: String
    package let view: String
    /// `192.0.2.53:53`; `nil` when no server replied.
    package let server: String?
    /// `noerror`, `nodata`, `nxdomain`, or the failure: `timeout`, `servfail`, …
    package let status: String
    /// The records' data: text of TXT joined, others as in a zone file.
    package let answer: [String]
    /// Seconds.
    package let ttl: Int?
    /// One line per exchange, filled when the question did not conclude at once.
    package let attempts: [String]

    package init(
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
