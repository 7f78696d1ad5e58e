package import Foundation
import Subprocess
import SystemPackage

/// A program of the system, where Debian installs it. Programs run through swift-subprocess, which always reports their
/// end; those that exceed their time are killed.
package enum Program {
    /// The program's path; `nil` when it is not installed.
    package static func path(_ name: String) -> String? {
        ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"].map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    package static func isInstalled(_ name: String) -> Bool { path(name) != nil }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String

        package init(description: String) { self.description = description }
    }

    /// The result of a program.
    package struct Ended: Sendable {
        /// The exit status, or the number of the signal that ended it.
        package let status: Int32
        package let output: String
        package let error: String
    }

    /// The time limit of a program, so that tests never hang.
    private static let longest = Duration.seconds(180)

    /// Runs a program to its end; returns its standard output and error, or throws with it.
    @discardableResult
    package static func run(
        _ name: String, _ arguments: [String], input: String = "", in folder: URL? = nil
    ) async throws -> String {
        guard let path = path(name) else { throw Failure(description: "\(name) is not installed") }
        let ended = try await run(path: path, arguments, input: input, in: folder)
        guard ended.status == 0 else { throw Failure(description: "\(name): \(ended.output)\(ended.error)") }
        return ended.output + ended.error
    }

    /// Runs a program to its end, whatever its status.
    ///
    /// Input and output are files: a grandchild that keeps a pipe open would keep the reader waiting.
    /// - Parameter environment: added to this process's environment.
    /// - Parameter time: kills it (`kill -9`) after this time.
    package static func run(
        path: String, _ arguments: [String], input: String = "", in folder: URL? = nil, environment: [String: String] = [:],
        killedAfter time: Duration? = nil
    ) async throws -> Ended {
        let files = try TemporaryFolder()
        try files.write(input, to: "in")
        let name = { (file: String) in FilePath(files.url.appending(path: file).path) }
        let creating: SystemPackage.FileDescriptor.OpenOptions = [.create, .truncate, .closeOnExec]
        let (given, output, error) = (
            try SystemPackage.FileDescriptor.open(name("in"), .readOnly, options: [.closeOnExec]),
            try SystemPackage.FileDescriptor.open(name("out"), .writeOnly, options: creating, permissions: .ownerReadWrite),
            try SystemPackage.FileDescriptor.open(name("err"), .writeOnly, options: creating, permissions: .ownerReadWrite)
        )
        var own: [Environment.Key: String?] = [:]
        for (name, value) in environment {
            guard let key = Environment.Key(rawValue: name) else { throw Failure(description: "'\(name)' is no name") }
            own[key] = value
        }
        let configuration = Configuration(
            executable: .path(FilePath(path)), arguments: Arguments(arguments),
            environment: .inherit.updating(own), workingDirectory: folder.map { FilePath($0.path) })
        let status = try await within(longest, path) {
            try await Subprocess.run(
                configuration, input: .fileDescriptor(given, closeAfterSpawningProcess: true),
                output: .fileDescriptor(output, closeAfterSpawningProcess: true),
                error: .fileDescriptor(error, closeAfterSpawningProcess: true)
            ) { execution in
                guard let time else { return }
                try await Task.sleep(for: time)
                // It may have ended by itself.
                try? execution.send(signal: .kill)
            }.terminationStatus
        }
        let text = { (file: String) in try String(contentsOf: files.url.appending(path: file), encoding: .utf8) }
        switch status {
        case .exited(let code): return Ended(status: code, output: try text("out"), error: try text("err"))
        case .signaled(let number): return Ended(status: number, output: try text("out"), error: try text("err"))
        }
    }

    /// The result of `body`, or an error when it takes longer than `limit`: it is then cancelled, which kills a program.
    private static func within<Result: Sendable>(
        _ limit: Duration, _ path: String, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: body)
            group.addTask {
                try await Task.sleep(for: limit)
                throw Failure(description: "\(path) does not end within \(limit)")
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }
}
