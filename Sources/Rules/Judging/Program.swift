package import Facts
package import RuleLanguage

/// A rule's checked expressions and templates.
package struct Program: Sendable {
    struct Shift: Sendable {
        let severity: Severity
        let condition: Node
    }

    /// The meaning of a false `assert` in a rule about lookups.
    struct Cause: Sendable {
        let cause: Node
        let question: Template?
    }

    /// What makes another rule's failure the cause of this one's.
    struct Link: Sendable {
        let condition: Node?
        /// The names where the other's fault must lie.
        let place: Node?

        /// A link in a situation.
        enum State: Sendable {
            case broken
            case anywhere
            case at([String])
        }
    }

    struct Repair: Sendable {
        let text: Template?
        let publish: [Publication]
    }

    struct Publication: Sendable {
        /// The list that it iterates over, and the slot for each element.
        let source: (list: Node, variable: Int)?
        let condition: Node?
        let owner: Template
        let type: Template
        let value: Template
        let view: Template?
    }

    /// Frame slots of the names available to a rule.
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
    /// Set when a false `assert` means undetermined.
    let cause: Cause?
    let message: Template
    let fix: Repair?
    /// The conditional ones of `explained-by`, in its order.
    let links: [Link]
}

/// The facts that a rule is evaluated with.
package struct Situation: Sendable {
    package var subject: FactObject
    package var deployment: FactObject
    package var now: Timestamp
    package var parameters: FactObject
    /// The number of values in the facts: the step budget grows with it.
    package var size: Int

    /// Counts the facts when `size` is not given.
    package init(subject: FactObject, deployment: FactObject, now: Timestamp, parameters: FactObject, size: Int? = nil) {
        self.subject = subject
        self.deployment = deployment
        self.now = now
        self.parameters = parameters
        self.size = size ?? FactValue.object(subject).size + FactValue.object(deployment).size
    }
}

/// The result of a program in a situation.
package struct RuleVerdict: Sendable {
    package let outcome: Outcome
    package let severity: Severity
    /// The effect of `escalate` or `lower` on any severity, if one of them applies.
    package var shift: SeverityShift?
    package var message = ""
    package var fix: Fix?
    package var unknown: Unknown?
    package var question: String?
    /// Indexes into the fact set's observations.
    package var evidence: [Int] = []
    /// The elements that violate the rule, if its `assert` has one `all()`.
    package var failing: [String] = []
    /// A message or repair printed an error in place of a value.
    package var hasFault = false
}
