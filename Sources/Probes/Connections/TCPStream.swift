import DNS
import Glibc
import Sockets

/// A TCP connection.
final class TCPStream: ByteStream {
    let descriptor: FileDescriptor
    static let readLength = 16 * 1024
    let hasUnmarkedEnd = false

    private init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

    /// Connects within `deadline`.
    static func connect(to endpoint: Endpoint, _ deadline: Deadline) throws(ConnectionFailure) -> TCPStream {
        guard !deadline.isOver else { throw deadline.isOfRun ? .outOfTime : .silent }
        let descriptor: FileDescriptor
        do {
            descriptor = try Socket.open(.stream, endpoint.address.family)
            try Socket.connect(descriptor, to: endpoint)
        } catch {
            throw failure(error)
        }
        guard wait(descriptor, POLLOUT, deadline) else { throw deadline.isOfRun ? .outOfTime : .silent }
        let code = Socket.pendingError(of: descriptor)
        guard code == 0 else { throw failure(SystemError("connect", code: code)) }
        return TCPStream(descriptor)
    }

    private static func failure(_ error: SystemError) -> ConnectionFailure {
        switch error.code {
        case ECONNREFUSED, ECONNRESET: .refused
        case ETIMEDOUT: .silent
        case EHOSTUNREACH, EHOSTDOWN: .hostUnreachable
        default: .noRoute(error.reason)
        }
    }

    /// Waits until the descriptor is ready (or broken); `false` when the deadline has passed.
    static func wait(_ descriptor: FileDescriptor, _ events: Int32, _ deadline: Deadline) -> Bool {
        deadline.wait { left in
            var entry = pollfd(fd: descriptor.number, events: Int16(events), revents: 0)
            while true {
                let count = poll(&entry, 1, left())
                if count >= 0 || errno != EINTR { return count > 0 }
            }
        }
    }

    func read(_ deadline: Deadline) throws(StreamFailure) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: Self.readLength)
        while true {
            guard !deadline.isOver else { throw .over(deadline) }
            switch Socket.receive(descriptor, into: &buffer) {
            case .octets(let count): return Array(buffer[..<count])
            case .failed(let error): throw error.code == ECONNRESET ? .reset : .broken(error.reason)
            case .wouldBlock:
                guard Self.wait(descriptor, POLLIN, deadline) else { throw .over(deadline) }
            }
        }
    }

    func write(_ octets: [UInt8], _ deadline: Deadline) throws(StreamFailure) {
        var rest = octets[...]
        while !rest.isEmpty {
            switch Socket.send(descriptor, rest) {
            case .octets(let count): rest = rest.dropFirst(count)
            case .failed(let error): throw error.code == EPIPE || error.code == ECONNRESET ? .reset : .broken(error.reason)
            case .wouldBlock:
                guard Self.wait(descriptor, POLLOUT, deadline) else { throw .over(deadline) }
            }
        }
    }
}
