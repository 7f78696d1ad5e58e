package import DNS
import Foundation

/// A third-party server, run on its own loopback address from a rendered configuration.
package final class ServerProcess: Sendable {
    package let endpoint: Endpoint
    package let folder: TemporaryFolder
    let keeper: ProcessKeeper

    private init(endpoint: Endpoint, folder: TemporaryFolder, keeper: ProcessKeeper) {
        self.endpoint = endpoint
        self.folder = folder
        self.keeper = keeper
    }

    /// Starts `program` with the arguments that `render` returns for an endpoint, and waits until it is ready. Another
    /// process may take the chosen port first: three tries.
    static func start(
        _ program: String, at choose: () throws -> Endpoint, folder: TemporaryFolder,
        arguments render: (Endpoint) throws -> [String], isReady: (ServerProcess) async throws -> Bool
    ) async throws -> ServerProcess {
        guard let path = Program.path(program) else { throw Program.Failure(description: "\(program) is not installed") }
        let log = folder.url.appending(path: "\(program).log")
        for _ in 0..<3 {
            let endpoint = try choose()
            let keeper = try await ProcessKeeper.start(path, try render(endpoint), log: log, in: folder.url)
            let server = ServerProcess(endpoint: endpoint, folder: folder, keeper: keeper)
            do {
                if try await isReady(server) { return server }
            } catch {
                await server.stop()
                throw error
            }
            await server.stop()
        }
        let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
        throw Program.Failure(description: "\(program) does not answer: \(text)")
    }

    package var processIdentifier: Int32 { keeper.identifier }

    package func stop() async { await keeper.stop() }
}
