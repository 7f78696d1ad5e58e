import Changes
import Glibc
import Report
import SystemIO

/// The file in which runs remember what they saw, and the lock that keeps two of them from writing it at once.
///
/// The lock is a file of its own, since a rename would take a lock on the state away; the kernel releases it with the
/// process, however that ends. State is written beside its place, flushed, and renamed: at any moment the file is the old
/// one or the new one, whole.
struct StateFile {
    private let path: String
    /// As the command line names it.
    private let written: String

    init(_ path: String) {
        written = path
        self.path = OutputFile.followed(path)
    }

    /// How long a run waits for another to write its state.
    private static let patience = Duration.seconds(60)

    /// What is remembered; nothing when there is no file yet. A file that is damaged or newer is refused and stays as it is.
    func load() throws(CommandFailure) -> RunState {
        guard access(path, F_OK) == 0 else { return RunState() }
        let text = try InputText.read(path)
        do throws(RunState.Refusal) { return try RunState(parsing: text) } catch {
            throw CommandFailure(
                .refused, "the state file '\(written)' is refused: \(error)",
                hint: "it was left as it is; move it away to begin anew")
        }
    }

    /// Runs `body` while no other run does. It gets what is remembered and says what shall be; that is kept once it returns,
    /// so that a run that is killed before has told nothing that the next one does not tell again.
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
        let deadline = ContinuousClock.now + Self.patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, ContinuousClock.now < deadline else {
                close(descriptor)
                throw CommandFailure(
                    .cannotWrite, "cannot write '\(written)': it is locked by another run",
                    hint: "give each cron job a state file of its own, or let them run at different times")
            }
            usleep(20_000)
        }
        return descriptor
    }
}
