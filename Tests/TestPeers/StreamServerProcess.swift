public import DNS
import Foundation
import Sockets

/// A server of somebody else's making that listens on TCP, run on a loopback port of its own.
public final class StreamServerProcess: Sendable {
    public let endpoint: Endpoint
    public let folder: TemporaryFolder
    private let keeper: ProcessKeeper

    private init(endpoint: Endpoint, folder: TemporaryFolder, keeper: ProcessKeeper) {
        self.endpoint = endpoint
        self.folder = folder
        self.keeper = keeper
    }

    /// Starts `program` with the arguments that `render` makes for an endpoint and a folder, and waits until it takes
    /// connections. Another process may take the chosen port first: three tries.
    static func start(
        _ program: String, address: IPAddress, port: UInt16 = 0, folder: TemporaryFolder,
        arguments render: (Endpoint) throws -> [String]
    ) async throws -> StreamServerProcess {
        guard let path = Program.path(program) else { throw Program.Failure(description: "\(program) is not installed") }
        let log = folder.url.appending(path: "\(program).log")
        for _ in 0..<3 {
            let endpoint = try Loopback.freeEndpoint(address, port: port)
            let keeper = try ProcessKeeper.start(path, try render(endpoint), log: log, in: folder.url)
            let server = StreamServerProcess(endpoint: endpoint, folder: folder, keeper: keeper)
            if try await server.isListening() { return server }
            await server.stop()
        }
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        throw Program.Failure(description: "\(program) does not listen: \(text)")
    }

    private func isListening() async throws -> Bool {
        for _ in 0..<1000 {
            guard await keeper.isRunning else { return false }
            let socket = try Socket.open(.stream, endpoint.address.family)
            try? Socket.connect(socket, to: endpoint)
            try await Task.sleep(for: .milliseconds(5))
            // Writing is possible only once there is a connection.
            if Socket.pendingError(of: socket) == 0, case .octets = Socket.send(socket, []) { return true }
        }
        return false
    }

    public func stop() async { await keeper.stop() }
}
