import Foundation
import Sockets

/// Keeps a running program: `Process` is not Sendable, and is only ever used through this actor.
actor ProcessKeeper {
    private let process: Process

    init(_ process: sending Process) { self.process = process }

    /// Runs a program that writes its output to `log`.
    static func start(_ path: String, _ arguments: [String], log: URL, in folder: URL? = nil) throws -> ProcessKeeper {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let handle = try FileHandle(forWritingTo: log)
        process.standardOutput = handle
        process.standardError = handle
        process.standardInput = FileHandle.nullDevice
        try runUnmasked(process)
        Survivors.watch(process.processIdentifier)
        return ProcessKeeper(process)
    }

    /// The threads of Swift's pool block most signals, and children inherit that: NSD would neither reload nor end.
    private static func runUnmasked(_ process: Process) throws {
        var (none, old) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &old)
        defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
        try process.run()
    }

    var isRunning: Bool { process.isRunning }
    var identifier: Int32 { process.processIdentifier }

    func stop() async {
        if process.isRunning { process.terminate() }
        // NSD takes seconds to say goodbye, and nothing that it would save is wanted.
        for _ in 0..<20 where process.isRunning { try? await Task.sleep(for: .milliseconds(10)) }
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        Survivors.forget(process.processIdentifier)
    }
}
