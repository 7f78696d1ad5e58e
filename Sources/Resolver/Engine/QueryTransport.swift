import DNS
import Glibc
import Sockets

/// The network as the engine sees it: system sockets, or a script in tests.
protocol QueryTransport: Sendable {
    /// Opens a UDP socket for one query, which accepts packets from `server` alone. The engine is told `token` when it is
    /// readable. `random` chooses the source port.
    func openDatagram(
        to server: Endpoint, token: UInt64, random: inout RandomSource
    ) throws(SystemError) -> any QuerySocket

    /// Starts a connection. The engine is told `token` when it is writable or readable.
    func openStream(to server: Endpoint, token: UInt64) throws(SystemError) -> any QuerySocket
}

/// The socket of one attempt; it closes with its last reference.
protocol QuerySocket: AnyObject {
    func send(_ octets: ArraySlice<UInt8>) -> Socket.Received
    /// Reads into `buffer`. Over TCP, zero octets mean that the peer has closed.
    func receive(into buffer: inout [UInt8]) -> Socket.Received
    /// Why the connection failed; `nil` while it is being established, and once it is.
    var connectionError: SystemError? { get }
    /// Everything is sent: from now on, watch for the reply only.
    func awaitReply() throws(SystemError)
}

/// Sockets of the system, watched by a poller.
struct SocketTransport: QueryTransport {
    let poller: Poller

    /// How many random ports are tried before the system chooses one.
    private static let portChoices = 16

    /// Connected, so that the kernel drops packets from other addresses or ports, and bound to a port from the whole range:
    /// the system's own choice has two bits less entropy (RFC 5452 §4.5).
    func openDatagram(
        to server: Endpoint, token: UInt64, random: inout RandomSource
    ) throws(SystemError) -> any QuerySocket {
        let descriptor = try Socket.open(.datagram, server.address.family)
        let any = IPAddress(family: server.address.family, number: 0)
        for _ in 0..<Self.portChoices {
            let local = Endpoint(address: any, port: UInt16.random(in: 1024 ... .max, using: &random))
            if local.withSocketAddress({ bind(descriptor.number, $0, $1) }) == 0 { break }
            guard errno == EADDRINUSE || errno == EACCES else { throw SystemError("bind") }
        }
        try Socket.connect(descriptor, to: server)
        try poller.watch(descriptor, token: token, .read)
        return PolledSocket(descriptor, poller, token)
    }

    func openStream(to server: Endpoint, token: UInt64) throws(SystemError) -> any QuerySocket {
        let descriptor = try Socket.open(.stream, server.address.family)
        try Socket.connect(descriptor, to: server)
        try poller.watch(descriptor, token: token, [.read, .write])
        return PolledSocket(descriptor, poller, token)
    }
}

private final class PolledSocket: QuerySocket {
    private let descriptor: FileDescriptor
    private let poller: Poller
    private let token: UInt64

    init(_ descriptor: FileDescriptor, _ poller: Poller, _ token: UInt64) {
        (self.descriptor, self.poller, self.token) = (descriptor, poller, token)
    }

    func send(_ octets: ArraySlice<UInt8>) -> Socket.Received { Socket.send(descriptor, octets) }

    func receive(into buffer: inout [UInt8]) -> Socket.Received { Socket.receive(descriptor, into: &buffer) }

    var connectionError: SystemError? {
        let code = Socket.pendingError(of: descriptor)
        return code == 0 ? nil : SystemError("connect", code: code)
    }

    func awaitReply() throws(SystemError) { try poller.change(descriptor, token: token, .read) }
}
