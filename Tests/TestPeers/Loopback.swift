public import DNS
import Foundation
import Sockets

/// The addresses that tests may use.
public enum Loopback {
    public static let ipv4 = IPAddress(family: .ipv4, number: 0x7f00_0001)
    public static let ipv6 = IPAddress(family: .ipv6, number: 1)

    /// Whether a socket can be bound to `::1`.
    public static let hasIPv6 = (try? Socket.bound(.datagram, to: Endpoint(address: ipv6, port: 0))) != nil

    /// A port where nothing listens, most likely.
    public static func closedEndpoint() throws -> Endpoint {
        let socket = try Socket.bound(.datagram, to: Endpoint(address: ipv4, port: 0))
        return try Socket.localEndpoint(of: socket)
    }
}
