import Foundation

/// The `openssl` program, which makes keys for tests.
enum OpenSSL {
    static let path = ["/usr/bin/openssl", "/usr/local/bin/openssl"].first { FileManager.default.isExecutableFile(atPath: $0) }
    static var isInstalled: Bool { path != nil }

    struct Failure: Error { let arguments: [String] }

    /// What it writes to standard output, `input` on standard input.
    static func run(_ arguments: [String], input: String = "") throws -> String {
        guard let path else { throw Failure(arguments: arguments) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        let (given, taken) = (Pipe(), Pipe())
        process.standardInput = given
        process.standardOutput = taken
        process.standardError = FileHandle.nullDevice
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try given.fileHandleForWriting.close()
        let output = try taken.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(arguments: arguments) }
        return String(decoding: output, as: UTF8.self)
    }
}
