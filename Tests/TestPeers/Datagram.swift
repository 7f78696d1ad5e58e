package import DNS
import Sockets

/// Raw packets.
package enum Datagram {
    package struct NoReply: Error {}

    /// Sends one datagram and waits up to two seconds for the first reply.
    package static func exchange(_ octets: [UInt8], with endpoint: Endpoint) async throws -> [UInt8] {
        let socket = try Socket.open(.datagram, endpoint.address.family)
        try Socket.connect(socket, to: endpoint)
        _ = Socket.send(socket, octets[...])
        var buffer = [UInt8](repeating: 0, count: 65_535)
        for _ in 0..<2_000 {
            if case .octets(let count) = Socket.receive(socket, into: &buffer) { return Array(buffer[..<count]) }
            try await Task.sleep(for: .milliseconds(1))
        }
        throw NoReply()
    }
}
