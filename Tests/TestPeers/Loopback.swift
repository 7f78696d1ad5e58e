package import DNS
import Foundation
import Sockets
import Synchronization

/// The addresses that tests may use.
package enum Loopback {
    package static let ipv4 = IPAddress(family: .ipv4, number: 0x7f00_0001)
    package static let ipv6 = IPAddress(family: .ipv6, number: 1)

    /// Whether a socket can be bound to `::1`.
    package static let hasIPv6 = (try? Socket.bound(.datagram, to: Endpoint(address: ipv6, port: 0))) != nil

    /// Ports that this process assigns, each once: below the system's ephemeral range, so that no other socket of a test
    /// gets one between the choice and the server's start.
    private static let ports: Range<UInt16> = 10_000..<32_000
    private static let next = Mutex(ports.lowerBound + UInt16(ProcessInfo.processInfo.processIdentifier % 20_000))

    private static func takePort() -> UInt16 {
        next.withLock { next in
            next = ports.contains(next + 1) ? next + 1 : ports.lowerBound
            return next
        }
    }

    /// An endpoint for a server that is about to start: nothing listens there, and no other test will use it.
    package static func freeEndpoint(_ address: IPAddress = ipv4, port: UInt16 = 0) throws -> Endpoint {
        guard port == 0 else {
            let socket = try Socket.bound(.stream, to: Endpoint(address: address, port: port))
            return try Socket.localEndpoint(of: socket)
        }
        var lastError: SystemError?
        for _ in 0..<1000 {
            let endpoint = Endpoint(address: address, port: takePort())
            do throws(SystemError) {
                _ = try Socket.bound(.stream, to: endpoint)
                _ = try Socket.bound(.datagram, to: endpoint)
                return endpoint
            } catch { lastError = error }
        }
        throw lastError ?? SystemError("bind")
    }

    /// Whether this process may listen on a service's port: in most places, only root may.
    package static func mayListen(on port: UInt16) -> Bool {
        (try? Socket.bound(.stream, to: Endpoint(address: ipv4, port: port))) != nil
    }

    /// A port where nothing listens.
    package static func closedEndpoint() throws -> Endpoint { try freeEndpoint() }
}
