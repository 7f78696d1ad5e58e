import Dispatch
import Fleet
import Report
import Synchronization
import SystemIO

/// The output of a stream: standard output, or an append-only file. Each deployment is one write.
final class StreamOutput: Sendable {
    private let file: AppendedFile?
    /// Writes one after the other, on a thread that may block: a slow reader must not delay queries.
    private let queue = DispatchQueue(label: "output")
    private let firstFailure = Mutex<WriteFailure?>(nil)
    private let isClosed = Atomic(false)

    /// Standard output.
    init() { file = nil }

    /// A new file or, when resuming a run, the one that it has written so far.
    ///
    /// - Returns: the output, and the deployments that it already contains.
    static func file(_ path: String, run: String, resumes: Bool) throws -> (output: StreamOutput, answered: AnsweredLines) {
        let file = try AppendedFile(path)
        var answered = AnsweredLines(run: run)
        guard resumes else {
            guard try file.length == 0 else {
                throw CommandFailure(
                    .cannotCreate, "the output file '\(path)' is not empty",
                    hint: "--resume with --run continues a run; move the file away to start over")
            }
            return (StreamOutput(file), answered)
        }
        try file.read { answered.read($0) }
        try file.cut(to: answered.wholeLength)
        return (StreamOutput(file), answered)
    }

    private init(_ file: AppendedFile) { self.file = file }

    /// Why writing has failed.
    var failure: WriteFailure? { firstFailure.withLock { $0 } }

    /// Writes the output for one input line; returns when it is written.
    func write(_ text: String) async {
        await withCheckedContinuation { continuation in
            queue.async {
                if !self.isClosed.load(ordering: .relaxed), self.failure == nil { self.writeNow(text) }
                continuation.resume()
            }
        }
    }

    private func writeNow(_ text: String) {
        do throws(WriteFailure) {
            if let file { try file.append(text) } else { try StandardOutput.write(text) }
        } catch {
            firstFailure.withLock { $0 = $0 ?? error }
        }
    }

    /// Ends all writing: the current write is completed, and nothing follows.
    func close() {
        queue.sync { isClosed.store(true, ordering: .relaxed) }
    }
}
