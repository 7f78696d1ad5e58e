package import DNS
import Foundation
import Sockets

/// The part of the loopback network of one world: each machine has its own number in it.
package struct WorldAddresses: Sendable {
    /// The port of name servers, since delegations carry none.
    package static let port: UInt16 = 53

    private let network: UInt32

    /// The world's own machines, besides those of the zones.
    static let root: UInt8 = 1, topLevel: UInt8 = 2, inside: UInt8 = 40, publicView: UInt8 = 51, internalView: UInt8 = 52

    /// Whether servers can be started on port 53 of loopback addresses: in a network namespace, or as root.
    package static let isPossible = WorldAddresses() != nil

    private init(network: UInt32) { self.network = network }

    /// A network whose first machine is free; `nil` when port 53 is unavailable.
    init?() {
        for _ in 0..<16 {
            self.init(network: 0x7f00_0000 | UInt32.random(in: 64..<128) << 16 | UInt32.random(in: 1..<255) << 8)
            let first = Endpoint(address: self[Self.root], port: Self.port)
            if (try? Socket.bound(.datagram, to: first)) != nil { return }
        }
        return nil
    }

    package subscript(host: UInt8) -> IPAddress { IPAddress(family: .ipv4, number: UInt128(network | UInt32(host))) }
}
