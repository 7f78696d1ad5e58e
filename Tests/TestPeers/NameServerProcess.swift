import DNS
import Foundation
import LDNSCodec
import Sockets

/// A name server of somebody else's making, run on a loopback port of its own from a rendered configuration.
public final class NameServerProcess: Sendable {
    public let endpoint: Endpoint
    public let folder: TemporaryFolder
    // `Process` is not Sendable; the handle is only ever used through this actor.
    private let keeper: Keeper

    private actor Keeper {
        private let process: Process

        init(_ process: sending Process) { self.process = process }

        var isRunning: Bool { process.isRunning }
        var identifier: Int32 { process.processIdentifier }

        func stop() async {
            if process.isRunning { process.terminate() }
            // NSD takes seconds to say goodbye, and nothing that it would save is wanted.
            for _ in 0..<20 where process.isRunning { try? await Task.sleep(for: .milliseconds(10)) }
            if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        }
    }

    private init(endpoint: Endpoint, folder: TemporaryFolder, keeper: Keeper) {
        self.endpoint = endpoint
        self.folder = folder
        self.keeper = keeper
    }

    /// Starts `program` with the configuration that `render` makes for an endpoint and a folder, and waits until it
    /// answers. Another process may take the chosen port first: three tries.
    static func start(
        _ program: String, flags: [String], address: IPAddress, folder: TemporaryFolder,
        configuration render: (Endpoint) throws -> String
    ) async throws -> NameServerProcess {
        guard let path = Program.path(program) else { throw Program.Failure(description: "\(program) is not installed") }
        for _ in 0..<3 {
            let endpoint = try freeEndpoint(address)
            let configuration = try folder.write(try render(endpoint), to: "\(program).conf")
            let log = folder.url.appending(path: "\(program).log")
            _ = FileManager.default.createFile(atPath: log.path, contents: nil)
            let process = Process()
            process.executableURL = URL(filePath: path)
            process.arguments = flags + ["-c", configuration]
            let handle = try FileHandle(forWritingTo: log)
            process.standardOutput = handle
            process.standardError = handle
            process.standardInput = FileHandle.nullDevice
            try process.run()
            let server = NameServerProcess(endpoint: endpoint, folder: folder, keeper: Keeper(process))
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
