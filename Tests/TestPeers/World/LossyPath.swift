package import DNS
import Foundation
import Sockets
import Synchronization

/// A path to a server on which datagrams get lost; connections get through.
package final class LossyPath: Sendable {
    /// Where the server itself listens.
    static let innerPort: UInt16 = 5353

    private let isStopped = Atomic(false)
    private let pollers: [Poller]
    private let inner: Endpoint
    private let loss: Double

    /// - Parameter loss: the share of datagrams lost in each direction.
    package init(from outer: Endpoint, to inner: Endpoint, loss: Double) throws {
        self.inner = inner
        self.loss = loss
        pollers = [try Poller(), try Poller()]
        let datagrams = try Socket.bound(.datagram, to: outer)
        let streams = try Socket.bound(.stream, to: outer)
        try pollers[0].watch(datagrams, token: 0, .read)
        try pollers[1].watch(streams, token: 0, .read)
        try Thread.start { self.forwardDatagrams(datagrams) }
        do { try Thread.start { self.acceptStreams(streams) } } catch {
            stop()
            throw error
        }
    }

    package func stop() {
        isStopped.store(true, ordering: .releasing)
        for poller in pollers { poller.wake() }
    }

    private var isLost: Bool { Double.random(in: 0..<1) < loss }

    /// Each query is forwarded through its own socket, which identifies its reply.
    private func forwardDatagrams(_ outer: FileDescriptor) {
        var buffer = [UInt8](repeating: 0, count: 65_535)
        var waiting: [UInt64: (socket: FileDescriptor, asker: Endpoint)] = [:]
        var last: UInt64 = 0
        while !isStopped.load(ordering: .acquiring) {
            for token in pollers[0].wait(nil) where token != 0 {
                guard let (socket, asker) = waiting.removeValue(forKey: token),
                    case .octets(let count) = Socket.receive(socket, into: &buffer), !isLost
                else { continue }
                Socket.sendDatagram(outer, Array(buffer[..<count]), to: asker)
            }
            while let (count, asker) = Socket.receiveDatagram(outer, into: &buffer) {
                guard !isLost, let socket = try? Socket.open(.datagram, inner.address.family) else { continue }
                last += 1
                guard (try? Socket.connect(socket, to: inner)) != nil, (try? pollers[0].watch(socket, token: last, .read)) != nil
                else { continue }
                _ = Socket.send(socket, buffer[..<count])
                waiting[last] = (socket, asker)
            }
        }
    }

    private func acceptStreams(_ listener: FileDescriptor) {
        while !isStopped.load(ordering: .acquiring) {
            _ = pollers[1].wait(nil)
            while let connection = Socket.accept(listener) {
                guard let server = try? Socket.open(.stream, inner.address.family),
                    (try? Socket.connect(server, to: inner)) != nil
                else { continue }
                try? Thread.start { self.copy(connection, server) }
            }
        }
    }

    /// Relays both directions, until either side closes.
    private func copy(_ asker: FileDescriptor, _ server: FileDescriptor) {
        var buffer = [UInt8](repeating: 0, count: 65_535)
        let end = ContinuousClock.now + .seconds(10)
        while !isStopped.load(ordering: .acquiring), .now < end {
            var isIdle = true
            for (source, sink) in [(asker, server), (server, asker)] {
                switch Socket.receive(source, into: &buffer) {
                case .octets(0), .failed: return
                case .wouldBlock: continue
                case .octets(let count):
                    isIdle = false
                    var rest = buffer[..<count]
                    while !rest.isEmpty, .now < end {
                        switch Socket.send(sink, rest) {
                        case .octets(let sent): rest = rest.dropFirst(sent)
                        case .wouldBlock: usleep(1000)
                        case .failed: return
                        }
                    }
                }
            }
            if isIdle { usleep(1000) }
        }
    }
}
