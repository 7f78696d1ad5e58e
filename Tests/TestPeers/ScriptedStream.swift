package import DNS
import Foundation
import Sockets
import Synchronization

/// A TCP server that follows a script on every connection.
package final class ScriptedStream: Sendable {
    package enum Step: Sendable {
        case write([UInt8])
        /// Waits for a line (to LF) and stores it in `received`; the connection ends when none comes.
        case readLine
        case wait(Duration)
        /// Writes one octet per interval, until the peer closes.
        case drip([UInt8], every: Duration)
        /// Writes the octets over and over, until the peer closes.
        case flood([UInt8])
        /// Sends nothing until the peer closes.
        case silence
        /// Reads up to an empty line, the end of an HTTP request's head.
        case readHead
        /// Ends the connection with a TCP reset.
        case reset
    }

    package let endpoint: Endpoint
    private let poller: Poller
    private let isStopped = Atomic(false)
    private let count = Atomic(0)
    private let lines = Mutex<[String]>([])

    package convenience init(address: IPAddress = Loopback.ipv4, port: UInt16 = 0, _ steps: [Step]) throws {
        try self.init(address: address, port: port, connections: [steps])
    }

    /// - Parameter scripts: one per connection, in order; the last one applies to all that follow.
    package init(address: IPAddress = Loopback.ipv4, port: UInt16 = 0, connections scripts: [[Step]]) throws {
        // Only the thread holds it: when the server stops, the port is closed.
        let listener = try Socket.bound(.stream, to: Endpoint(address: address, port: port))
        endpoint = try Socket.localEndpoint(of: listener)
        poller = try Poller()
        try poller.watch(listener, token: 0, .read)
        try Thread.start {
            while !self.isStopped.load(ordering: .acquiring) {
                _ = self.poller.wait(nil)
                while let connection = Socket.accept(listener) {
                    let number = self.count.wrappingAdd(1, ordering: .relaxed).oldValue
                    let steps = scripts.isEmpty ? [] : scripts[min(number, scripts.count - 1)]
                    try? Thread.start { self.serve(connection, steps) }
                }
            }
        }
    }

    /// The lines that `readLine` has read, without their ends.
    package var received: [String] { lines.withLock { $0 } }

    /// Connections so far.
    package var connections: Int { count.load(ordering: .relaxed) }

    package func stop() {
        isStopped.store(true, ordering: .releasing)
        poller.wake()
    }

    private func serve(_ connection: FileDescriptor, _ steps: [Step]) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        for step in steps {
            switch step {
            case .write(let octets): if !write(octets, connection) { return }
            case .wait(let duration): pause(duration)
            case .silence:
                while !isStopped.load(ordering: .acquiring) {
                    switch Socket.receive(connection, into: &buffer) {
                    case .octets(0), .failed: return
                    case .octets, .wouldBlock: usleep(2000)
                    }
                }
            case .readLine:
                guard let line = readLine(connection) else { return }
                lines.withLock { $0.append(line) }
            case .readHead:
                while let line = readLine(connection), !line.isEmpty { lines.withLock { $0.append(line) } }
            case .reset:
                var now = linger(l_onoff: 1, l_linger: 0)
                setsockopt(connection.number, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
                return
            case .drip(let octets, let interval):
                for octet in octets {
                    guard write([octet], connection), !isStopped.load(ordering: .acquiring) else { return }
                    pause(interval)
                }
            case .flood(let octets):
                while write(octets, connection) {}
                return
            }
        }
    }

    /// A line without its end; `nil` when the peer has closed, or the server is to stop.
    private func readLine(_ connection: FileDescriptor) -> String? {
        var octet: [UInt8] = [0]
        var line: [UInt8] = []
        while octet[0] != 0x0a {
            guard !isStopped.load(ordering: .acquiring) else { return nil }
            switch Socket.receive(connection, into: &octet) {
            case .octets(0), .failed: return nil
            case .octets: if octet[0] != 0x0a, octet[0] != 0x0d { line.append(octet[0]) }
            case .wouldBlock: usleep(1000)
            }
        }
        return String(decoding: line, as: UTF8.self)
    }

    /// `false` when the peer has closed, or the server is to stop.
    private func write(_ octets: [UInt8], _ connection: FileDescriptor) -> Bool {
        var rest = octets[...]
        while !rest.isEmpty {
            guard !isStopped.load(ordering: .acquiring) else { return false }
            switch Socket.send(connection, rest) {
            case .octets(let count): rest = rest.dropFirst(count)
            case .wouldBlock: usleep(1000)
            case .failed: return false
            }
        }
        return true
    }

    private func pause(_ duration: Duration) {
        let end = ContinuousClock.now + duration
        while .now < end, !isStopped.load(ordering: .acquiring) { usleep(1000) }
    }
}
