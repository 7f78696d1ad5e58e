package import Changes
package import Facts
package import Rules

/// The result of judging one deployment: what every format shows.
package struct Report: Sendable {
    package let deployment: String
    package let scheme: String
    package let observedAt: Timestamp
    package let elapsedMilliseconds: Int
    /// All outcomes, sorted by rule, then subject.
    package let findings: [Finding]
    package let verdict: Verdict
    /// Rules whose findings are shown without a say in the verdict.
    package let previewRules: Set<String>
    package let providers: [ProviderReadiness]
    /// What the owner of the rules' settings should know.
    package let remarks: [Remark]
    /// The file that described the deployment, or held its facts, as the command line names it.
    package let file: String?
    /// Where in that file names, senders and addresses stand, by their text in lower case.
    let lines: [String: Int]
    package let picture: Picture
    package let certificates: [CertificateExpiry]
    /// What changed since the look before, where one is remembered.
    package var changes: Changes?

    package init(
        facts: FactSet, judgement: Judgement, previewRules: Set<String> = [], file: String? = nil, lines: [String: Int] = [:]
    ) {
        self.init(
            facts: facts, findings: judgement.findings, previewRules: previewRules,
            providers: judgement.providers.map(ProviderReadiness.init), remarks: judgement.remarks, file: file, lines: lines)
    }

    package init(
        facts: FactSet, findings: [Finding], previewRules: Set<String> = [], providers: [ProviderReadiness] = [],
        remarks: [Remark] = [], file: String? = nil, lines: [String: Int] = [:]
    ) {
        self.file = file
        self.lines = lines
        deployment = facts.deployment
        scheme = facts.scheme
        observedAt = facts.observedAt
        elapsedMilliseconds = facts.elapsedMilliseconds
        self.findings = findings.sorted {
            ($0.rule, $0.subject.kind, $0.subject.key) < ($1.rule, $1.subject.kind, $1.subject.key)
        }
        self.previewRules = previewRules
        self.providers = providers
        self.remarks = remarks
        let withSay = findings.filter { !previewRules.contains($0.rule) }
        verdict = Verdict(withSay, all: findings)
        picture = Picture(facts, findings: withSay)
        certificates = CertificateExpiry.all(facts)
    }

    /// Whether the verdict depends on it: findings of preview rules are shown only.
    package func hasSay(_ finding: Finding) -> Bool { !previewRules.contains(finding.rule) }

    /// The findings that reports show unless everything is asked for.
    package var shown: [Finding] {
        findings.filter { [.fail, .undetermined, .waived, .error].contains($0.outcome) }
    }

    /// The line of the deployment file that a finding is about: of its name, address or sender, or of the first part of its key
    /// that stands there; the first line for a finding about the whole.
    func line(of finding: Finding) -> Int {
        let subject = finding.subject
        let words = [subject.name, subject.address, subject.sender].compactMap(\.self)
        let parts = subject.key.split(whereSeparator: { "/ ".contains($0) }).map(String.init)
        return (words + parts).lazy.compactMap { lines[$0.lowercased()] }.first ?? 1
    }

    package func count(_ outcome: Outcome) -> Int { findings.count { $0.outcome == outcome } }

    package func failures(_ severity: Severity) -> Int {
        findings.count { $0.outcome == .fail && $0.severity == severity }
    }
}

/// Whether the deployment can go live.
package enum Verdict: String, Sendable, CaseIterable {
    case ready, warnings, notReady = "not-ready", undetermined

    /// An error that was found decides; then anything that an error-severity rule could not learn; then warnings.
    init(_ findings: [Finding]) {
        if findings.contains(where: { $0.outcome == .fail && $0.severity == .error }) {
            self = .notReady
        } else if findings.contains(where: { $0.severity == .error && [.undetermined, .error].contains($0.outcome) }) {
            self = .undetermined
        } else if findings.contains(where: { $0.outcome == .fail && $0.severity == .warning }) {
            self = .warnings
        } else {
            self = .ready
        }
    }

    /// The verdict over a deployment, which is never ready when nothing was learned at all.
    ///
    /// - Parameter findings: those with a say; `all` has those of preview rules too.
    init(_ findings: [Finding], all: [Finding]) {
        let verdict = Verdict(findings)
        let learned: Set<Outcome> = [.pass, .fail, .waived]
        let isBlind = !all.contains { learned.contains($0.outcome) } && all.contains { $0.outcome != .notApplicable }
        self = isBlind && [.ready, .warnings].contains(verdict) ? .undetermined : verdict
    }

    /// What people read.
    package var phrase: String {
        switch self {
        case .ready: "READY"
        case .warnings: "READY, WITH WARNINGS"
        case .notReady: "NOT READY"
        case .undetermined: "UNDETERMINED"
        }
    }
}
