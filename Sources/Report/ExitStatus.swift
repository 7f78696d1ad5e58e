/// The exit codes of the commands that judge: those of monitoring plugins, and of `sysexits.h` for wrong use.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    case ready = 0
    case warnings = 1
    case notReady = 2
    case undetermined = 3
    case usage = 64
    case refused = 65
    case `internal` = 70

    /// From which severity on a failure counts as not ready.
    package enum FailOn: String, Sendable, CaseIterable { case warning, error, never }

    /// With `never`, errors count as warnings do; with `warning`, warnings count as errors do.
    package init(_ verdict: Verdict, failOn: FailOn = .error) {
        switch (verdict, failOn) {
        case (.ready, _): self = .ready
        case (.undetermined, _): self = .undetermined
        case (.warnings, .warning), (.notReady, .warning), (.notReady, .error): self = .notReady
        case (.warnings, _), (.notReady, .never): self = .warnings
        }
    }

    /// The one that a run over several deployments ends with: broken input before findings, findings before doubt.
    package static func worst(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
        let order: [ExitStatus] = [.ready, .warnings, .undetermined, .notReady, .refused, .usage, .internal]
        return statuses.max { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) } ?? .ready
    }
}
