package import DNS
import Glibc

/// Non-blocking, close-on-exec sockets.
package enum Socket {
    package enum Kind: Sendable { case datagram, stream }

    package static func open(_ kind: Kind, _ family: IPAddress.Family) throws(SystemError) -> FileDescriptor {
        let type = kind == .datagram ? SOCK_DGRAM : SOCK_STREAM
        let flags = Int32(type.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        return try FileDescriptor(adopting: socket(family == .ipv4 ? AF_INET : AF_INET6, flags, 0), from: "socket")
    }

    /// A socket bound to `endpoint`; a stream also listens. Port 0 lets the system choose.
    package static func bound(_ kind: Kind, to endpoint: Endpoint) throws(SystemError) -> FileDescriptor {
        let descriptor = try open(kind, endpoint.address.family)
        var on: Int32 = 1
        if kind == .stream {
            setsockopt(descriptor.number, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        }
        if endpoint.address.family == .ipv6 {
            setsockopt(descriptor.number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, socklen_t(MemoryLayout<Int32>.size))
        }
        guard endpoint.withSocketAddress({ bind(descriptor.number, $0, $1) }) == 0 else { throw SystemError("bind") }
        if kind == .stream, listen(descriptor.number, 128) != 0 { throw SystemError("listen") }
        return descriptor
    }

    /// Connects; over TCP the connection may still be in progress on return.
    package static func connect(_ descriptor: FileDescriptor, to endpoint: Endpoint) throws(SystemError) {
        LoopbackGuard.check(endpoint)
        let result = endpoint.withSocketAddress { Glibc.connect(descriptor.number, $0, $1) }
        guard result == 0 || errno == EINPROGRESS else { throw SystemError("connect") }
    }

    /// Whether this machine has a route to `endpoint`; sends nothing.
    package static func hasRoute(to endpoint: Endpoint) -> Bool {
        guard let probe = try? open(.datagram, endpoint.address.family) else { return false }
        return (try? connect(probe, to: endpoint)) != nil
    }

    /// The socket's local endpoint.
    package static func localEndpoint(of descriptor: FileDescriptor) throws(SystemError) -> Endpoint {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor.number, $0, &size) }
        }
        guard result == 0, let endpoint = Endpoint(storage) else { throw SystemError("getsockname") }
        return endpoint
    }

    /// The pending error of an asynchronous operation; 0 when there is none.
    package static func pendingError(of descriptor: FileDescriptor) -> Int32 {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor.number, SOL_SOCKET, SO_ERROR, &code, &size) == 0 ? code : errno
    }

    package enum Received: Sendable { case octets(Int), wouldBlock, failed(SystemError) }

    /// Reads into `buffer`; over TCP, zero octets mean that the peer has closed.
    package static func receive(_ descriptor: FileDescriptor, into buffer: inout [UInt8]) -> Received {
        while true {
            let count = recv(descriptor.number, &buffer, buffer.count, 0)
            if count >= 0 { return .octets(count) }
            if errno == EAGAIN { return .wouldBlock }
            if errno != EINTR { return .failed(SystemError("recv")) }
        }
    }

    /// Sends what fits; no SIGPIPE.
    package static func send(_ descriptor: FileDescriptor, _ octets: ArraySlice<UInt8>) -> Received {
        while true {
            let count = octets.withUnsafeBytes { Glibc.send(descriptor.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count >= 0 { return .octets(count) }
            if errno == EAGAIN { return .wouldBlock }
            if errno != EINTR { return .failed(SystemError("send")) }
        }
    }

    /// A datagram and its sender; `nil` when there is none.
    package static func receiveDatagram(
        _ descriptor: FileDescriptor, into buffer: inout [UInt8]
    ) -> (count: Int, sender: Endpoint)? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let count = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(descriptor.number, &buffer, buffer.count, 0, $0, &size)
            }
        }
        guard count >= 0, let sender = Endpoint(storage) else { return nil }
        return (count, sender)
    }

    /// Best effort, like datagrams themselves.
    package static func sendDatagram(_ descriptor: FileDescriptor, _ octets: [UInt8], to endpoint: Endpoint) {
        _ = endpoint.withSocketAddress { sendto(descriptor.number, octets, octets.count, Int32(MSG_NOSIGNAL), $0, $1) }
    }

    /// The next pending connection; `nil` when there is none.
    package static func accept(_ descriptor: FileDescriptor) -> FileDescriptor? {
        guard let accepted = try? FileDescriptor(adopting: Glibc.accept(descriptor.number, nil, nil), from: "accept"),
            fcntl(accepted.number, F_SETFL, O_NONBLOCK) == 0, fcntl(accepted.number, F_SETFD, FD_CLOEXEC) == 0
        else { return nil }
        return accepted
    }

    /// Raises the soft limit of open descriptors, often 1,024, to the hard limit.
    package static func raiseDescriptorLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
