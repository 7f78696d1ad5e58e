import Resolver
import Synchronization
import SystemIO

/// A line on standard error with the progress of the survey; only on a terminal.
final class Progress: Sendable {
    private let task: Task<Void, Never>?

    init(clients: [DNSClient], isShown: Bool) {
        guard isShown, StandardError.isTerminal else {
            task = nil
            return
        }
        task = Task {
            while !Task.isCancelled {
                let statistics = clients.map(\.statistics)
                let asked = statistics.reduce(0) { $0 + $1.questions - $1.cacheHits }
                let answered = statistics.flatMap(\.servers.values).reduce(0) { $0 + $1.answered }
                Self.show("\(asked) questions asked, \(answered) replies")
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    /// Removes the line.
    func stop() {
        guard let task else { return }
        task.cancel()
        Self.show("")
    }

    private static func show(_ text: String) {
        StandardError.write("\r\u{1b}[K\(text)")
    }
}
