package import Facts
package import RuleLanguage

/// A rule's expressions and templates, checked.
package struct Program: Sendable {
    struct Shift: Sendable {
        let severity: Severity
        let condition: Node
    }

    /// What a false `assert` means for a rule about lookups.
    struct Cause: Sendable {
        let cause: Node
        let question: Template?
    }

    struct Repair: Sendable {
        let text: Template?
        let publish: [Publication]
    }

    struct Publication: Sendable {
        /// The list that it is made for, and where each element is put.
        let source: (list: Node, variable: Int)?
        let condition: Node?
        let owner: Template
        let type: Template
        let value: Template
        let view: Template?
    }

    /// Frame slots of the names that a rule sees.
    struct Slots: Sendable {
        let subject: Int
        let deployment: Int
        let now: Int
        let parameters: Int
        var failing: Int?
    }

    let slots: Slots
    let variables: Int
    let lets: [Node]
    let applies: Node?
    package var assert: Node
    /// The `all()` whose elements are the witnesses.
    let witnesses: Comprehension?
    let severity: Severity
    let escalate: Shift?
    let lower: Shift?
    /// Given when a false `assert` means undetermined.
    let cause: Cause?
    let message: Template
    let fix: Repair?
}

/// The facts that a rule is judged with.
package struct Situation: Sendable {
    package var subject: FactObject
    package var deployment: FactObject
    package var now: Timestamp
    package var parameters: FactObject
    /// How many values the facts hold: the step budget grows with it.
    package var size: Int

    /// Measures the facts when `size` is left out.
    package init(subject: FactObject, deployment: FactObject, now: Timestamp, parameters: FactObject, size: Int? = nil) {
        self.subject = subject
        self.deployment = deployment
        self.now = now
        self.parameters = parameters
        self.size = size ?? FactValue.object(subject).size + FactValue.object(deployment).size
    }
}

/// What a program makes of a situation.
package struct RuleVerdict: Sendable {
    package let outcome: Outcome
    package let severity: Severity
    /// What `escalate` or `lower` makes of any severity, where one of them holds.
    package var shift: SeverityShift?
    package var message = ""
    package var fix: Fix?
    package var unknown: Unknown?
    package var question: String?
    /// Indexes into the fact set's observations.
    package var evidence: [Int] = []
    /// Elements that break the rule, where its `assert` has one `all()`.
    package var failing: [String] = []
    /// A message or repair printed an error in place of a value.
    package var hasFault = false
}
