import DNS
import Foundation
import LDNSCodec
import Sockets

/// A name server of somebody else's making, run on a loopback port of its own from a rendered configuration.
public final class NameServerProcess: Sendable {
    public let endpoint: Endpoint
    public let folder: TemporaryFolder
    private let keeper: ProcessKeeper

    private init(endpoint: Endpoint, folder: TemporaryFolder, keeper: ProcessKeeper) {
        self.endpoint = endpoint
        self.folder = folder
        self.keeper = keeper
    }

    /// Starts `program` with the configuration that `render` makes for an endpoint and a folder, and waits until it
    /// answers. Port 0 lets the system choose; another process may take the chosen port first: three tries.
    static func start(
        _ program: String, flags: [String], address: IPAddress, port: UInt16 = 0, folder: TemporaryFolder,
        configuration render: (Endpoint) throws -> String
    ) async throws -> NameServerProcess {
        guard let path = Program.path(program) else { throw Program.Failure(description: "\(program) is not installed") }
        for _ in 0..<3 {
            let endpoint = try port == 0 ? freeEndpoint(address) : Endpoint(address: address, port: port)
            let configuration = try folder.write(try render(endpoint), to: "\(program).conf")
            let log = folder.url.appending(path: "\(program).log")
            let keeper = try ProcessKeeper.start(path, flags + ["-c", configuration], log: log)
            let server = NameServerProcess(endpoint: endpoint, folder: folder, keeper: keeper)
            if try await server.answers() { return server }
            await server.stop()
        }
        let log = (try? String(contentsOf: folder.url.appending(path: "\(program).log"), encoding: .utf8)) ?? ""
        throw Program.Failure(description: "\(program) does not answer: \(log)")
    }

    private static func freeEndpoint(_ address: IPAddress) throws -> Endpoint {
        let probe = try Socket.bound(.datagram, to: Endpoint(address: address, port: 0))
        return try Socket.localEndpoint(of: probe)
    }

    /// Asks for the root's SOA until any reply comes, or the process has ended.
    private func answers() async throws -> Bool {
        let query = MessageCodec.encode(Message(question: Question(.root, .soa))) ?? []
        let socket = try Socket.open(.datagram, endpoint.address.family)
        try Socket.connect(socket, to: endpoint)
        var buffer = [UInt8](repeating: 0, count: 4096)
        for _ in 0..<500 {
            guard await keeper.isRunning else { return false }
            _ = Socket.send(socket, query[...])
            try await Task.sleep(for: .milliseconds(20))
            if case .octets = Socket.receive(socket, into: &buffer) { return true }
        }
        return false
    }

    public var processIdentifier: Int32 { get async { await keeper.identifier } }

    public func stop() async { await keeper.stop() }
}
