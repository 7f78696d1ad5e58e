import DNS
import LDNSCodec
import Sockets

extension ServerProcess {
    /// Starts a name server with the configuration that `render` returns for an endpoint, and waits until it answers. Port
    /// 0 chooses one that no other test uses.
    static func startNameServer(
        _ program: String, flags: [String], address: IPAddress, port: UInt16 = 0, folder: TemporaryFolder,
        configuration render: (Endpoint) throws -> String
    ) async throws -> ServerProcess {
        try await start(
            program, at: { try port == 0 ? Loopback.freeEndpoint(address) : Endpoint(address: address, port: port) },
            folder: folder,
            arguments: { flags + ["-c", try folder.write(try render($0), to: "\(program).conf")] },
            isReady: { try await $0.answers() })
    }

    /// Queries the root's SOA until any reply comes, or the process has ended.
    private func answers() async throws -> Bool {
        let query = MessageCodec.encode(Message(question: Question(.root, .soa))) ?? []
        let socket = try Socket.open(.datagram, endpoint.address.family)
        try Socket.connect(socket, to: endpoint)
        var buffer = [UInt8](repeating: 0, count: 4096)
        for _ in 0..<500 {
            guard keeper.isRunning else { return false }
            _ = Socket.send(socket, query[...])
            try await Task.sleep(for: .milliseconds(20))
            if case .octets = Socket.receive(socket, into: &buffer) { return true }
        }
        return false
    }
}
