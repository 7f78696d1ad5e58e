package import Facts
package import Rules

/// What one run saw of a deployment at one time.
package struct Snapshot: Sendable {
    package let deployment: String
    package let observedAt: Timestamp
    package let findings: [Finding]
    package let scope: Scope

    /// The scope of the run; findings outside it stay as they were.
    package struct Scope: Sendable {
        /// Ids of the rules that were evaluated.
        package let rules: Set<String>
        /// Ids of all existing rules: findings of others are dropped.
        package let knownRules: Set<String>
        /// The views that were checked; `nil` for all.
        package let views: Set<String>?

        package init(rules: Set<String>, knownRules: Set<String>, views: Set<String>? = nil) {
            self.rules = rules
            self.knownRules = knownRules
            self.views = views
        }

        func contains(rule: String, _ subject: FindingSubject) -> Bool {
            rules.contains(rule) && (subject.view.map { views?.contains($0) ?? true } ?? true)
        }
    }

    package init(deployment: String, observedAt: Timestamp, findings: [Finding], scope: Scope) {
        self.deployment = deployment
        self.observedAt = observedAt
        self.findings = findings
        self.scope = scope
    }

    /// The reasons for everything undetermined, each question once, except what the deployment excludes from checks.
    var unknownReasons: [Unknown.Reason] {
        let reasons = findings.filter { $0.outcome == .undetermined }.flatMap { $0.unknown?.reasons ?? [] }
        let all = Set(reasons.filter { $0.cause != .notProbed })
        let asked = all.filter { $0.question != nil }
        let detailed = Set(asked.filter { !$0.detail.isEmpty }.map { "\($0.question ?? "") \($0.view ?? "")" })
        // A question says more than that some fact is unknown, and what its servers did more than that it failed.
        let told = asked.filter { !$0.detail.isEmpty || !detailed.contains("\($0.question ?? "") \($0.view ?? "")") }
        return (told.isEmpty ? all : told).sorted()
    }

    /// Whether in some view no resolver answers.
    var isDark: Bool {
        let resolvers = findings.filter { $0.subject.kind == "resolver" }
        let answering = Set(resolvers.filter { $0.outcome == .pass }.map(\.subject.view))
        return resolvers.contains { $0.outcome == .undetermined && !answering.contains($0.subject.view) }
    }

    /// The names, in lower case without the final dot, with a failed query.
    var unlearnedNames: Set<String> {
        var names: Set<String> = []
        for finding in findings where finding.outcome == .undetermined {
            let questions = (finding.unknown?.reasons ?? []).compactMap(\.question) + [finding.question].compactMap { $0 }
            names.formUnion(questions.compactMap { $0.split(separator: " ").first.map(Self.plain) })
            if let name = finding.subject.name { names.insert(Self.plain(name[...])) }
        }
        return names
    }

    static func plain(_ name: Substring) -> String {
        let lowercased = name.lowercased()
        return lowercased.hasSuffix(".") ? String(lowercased.dropLast()) : lowercased
    }
}
