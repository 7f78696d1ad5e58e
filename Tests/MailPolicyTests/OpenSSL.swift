import TestPeers

/// The `openssl` program, which makes keys for tests.
enum OpenSSL {
    static let isInstalled = Program.isInstalled("openssl")

    /// What it writes to standard output, `input` on standard input.
    static func run(_ arguments: [String], input: String = "") async throws -> String {
        guard let path = Program.path("openssl") else { throw Program.Failure(description: "openssl is not installed") }
        let ended = try await Program.run(path: path, arguments, input: input)
        guard ended.status == 0 else { throw Program.Failure(description: "openssl \(arguments): \(ended.error)") }
        return ended.output
    }
}
