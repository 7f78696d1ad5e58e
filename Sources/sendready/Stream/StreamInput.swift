import Fleet
import Glibc
import Sockets
import Synchronization
import SystemIO

/// Reads the lines of a fleet as they arrive, on a thread that may block. It stops at the end, at an error, or on request.
final class StreamInput: Sendable {
    enum Next: Sendable {
        case lines([LineSplitter.Line])
        case end
        /// An `errno`.
        case failed(Int32)
    }

    private let descriptor: Int32
    private let name: String
    private let splitter = Mutex(LineSplitter())
    private let hasStopped = Atomic(false)

    /// How soon a stop is noticed while no input arrives.
    private static let pollInterval: Int32 = 100

    /// - Parameter path: a file, a pipe, or `-` for standard input.
    init(_ path: String) throws(ReadFailure) {
        name = path == "-" ? "standard input" : path
        descriptor = try InputFile.open(path)
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    var description: String { name }

    /// Stops reading: waiting callers get the end.
    func stop() { hasStopped.store(true, ordering: .relaxed) }

    var isStopped: Bool { hasStopped.load(ordering: .relaxed) }

    /// The next lines, at least one; waits for them.
    func next() async -> Next {
        await withCheckedContinuation { continuation in
            do { try Thread.start { continuation.resume(returning: self.read()) } } catch {
                continuation.resume(returning: self.read())
            }
        }
    }

    private func read() -> Next {
        while !isStopped {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let count = poll(&waiting, 1, Self.pollInterval)
            if count == 0 || count < 0 && errno == EINTR { continue }
            guard count > 0 else { return .failed(errno) }
            let (octets, code) = InputFile.some(from: descriptor, atMost: 1 << 16)
            guard code == 0 else { return .failed(code) }
            guard !octets.isEmpty else {
                guard let rest = splitter.withLock({ $0.finish() }) else { return .end }
                return .lines([rest])
            }
            let lines = splitter.withLock { $0.append(octets) }
            if !lines.isEmpty { return .lines(lines) }
        }
        return .end
    }
}
