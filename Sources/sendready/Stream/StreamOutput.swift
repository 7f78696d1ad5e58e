import Dispatch
import Fleet
import Report
import Synchronization
import SystemIO

/// Where the lines of a stream go: standard output, or a file that is only appended to. What belongs to one deployment is one write.
final class StreamOutput: Sendable {
    private let file: AppendedFile?
    /// One write after the other, on a thread that may block: a reader that is slow holds up nobody who asks questions.
    private let queue = DispatchQueue(label: "output")
    private let firstFailure = Mutex<WriteFailure?>(nil)
    private let isClosed = Atomic(false)

    /// Standard output.
    init() { file = nil }

    /// A file, made anew; or, with a run that goes on, the one that it has written so far.
    ///
    /// - Returns: the output, and what it answers already.
    static func file(_ path: String, run: String, resumes: Bool) throws -> (output: StreamOutput, answered: AnsweredLines) {
        let file = try AppendedFile(path)
        var answered = AnsweredLines(run: run)
        guard resumes else {
            guard try file.length == 0 else {
                throw CommandFailure(
                    .cannotCreate, "the output file '\(path)' is not empty",
                    hint: "--resume with --run goes on with a run; move the file away to begin anew")
            }
            return (StreamOutput(file), answered)
        }
        try file.read { answered.read($0) }
        try file.cut(to: answered.wholeLength)
        return (StreamOutput(file), answered)
    }

    private init(_ file: AppendedFile) { self.file = file }

    /// Why nothing can be written any more.
    var failure: WriteFailure? { firstFailure.withLock { $0 } }

    /// Writes what answers one input line; returns when it is written.
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

    /// Ends all writing: what is being written is written whole, and nothing after it.
    func close() {
        queue.sync { isClosed.store(true, ordering: .relaxed) }
    }
}
