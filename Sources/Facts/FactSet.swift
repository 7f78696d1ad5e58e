/// The result of one survey: the fact tree and the observations it was built from.
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

/// One question and its outcome: the evidence of a finding. Stored once and shared by all findings.
package struct Observation: Hashable, Sendable {
    private final class Content: Hashable, Sendable {
        let question: String
        let view: String
        let server: String?
        let status: String
        let answer: [String]
        let ttl: Int?
        let attempts: [String]

        init(
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

        static func == (left: Content, right: Content) -> Bool {
            left === right
                || (left.question == right.question && left.view == right.view && left.server == right.server
                    && left.status == right.status && left.answer == right.answer && left.ttl == right.ttl
                    && left.attempts == right.attempts)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(question)
            hasher.combine(view)
            hasher.combine(server)
            hasher.combine(status)
            hasher.combine(answer)
        }
    }

    private let content: Content

    package init(
        question: String, view: String, server: String?, status: String, answer: [String], ttl: Int?, attempts: [String]
    ) {
        content = Content(
            question: question, view: view, server: server, status: status, answer: answer, ttl: ttl, attempts: attempts)
    }

    /// `bounce.example.com. TXT`.
    package var question: String { content.question }
    package var view: String { content.view }
    /// `192.0.2.53:53`; `nil` when no server replied.
    package var server: String? { content.server }
    /// `noerror`, `nodata`, `nxdomain`, or the failure: `timeout`, `servfail`, …
    package var status: String { content.status }
    /// The records' data: text of TXT joined, others as in a zone file.
    package var answer: [String] { content.answer }
    /// Seconds.
    package var ttl: Int? { content.ttl }
    /// One line per attempt, if the query did not succeed at once.
    package var attempts: [String] { content.attempts }
}
