import Glibc
import Report
import Synchronization

/// SIGINT and SIGTERM during a survey: nothing more is queried, and the results so far are reported. A second signal ends
/// the program at once.
final class Interruption: Sendable {
    private static let signals: [Int32: ExitStatus] = [SIGINT: .interrupted, SIGTERM: .terminated]

    private let first = Mutex<ExitStatus?>(nil)

    /// The exit status after an interruption, whatever was found; `nil` without one.
    var status: ExitStatus? { first.withLock { $0 } }

    /// Runs `body` in a task that is cancelled by the first signal.
    func cancelling<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let work = Task { try await body() }
        let watch = SignalWatch(Self.signals.keys.sorted()) { [self] signal in
            guard let status = Self.signals[signal] else { return }
            guard note(status) else { exit(status.rawValue) }
            Voice.warning("interrupted: what is known so far follows")
            work.cancel()
        }
        defer { withExtendedLifetime(watch) {} }
        return try await work.value
    }

    /// Returns whether this is the first signal.
    private func note(_ status: ExitStatus) -> Bool {
        first.withLock { first in
            defer { first = first ?? status }
            return first == nil
        }
    }
}
