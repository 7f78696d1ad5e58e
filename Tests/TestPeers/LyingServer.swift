package import DNS
import Foundation
import Sockets
import Synchronization

/// A server that sends exactly what a test specifies, over UDP and TCP, on its own loopback port or a given one.
package final class LyingServer: Sendable {
    /// The action after a datagram.
    package enum Step: Sendable {
        case reply([UInt8])
        /// From another address or port.
        case replyFrom(Endpoint, [UInt8])
        case wait(Duration)
    }

    /// The action after a query over TCP; the connection is closed at the end.
    package enum StreamStep: Sendable {
        /// With the two length octets before it.
        case reply([UInt8])
        /// Unchanged.
        case octets([UInt8])
        case wait(Duration)
    }

    package let endpoint: Endpoint
    private let isStopped = Atomic(false)
    private let pollers: [Poller]
    private let received = Mutex<[[UInt8]]>([])

    /// - Parameter datagram: gets the query and the number of earlier ones.
    /// - Parameter stream: `nil` leaves the TCP port closed.
    package init(
        address: IPAddress = IPAddress(family: .ipv4, number: 0x7f00_0001), port: UInt16 = 0,
        datagram: @escaping @Sendable ([UInt8], Int) -> [Step], stream: (@Sendable ([UInt8]) -> [StreamStep])? = nil
    ) throws {
        let datagrams = try Socket.bound(.datagram, to: Endpoint(address: address, port: port))
        let endpoint = try Socket.localEndpoint(of: datagrams)
        self.endpoint = endpoint
        pollers = [try Poller(), try Poller()]
        try pollers[0].watch(datagrams, token: 0, .read)
        // Everything that can fail comes before the first thread, which would otherwise not be stopped.
        let streams = try stream.map { _ in try Socket.bound(.stream, to: endpoint) }
        if let streams { try pollers[1].watch(streams, token: 0, .read) }
        try Thread.start { self.serveDatagrams(datagrams, datagram) }
        guard let stream, let streams else { return }
        do { try Thread.start { self.serveStreams(streams, stream) } } catch {
            stop()
            throw error
        }
    }

    /// Every query so far, over UDP and TCP.
    package var queries: [[UInt8]] { received.withLock { $0 } }

    package func stop() {
        isStopped.store(true, ordering: .releasing)
        for poller in pollers { poller.wake() }
    }

    private func serveDatagrams(_ socket: FileDescriptor, _ answer: ([UInt8], Int) -> [Step]) {
        var buffer = [UInt8](repeating: 0, count: 65_535)
        var count = 0
        while !isStopped.load(ordering: .acquiring) {
            _ = pollers[0].wait(nil)
            while let (size, sender) = Socket.receiveDatagram(socket, into: &buffer) {
                let query = Array(buffer[..<size])
                received.withLock { $0.append(query) }
                for step in answer(query, count) {
                    switch step {
                    case .reply(let octets): Socket.sendDatagram(socket, octets, to: sender)
                    case .replyFrom(let other, let octets):
                        guard let source = try? Socket.bound(.datagram, to: other) else { continue }
                        Socket.sendDatagram(source, octets, to: sender)
                    case .wait(let duration): pause(duration)
                    }
                }
                count += 1
            }
        }
    }

    private func serveStreams(_ listener: FileDescriptor, _ answer: @escaping @Sendable ([UInt8]) -> [StreamStep]) {
        while !isStopped.load(ordering: .acquiring) {
            _ = pollers[1].wait(nil)
            while let connection = Socket.accept(listener) {
                try? Thread.start { self.serve(connection, answer) }
            }
        }
    }

    private func serve(_ connection: FileDescriptor, _ answer: ([UInt8]) -> [StreamStep]) {
        var buffer = [UInt8](repeating: 0, count: 65_535)
        var query: [UInt8] = []
        while query.count < 14 {
            guard !isStopped.load(ordering: .acquiring) else { return }
            switch Socket.receive(connection, into: &buffer) {
            case .octets(0), .failed: return
            case .octets(let count): query += buffer[..<count]
            case .wouldBlock: pause(.milliseconds(1))
            }
        }
        query.removeFirst(2)
        received.withLock { $0.append(query) }
        for step in answer(query) {
            switch step {
            case .wait(let duration): pause(duration)
            case .octets(let octets): write(octets, connection)
            case .reply(let octets): write([UInt8(octets.count >> 8), UInt8(octets.count & 255)] + octets, connection)
            }
        }
    }

    private func write(_ octets: [UInt8], _ connection: FileDescriptor) {
        var rest = octets[...]
        while !rest.isEmpty, !isStopped.load(ordering: .acquiring) {
            switch Socket.send(connection, rest) {
            case .octets(let count): rest = rest.dropFirst(count)
            case .wouldBlock: pause(.milliseconds(1))
            case .failed: return
            }
        }
    }

    private func pause(_ duration: Duration) {
        let end = ContinuousClock.now + duration
        while .now < end, !isStopped.load(ordering: .acquiring) { usleep(1000) }
    }
}
