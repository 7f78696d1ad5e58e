import Changes
import Glibc
import Report
import SystemIO

/// The file that keeps state between runs, and the lock that prevents concurrent writes.
///
/// The lock is a separate file, since a rename would lose a lock on the state itself; the kernel releases it when the
/// process ends, however that happens. The state is written to a temporary file, flushed, and renamed: at any time the file
/// is either the old or the new one, complete.
struct StateFile {
    private let path: String
    /// As on the command line.
    private let written: String

    init(_ path: String) {
        written = path
        self.path = OutputFile.followed(path)
    }

    /// How long a run waits for another one to write its state.
    private static let lockTimeout = Duration.seconds(60)

    /// The stored state; empty when there is no file yet. A damaged or newer file is refused and left as it is.
    func load() throws(CommandFailure) -> RunState {
        guard access(path, F_OK) == 0 else { return RunState() }
        let text = try InputText.read(path)
        do throws(RunState.Refusal) { return try RunState(parsing: text) } catch {
            throw CommandFailure(
                .refused, "the state file '\(written)' is refused: \(error)",
                hint: "it was left as it is; move it away to start over")
        }
    }

    /// Runs `body` while no other run does. It gets the stored state and returns the new one, which is stored afterwards,
    /// so that a run that is killed before has announced nothing that the next one does not announce again.
    func update(_ body: (RunState) throws -> RunState) throws {
        let lock = try acquireLock()
        defer { close(lock) }
        let next = try body(try load())
        try OutputFile.write(next.rendered(toolVersion: Sendready.version), to: path, durably: true)
    }

    private func acquireLock() throws(CommandFailure) -> Int32 {
        let descriptor = open(path + ".lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw CommandFailure(.cannotCreate, "cannot lock the state file '\(written)': \(errorText(errno))")
        }
        let deadline = ContinuousClock.now + Self.lockTimeout
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, ContinuousClock.now < deadline else {
                close(descriptor)
                throw CommandFailure(
                    .cannotWrite, "cannot write '\(written)': it is locked by another run",
                    hint: "give each cron job its own state file, or run them at different times")
            }
            usleep(20_000)
        }
        return descriptor
    }
}
