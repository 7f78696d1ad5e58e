package import DNS
package import Glibc

extension Endpoint {
    /// Passes the endpoint to `body` in the form that system calls take.
    package func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        switch address.family {
        case .ipv4:
            var raw = sockaddr_in()
            raw.sin_family = sa_family_t(AF_INET)
            raw.sin_port = port.bigEndian
            raw.sin_addr.s_addr = UInt32(truncatingIfNeeded: address.number).bigEndian
            return Self.with(&raw, body)
        case .ipv6:
            var raw = sockaddr_in6()
            raw.sin6_family = sa_family_t(AF_INET6)
            raw.sin6_port = port.bigEndian
            withUnsafeMutableBytes(of: &raw.sin6_addr) { $0.copyBytes(from: address.octets) }
            return Self.with(&raw, body)
        }
    }

    private static func with<Raw, Result>(
        _ raw: inout Raw, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        withUnsafePointer(to: &raw) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<Raw>.size)) }
        }
    }

    /// An address filled in by a system call; `nil` for other families.
    package init?(_ storage: sockaddr_storage) {
        switch Int32(storage.ss_family) {
        case AF_INET:
            let raw = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sockaddr_in.self) }
            let number = UInt128(UInt32(bigEndian: raw.sin_addr.s_addr))
            self.init(address: IPAddress(family: .ipv4, number: number), port: UInt16(bigEndian: raw.sin_port))
        case AF_INET6:
            let raw = withUnsafeBytes(of: storage) { $0.loadUnaligned(as: sockaddr_in6.self) }
            guard let address = IPAddress(octets: withUnsafeBytes(of: raw.sin6_addr) { Array($0) }) else { return nil }
            self.init(address: address, port: UInt16(bigEndian: raw.sin6_port))
        default: return nil
        }
    }
}
