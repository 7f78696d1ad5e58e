package import Rules

/// The exit codes: those of monitoring plugins for commands that judge, otherwise those of `sysexits.h`. `--help` and the
/// README take their descriptions from here.
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

    /// Its meaning, as in `--help` and the README.
    package var sentence: String {
        switch self {
        case .ready: "ready"
        case .warnings: "ready, with warnings"
        case .notReady: "not ready: a finding of severity error"
        case .undetermined:
            "undetermined: no error was found, but information that an error-severity rule needs is missing, or nothing could be learned"
        case .usage: "wrong usage"
        case .refused: "deployment file, rules, waivers, state or history refused"
        case .internal: "internal fault"
        case .cannotCreate: "an output file cannot be created"
        case .cannotWrite: "writing failed"
        case .interrupted:
            "ended by SIGINT (Ctrl-C): what is known by then is reported, and neither state nor history is written"
        case .readerGone: "the reader closed standard output"
        case .terminated:
            "ended by SIGTERM: as by SIGINT; with --stream, deployments in progress are finished, and --resume does the rest"
        }
    }

    /// The Nagios format has no codes outside a plugin's range: anything above UNKNOWN becomes UNKNOWN.
    package var asPlugin: ExitStatus { rawValue > Self.undetermined.rawValue ? .undetermined : self }

    /// The severity from which a failure counts as not ready.
    package enum FailOn: String, Sendable, CaseIterable { case warning, error, never }

    /// With `never`, errors count as warnings; with `warning`, warnings count as errors.
    package init(_ verdict: Verdict, failOn: FailOn = .error) {
        switch (verdict, failOn) {
        case (.ready, _): self = .ready
        case (.undetermined, _): self = .undetermined
        case (.warnings, .warning), (.notReady, .warning), (.notReady, .error): self = .notReady
        case (.warnings, _), (.notReady, .never): self = .warnings
        }
    }

    /// The status of a run over several deployments: broken input outweighs findings, findings outweigh undetermined
    /// results.
    package static func worst(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
        let order: [ExitStatus] = [
            .ready, .warnings, .undetermined, .notReady, .refused, .usage, .readerGone, .cannotCreate, .cannotWrite, .internal,
            .interrupted, .terminated,
        ]
        return statuses.max { (order.firstIndex(of: $0) ?? 0) < (order.firstIndex(of: $1) ?? 0) } ?? .ready
    }
}
