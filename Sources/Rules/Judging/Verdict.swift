/// Whether the deployment can go live.
package enum Verdict: String, Sendable, CaseIterable {
    case ready, warnings, notReady = "not-ready", undetermined

    /// What people read.
    package var phrase: String {
        switch self {
        case .ready: "READY"
        case .warnings: "READY, WITH WARNINGS"
        case .notReady: "NOT READY"
        case .undetermined: "UNDETERMINED"
        }
    }

    /// The deciding one of several verdicts; undetermined when there is none.
    static func worst(_ verdicts: [Verdict]) -> Verdict {
        [.notReady, .undetermined, .warnings, .ready].first(where: verdicts.contains) ?? .undetermined
    }

    /// The verdict on those findings that count.
    package init(_ findings: some Sequence<Finding>) {
        var tally = VerdictTally()
        for finding in findings where finding.hasSay { tally.count(finding.outcome, finding.severity) }
        self = tally.verdict
    }
}

/// A summary of findings sufficient for their verdict: the single computation behind the verdict of a report and of every
/// mailbox provider.
struct VerdictTally: Sendable, Hashable {
    private var hasError = false
    private var hasWarning = false
    private var lacksError = false
    private var isUnknown = false
    private var isLearned = false
    private var isNotApplicable = false

    mutating func count(_ outcome: Outcome, _ severity: Severity) {
        switch outcome {
        case .fail:
            hasError = hasError || severity == .error
            hasWarning = hasWarning || severity == .warning
            isLearned = true
        // A rule that could not run is as uninformative as a failed query.
        case .undetermined, .error:
            lacksError = lacksError || severity == .error
            isUnknown = true
        case .pass, .waived: isLearned = true
        case .notApplicable: isNotApplicable = true
        case .skipped: isUnknown = true
        }
    }

    mutating func add(_ other: VerdictTally) {
        hasError = hasError || other.hasError
        hasWarning = hasWarning || other.hasWarning
        lacksError = lacksError || other.lacksError
        isUnknown = isUnknown || other.isUnknown
        isLearned = isLearned || other.isLearned
        isNotApplicable = isNotApplicable || other.isNotApplicable
    }

    /// An error decides; then anything undetermined that an error-severity rule needs, and the absence of any result, for
    /// example when there is no subject yet; then warnings.
    var verdict: Verdict {
        if hasError { return .notReady }
        if lacksError || !(isLearned || isNotApplicable && !isUnknown) { return .undetermined }
        return hasWarning ? .warnings : .ready
    }
}
