package import DNS
import Sockets
import Synchronization

/// Serves zones over UDP and TCP (RFC 1035, RFC 7766) from its own thread: for demonstrations, for tests, and for trying
/// out records before they are published. Not for the open Internet: no rate limit, no DNSSEC.
package final class AuthoritativeServer: Sendable {
    private let responder: Responder
    private let requested: [Endpoint]
    private let running = Mutex<Running?>(nil)

    private struct Running {
        let loop: ServerLoop
        let endpoints: [Endpoint]
    }

    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        case cannotListen(Endpoint, reason: String)
        case alreadyStarted
        case noThread(reason: String)

        package var description: String {
            switch self {
            case .cannotListen(let endpoint, let reason): "cannot listen on \(endpoint): \(reason)"
            case .alreadyStarted: "the server is running already"
            case .noThread(let reason): "no thread for the server: \(reason)"
            }
        }
    }

    /// - Parameter endpoints: where to listen; port 0 lets the system choose one port for UDP and TCP.
    /// - Parameter recursionAvailable: sets RA instead of AA, so that the server can act as a resolver.
    /// - Parameter behaviour: called for every question, on the server's thread.
    package init(
        data: AuthoritativeData,
        endpoints: [Endpoint] = [Endpoint(address: IPAddress(family: .ipv4, number: 0x7f00_0001), port: 0)],
        recursionAvailable: Bool = false, behaviour: (@Sendable (Question) -> Behaviour)? = nil
    ) {
        responder = Responder(data: data, recursionAvailable: recursionAvailable, behaviour: behaviour)
        requested = endpoints
    }

    deinit { stop() }

    /// Where the server listens; empty while it is stopped.
    package var endpoints: [Endpoint] { running.withLock { $0?.endpoints ?? [] } }

    /// Starts listening and returns the endpoints.
    @discardableResult
    package func start() throws(Failure) -> [Endpoint] {
        try running.withLock { state throws(Failure) in
            guard state == nil else { throw .alreadyStarted }
            var listeners: [ServerLoop.Listener] = []
            for endpoint in requested { listeners.append(try Self.listen(endpoint)) }
            do throws(SystemError) {
                let loop = try ServerLoop(listeners: listeners, responder: responder)
                state = Running(loop: loop, endpoints: listeners.map(\.endpoint))
            } catch { throw .noThread(reason: error.description) }
            return listeners.map(\.endpoint)
        }
    }

    /// Closes the sockets; the server can be started again.
    package func stop() {
        running.withLock { state in
            state?.loop.stop()
            state = nil
        }
    }

    private static func listen(_ endpoint: Endpoint) throws(Failure) -> ServerLoop.Listener {
        // The port that the system chooses for UDP may be taken for TCP; then it tries another one.
        var attempts = endpoint.port == 0 ? 16 : 1
        while true {
            do throws(SystemError) {
                let datagrams = try Socket.bound(.datagram, to: endpoint)
                let local = try Socket.localEndpoint(of: datagrams)
                return ServerLoop.Listener(endpoint: local, datagrams: datagrams, streams: try Socket.bound(.stream, to: local))
            } catch {
                attempts -= 1
                if attempts == 0 { throw .cannotListen(endpoint, reason: error.reason) }
            }
        }
    }
}
