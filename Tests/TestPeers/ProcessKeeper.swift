import Foundation
import Subprocess
import Synchronization
import SystemPackage

/// Owns a running program: a server started by a test.
final class ProcessKeeper: Sendable {
    let identifier: Int32
    /// Ends when the program has ended and all its resources are closed.
    private let life: Task<Void, Never>
    private let hasEnded: Shared<Bool>

    private init(identifier: Int32, life: Task<Void, Never>, hasEnded: Shared<Bool>) {
        self.identifier = identifier
        self.life = life
        self.hasEnded = hasEnded
    }

    /// Runs a program that writes its output to `log`. Signals are neither blocked nor ignored there, whatever they are
    /// here.
    static func start(_ path: String, _ arguments: [String], log: URL, in folder: URL? = nil) async throws -> ProcessKeeper {
        let output = try SystemPackage.FileDescriptor.open(
            FilePath(log.path), .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
        let configuration = Configuration(
            executable: .path(FilePath(path)), arguments: Arguments(arguments),
            workingDirectory: folder.map { FilePath($0.path) })
        let hasEnded = Shared(false)
        let (starts, start) = AsyncStream<Result<Int32, any Error>>.makeStream()
        // A separate task, which the end of a test does not cancel: a suite's shared servers outlive the test that started
        // them.
        let life = Task.detached {
            do {
                _ = try await Subprocess.run(
                    configuration, input: .none, output: .fileDescriptor(output, closeAfterSpawningProcess: true),
                    error: .combinedWithOutput
                ) { execution in
                    Survivors.watch(execution.processIdentifier.value)
                    start.yield(.success(execution.processIdentifier.value))
                }
            } catch {
                start.yield(.failure(error))
            }
            hasEnded.value.withLock { $0 = true }
            start.finish()
        }
        for await result in starts { return ProcessKeeper(identifier: try result.get(), life: life, hasEnded: hasEnded) }
        throw Program.Failure(description: "\(path) does not start")
    }

    var isRunning: Bool { hasEnded.value.withLock { !$0 } }

    /// Ends the program, and waits until it has.
    func stop() async {
        defer { Survivors.forget(identifier) }
        send(SIGTERM)
        // NSD takes seconds to shut down, and nothing that it would save is needed.
        for _ in 0..<20 where isRunning { try? await Task.sleep(for: .milliseconds(10)) }
        send(SIGKILL)
        await life.value
    }

    private func send(_ signal: Int32) {
        hasEnded.value.withLock { if !$0 { _ = kill(identifier, signal) } }
    }

    private final class Shared<Value: Sendable>: Sendable {
        let value: Mutex<Value>
        init(_ value: Value) { self.value = Mutex(value) }
    }
}
