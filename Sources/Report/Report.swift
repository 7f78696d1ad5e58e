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
    /// Rules whose findings are shown but do not count for the verdict.
    package let previewRules: Set<String>
    package let providers: [ProviderReadiness]
    /// The independent causes, worst first; empty if findings were not judged together.
    package let causes: [Cause]
    /// The proven repairs; `nil` if nothing was proven.
    package let repairs: ProvenRepairs?
    /// What the owner of the rule settings should know.
    package let remarks: [Remark]
    /// The digest of the rules; `nil` if findings were not judged together.
    package let rulesDigest: String?
    /// The deployment file or fact file, as on the command line.
    package let file: String?
    /// The lines of names, senders and addresses in that file, by their text in lower case.
    let lines: [String: Int]
    package let picture: Picture
    package let certificates: [CertificateExpiry]
    /// The records at the domain, if it was checked without a deployment file.
    package let overview: DomainOverview?
    /// The changes since the previous run, if there is one.
    package var changes: Changes?

    package init(
        facts: FactSet, judgement: Judgement, file: String? = nil, lines: [String: Int] = [:], drawsPicture: Bool = true
    ) {
        self.init(
            facts: facts, sorted: judgement.findings, verdict: judgement.verdict, previewRules: [],
            providers: judgement.providers, causes: judgement.causes, repairs: judgement.repairs,
            remarks: judgement.remarks, rulesDigest: judgement.rulesDigest, file: file, lines: lines,
            drawsPicture: drawsPicture)
    }

    package init(
        facts: FactSet, findings: [Finding], previewRules: Set<String> = [], providers: [ProviderReadiness] = [],
        remarks: [Remark] = [], file: String? = nil, lines: [String: Int] = [:]
    ) {
        let sorted = findings.sorted {
            ($0.rule, $0.subject.kind, $0.subject.key) < ($1.rule, $1.subject.kind, $1.subject.key)
        }
        self.init(
            facts: facts, sorted: sorted, verdict: Verdict(findings.filter { !previewRules.contains($0.rule) }),
            previewRules: previewRules, providers: providers, causes: [], repairs: nil, remarks: remarks,
            rulesDigest: nil, file: file, lines: lines)
    }

    private init(
        facts: FactSet, sorted: [Finding], verdict: Verdict, previewRules: Set<String>, providers: [ProviderReadiness],
        causes: [Cause], repairs: ProvenRepairs?, remarks: [Remark], rulesDigest: String?, file: String?, lines: [String: Int],
        drawsPicture: Bool = true
    ) {
        self.file = file
        self.lines = lines
        deployment = facts.deployment
        scheme = facts.scheme
        observedAt = facts.observedAt
        elapsedMilliseconds = facts.elapsedMilliseconds
        findings = sorted
        self.verdict = verdict
        self.previewRules = previewRules
        self.providers = providers
        self.causes = causes
        self.repairs = repairs
        self.remarks = remarks
        self.rulesDigest = rulesDigest
        picture =
            drawsPicture
            ? Picture(facts, findings: sorted.filter { $0.hasSay && !previewRules.contains($0.rule) }) : Picture(bands: [])
        certificates = CertificateExpiry.all(facts)
        overview = DomainOverview(facts)
    }

    /// `Scheme direct, seen at 2026-11-22T12:00:00Z.`; without a deployment file nobody said how the platform is placed.
    var sighting: String { overview == nil ? "Scheme \(scheme), seen at \(observedAt)." : "Seen at \(observedAt)." }

    /// Whether the verdict depends on it: findings of preview rules, and those that no named provider asks about, are shown
    /// only.
    package func hasSay(_ finding: Finding) -> Bool { finding.hasSay && !previewRules.contains(finding.rule) }

    /// The findings shown by default.
    package var shown: [Finding] {
        findings.filter { [.fail, .undetermined, .waived, .error].contains($0.outcome) }
    }

    /// The line of the deployment file for a finding: that of its name, address or sender, or of the first part of its key
    /// that is in the file; the first line for a finding about the whole.
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
