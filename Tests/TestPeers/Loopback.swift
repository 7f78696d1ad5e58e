package import DNS
import Foundation
import Sockets

/// The addresses that tests may use.
package enum Loopback {
    package static let ipv4 = IPAddress(family: .ipv4, number: 0x7f00_0001)
    package static let ipv6 = IPAddress(family: .ipv6, number: 1)

    /// Whether a socket can be bound to `::1`.
    package static let hasIPv6 = (try? Socket.bound(.datagram, to: Endpoint(address: ipv6, port: 0))) != nil

    /// Where a server may listen in a moment: nothing does just now.
    package static func freeEndpoint(_ address: IPAddress = ipv4, port: UInt16 = 0) throws -> Endpoint {
        let socket = try Socket.bound(.stream, to: Endpoint(address: address, port: port))
        return try Socket.localEndpoint(of: socket)
    }

    /// Whether this process may listen on the port of a service: only the system's administrator may, in most places.
    package static func mayListen(on port: UInt16) -> Bool {
        (try? Socket.bound(.stream, to: Endpoint(address: ipv4, port: port))) != nil
    }

    /// A port where nothing listens, most likely.
    package static func closedEndpoint() throws -> Endpoint {
        let socket = try Socket.bound(.datagram, to: Endpoint(address: ipv4, port: 0))
        return try Socket.localEndpoint(of: socket)
    }
}
