package import Rules

/// The exit codes: of the commands that judge those of monitoring plugins, otherwise those of `sysexits.h`. `--help` and the
/// README say of each what stands here.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    case ready = 0
    case warnings = 1
    case notReady = 2
    case undetermined = 3
    case usage = 64
    case refused = 65
    case `internal` = 70
    case cannotCreate = 73
    case cannotWrite = 74
    case interrupted = 130
    case readerGone = 141
    case terminated = 143

    /// What it means, as `--help` and the README have it.
    package var sentence: String {
        switch self {
        case .ready: "ready"
        case .warnings: "ready, with warnings"
        case .notReady: "not ready: a finding of severity error"
        case .undetermined:
            "undetermined: no error was found, but something that an error-severity rule needs, or everything, could not be learned"
        case .usage: "wrong use"
        case .refused: "deployment file, rules, waivers, state or history refused"
        case .internal: "internal fault"
        case .cannotCreate: "an output file cannot be made"
        case .cannotWrite: "writing failed"
        case .interrupted:
            "ended by SIGINT (Ctrl-C): what was known by then is reported, and neither state nor history is written"
        case .readerGone: "the reader of standard output went away"
        case .terminated:
            "ended by SIGTERM: as by SIGINT; with --stream, what was begun was finished and the rest is left to --resume"
        }
    }

    /// With the Nagios format nothing lies outside of a plugin's range: what is above UNKNOWN is UNKNOWN.
    package var asPlugin: ExitStatus { rawValue > Self.undetermined.rawValue ? .undetermined : self }

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
        let order: [ExitStatus] = [
            .ready, .warnings, .undetermined, .notReady, .refused, .usage, .readerGone, .cannotCreate, .cannotWrite, .internal,
            .interrupted, .terminated,
        ]
        return statuses.max { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) } ?? .ready
    }
}
