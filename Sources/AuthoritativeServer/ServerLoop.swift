import DNS
import Sockets
import Synchronization

/// The server's thread. Everything but the stop flag belongs to it alone.
final class ServerLoop: Sendable {
    struct Listener: Sendable {
        let endpoint: Endpoint
        let datagrams: FileDescriptor
        let streams: FileDescriptor
    }

    private let poller: Poller
    private let isStopped = Atomic(false)

    init(listeners: [Listener], responder: Responder) throws(SystemError) {
        poller = try Poller()
        for (index, listener) in listeners.enumerated() {
            try poller.watch(listener.datagrams, token: UInt64(2 * index), .read)
            try poller.watch(listener.streams, token: UInt64(2 * index + 1), .read)
        }
        try Thread.start { [self] in
            var session = ServerSession(listeners: listeners, responder: responder, poller: poller)
            while !isStopped.load(ordering: .acquiring) {
                for token in poller.wait(session.untilNext(.now)) { session.serve(token) }
                session.sendDue(.now)
            }
        }
    }

    func stop() {
        isStopped.store(true, ordering: .releasing)
        poller.wake()
    }
}

/// The sockets and connections of a running server.
struct ServerSession {
    private let listeners: [ServerLoop.Listener]
    private let responder: Responder
    private let poller: Poller
    private var connections: [UInt64: Connection] = [:]
    private var lastToken: UInt64
    private var delayed: [Delayed] = []
    private var buffer = [UInt8](repeating: 0, count: 65_535)

    /// Connections beyond this number are closed on arrival.
    private static let maximumConnections = 256
    private static let idleLimit = Duration.seconds(10)

    private struct Connection {
        let socket: FileDescriptor
        var lastHeard = ContinuousClock.now
        var incoming: [UInt8] = []
        var outgoing: [UInt8] = []
    }

    private enum Destination {
        case datagram(FileDescriptor, Endpoint)
        case stream(UInt64)
    }

    private struct Delayed {
        let due: ContinuousClock.Instant
        let octets: [UInt8]
        let destination: Destination
    }

    init(listeners: [ServerLoop.Listener], responder: Responder, poller: Poller) {
        self.listeners = listeners
        self.responder = responder
        self.poller = poller
        lastToken = UInt64(2 * listeners.count)
    }

    mutating func serve(_ token: UInt64) {
        let listener = Int(token / 2)
        if listener >= listeners.count {
            serveConnection(token)
        } else if token % 2 == 0 {
            serveDatagrams(listeners[listener].datagrams)
        } else {
            acceptConnections(listeners[listener].streams)
        }
    }

    private mutating func serveDatagrams(_ socket: FileDescriptor) {
        for _ in 0..<64 {
            guard let (count, sender) = Socket.receiveDatagram(socket, into: &buffer) else { return }
            guard let response = responder.response(to: Array(buffer[..<count]), overTCP: false) else { continue }
            dispatch(response, .datagram(socket, sender))
        }
    }

    private mutating func acceptConnections(_ socket: FileDescriptor) {
        while let accepted = Socket.accept(socket) {
            lastToken += 1
            guard connections.count < Self.maximumConnections,
                (try? poller.watch(accepted, token: lastToken, .read)) != nil
            else { continue }
            connections[lastToken] = Connection(socket: accepted)
        }
    }

    private mutating func serveConnection(_ token: UInt64) {
        flush(token)
        while let connection = connections[token] {
            switch Socket.receive(connection.socket, into: &buffer) {
            case .wouldBlock: return
            case .octets(0), .failed: connections[token] = nil
            case .octets(let count):
                connections[token]?.lastHeard = .now
                connections[token]?.incoming += buffer[..<count]
                while let query = nextQuery(token) {
                    guard let response = responder.response(to: query, overTCP: true) else { continue }
                    dispatch(response, .stream(token))
                }
            }
        }
    }

    private mutating func nextQuery(_ token: UInt64) -> [UInt8]? {
        guard let incoming = connections[token]?.incoming, incoming.count >= 2 else { return nil }
        let length = Int(incoming[0]) << 8 | Int(incoming[1])
        guard incoming.count >= length + 2 else { return nil }
        connections[token]?.incoming.removeFirst(length + 2)
        return Array(incoming[2..<(length + 2)])
    }

    private mutating func dispatch(_ response: Responder.Response, _ destination: Destination) {
        guard response.delay <= .zero else {
            delayed.append(Delayed(due: .now + response.delay, octets: response.octets, destination: destination))
            return
        }
        send(response.octets, destination)
    }

    private mutating func send(_ octets: [UInt8], _ destination: Destination) {
        switch destination {
        case .datagram(let socket, let sender): Socket.sendDatagram(socket, octets, to: sender)
        case .stream(let token):
            connections[token]?.outgoing += [UInt8(octets.count >> 8), UInt8(octets.count & 255)] + octets
            flush(token)
        }
    }

    private mutating func flush(_ token: UInt64) {
        guard let connection = connections[token], !connection.outgoing.isEmpty else { return }
        switch Socket.send(connection.socket, connection.outgoing[...]) {
        case .octets(let count): connections[token]?.outgoing.removeFirst(count)
        case .wouldBlock: break
        case .failed:
            connections[token] = nil
            return
        }
        let isDone = connections[token]?.outgoing.isEmpty ?? true
        try? poller.change(connection.socket, token: token, isDone ? .read : [.read, .write])
    }

    /// How long the loop may sleep: until a delayed response is due or a connection has been idle too long.
    func untilNext(_ now: ContinuousClock.Instant) -> Duration? {
        let due = delayed.map(\.due) + connections.values.map { $0.lastHeard + Self.idleLimit }
        return due.min().map { now.duration(to: $0) }
    }

    mutating func sendDue(_ now: ContinuousClock.Instant) {
        for item in delayed where item.due <= now { send(item.octets, item.destination) }
        delayed.removeAll { $0.due <= now }
        connections = connections.filter { $0.value.lastHeard + Self.idleLimit > now }
    }
}
