import Dispatch
import Glibc

/// Watches signals as long as it lives; before and after they do what they always do.
final class SignalWatch {
    private let numbers: [Int32]
    private let sources: [any DispatchSourceSignal]

    /// - Parameters:
    ///   - signals: what the program was made deaf to, as a shell makes what it starts in the background deaf to SIGINT, stays so.
    ///   - handle: called for each signal that comes, for one after the other.
    init(_ signals: [Int32], handle: @escaping @Sendable (Int32) -> Void) {
        numbers = signals.filter { !Self.isIgnored($0) }
        let queue = DispatchQueue(label: "signals")
        sources = numbers.map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { handle(number) }
            source.resume()
            return source
        }
    }

    deinit {
        for source in sources { source.cancel() }
        for number in numbers { signal(number, SIG_DFL) }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        guard sigaction(number, nil, &action) == 0 else { return false }
        return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
