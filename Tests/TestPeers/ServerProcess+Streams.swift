import DNS
import Sockets

extension ServerProcess {
    /// Starts a server that listens on TCP, with the arguments that `render` returns for an endpoint.
    static func startStreamServer(
        _ program: String, address: IPAddress, port: UInt16 = 0, folder: TemporaryFolder,
        arguments render: (Endpoint) throws -> [String]
    ) async throws -> ServerProcess {
        try await start(
            program, at: { try Loopback.freeEndpoint(address, port: port) }, folder: folder, arguments: render,
            isReady: { try await $0.isListening() })
    }

    private func isListening() async throws -> Bool {
        for _ in 0..<1000 {
            guard keeper.isRunning else { return false }
            let socket = try Socket.open(.stream, endpoint.address.family)
            try? Socket.connect(socket, to: endpoint)
            try await Task.sleep(for: .milliseconds(5))
            // Writing is possible only once there is a connection.
            if Socket.pendingError(of: socket) == 0, case .octets = Socket.send(socket, []) { return true }
        }
        return false
    }
}
