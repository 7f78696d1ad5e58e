import Dispatch
import Glibc
import Report
import Synchronization

/// SIGINT and SIGTERM during a survey: nothing more is queried, and the results so far are reported. A second signal ends
/// the program at once.
final class Interruption: Sendable {
    private static let signals: [(number: Int32, status: ExitStatus)] = [(SIGINT, .interrupted), (SIGTERM, .terminated)]

    private let first = Mutex<ExitStatus?>(nil)

    /// The exit status after an interruption, whatever was found; `nil` without one.
    var status: ExitStatus? { first.withLock { $0 } }

    /// Runs `body` in a task that the first signal cancels. Before and after it, signals have their default effect.
    func cancelling<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let work = Task { try await body() }
        // A shell's background jobs ignore SIGINT, and must keep doing so.
        let signals = Self.signals.filter { !Self.isIgnored($0.number) }
        let sources = signals.map { number, status in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [self] in
                guard note(status) else { exit(status.rawValue) }
                Voice.warning("interrupted: what is known so far follows")
                work.cancel()
            }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
            for (number, _) in signals { signal(number, SIG_DFL) }
        }
        return try await work.value
    }

    /// Returns whether this is the first signal.
    private func note(_ status: ExitStatus) -> Bool {
        first.withLock { first in
            defer { first = first ?? status }
            return first == nil
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
