/// An IPv4 or IPv6 address as a number.
package struct IPAddress: Hashable, Sendable {
    package enum Family: String, Sendable, CaseIterable { case ipv4, ipv6 }

    package let family: Family
    // Two halves instead of one `UInt128`: debug builds of Swift 6.3 crash when an async closure captures a value
    // that is aligned to 16 octets.
    private let high: UInt64
    private let low: UInt64

    /// The address as a number; IPv4 uses the low 32 bits.
    package var number: UInt128 { UInt128(high) << 64 | UInt128(low) }

    package init(family: Family, number: UInt128) {
        self.family = family
        high = family == .ipv4 ? 0 : UInt64(truncatingIfNeeded: number >> 64)
        low = family == .ipv4 ? UInt64(truncatingIfNeeded: number & 0xffff_ffff) : UInt64(truncatingIfNeeded: number)
    }

    /// Network order octets: 4 or 16, otherwise `nil`.
    package init?(octets: some Collection<UInt8>) {
        guard octets.count == 4 || octets.count == 16 else { return nil }
        self.init(
            family: octets.count == 4 ? .ipv4 : .ipv6,
            number: octets.reduce(0) { $0 << 8 | UInt128($1) })
    }

    package var bitWidth: Int { family == .ipv4 ? 32 : 128 }

    /// Network order.
    package var octets: [UInt8] {
        stride(from: bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> UInt128($0)) }
    }

    /// `::ffff:a.b.c.d` as the IPv4 address it stands for (RFC 4291 §2.5.5.2); any other address itself.
    package var unmapped: IPAddress {
        family == .ipv6 && number >> 32 == 0xffff ? IPAddress(family: .ipv4, number: number) : self
    }

    /// The IPv4 address at which packets to this IPv6 address end up: behind the well-known prefix of NAT64,
    /// `64:ff9b::/96` (RFC 6052 §2.1), in 6to4, `2002::/16` (RFC 3056 §2), or in the last 32 bits of the deprecated
    /// `::/96` (RFC 4291 §2.5.5.1). `nil` for any other address.
    package var translated: IPAddress? {
        guard family == .ipv6 else { return nil }
        switch number >> 32 {
        case 0x64_ff9b << 64, 0: return IPAddress(family: .ipv4, number: number)
        default: break
        }
        return number >> 112 == 0x2002 ? IPAddress(family: .ipv4, number: number >> 80) : nil
    }

    /// The name whose PTR records name this address: `in-addr.arpa` (RFC 1035 §3.5) or `ip6.arpa` (RFC 3596 §2.5).
    package var reverseName: DomainName {
        let parts: [String]
        switch family {
        case .ipv4: parts = octets.reversed().map(String.init) + ["in-addr", "arpa"]
        case .ipv6:
            parts = octets.reversed().flatMap { [String($0 & 15, radix: 16), String($0 >> 4, radix: 16)] } + ["ip6", "arpa"]
        }
        return DomainName(labels: parts.map { Array($0.utf8) }) ?? .root
    }
}

extension IPAddress: LosslessStringConvertible {
    /// Dotted quad without leading zeros, or RFC 4291 §2.2 text. No zone index, no prefix length.
    package init?(_ text: String) {
        let scalars = Array(text.utf8)
        guard scalars.contains(UInt8(ascii: ":")) else {
            guard let number = Self.parseIPv4(scalars[...]) else { return nil }
            self.init(family: .ipv4, number: UInt128(number))
            return
        }
        guard let number = Self.parseIPv6(scalars[...]) else { return nil }
        self.init(family: .ipv6, number: number)
    }

    private static func parseIPv4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0"),
                part.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            let value = part.reduce(0) { $0 * 10 + UInt32($1 - 0x30) }
            guard value <= 255 else { return nil }
            number = number << 8 | value
        }
        return number
    }

    private static func parseIPv6(_ text: ArraySlice<UInt8>) -> UInt128? {
        var before: [UInt16] = []
        var after: [UInt16]?
        var rest = text
        if rest.starts(with: "::".utf8) {
            after = []
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.endIndex
            let part = rest[rest.startIndex..<end]
            if end == rest.endIndex, part.contains(UInt8(ascii: ".")) {
                guard let quad = parseIPv4(part) else { return nil }
                let groups = [UInt16(quad >> 16), UInt16(quad & 0xffff)]
                if after == nil { before += groups } else { after? += groups }
                rest = rest[end...]
                break
            }
            guard (1...4).contains(part.count), let digits = String(bytes: part, encoding: ASCII.self),
                let group = UInt16(digits, radix: 16), digits.first != "+"
            else { return nil }
            if after == nil { before.append(group) } else { after?.append(group) }
            rest = rest[end...].dropFirst()
            if end == text.endIndex { break }
            if rest.first == UInt8(ascii: ":") {
                guard after == nil else { return nil }
                after = []
                rest = rest.dropFirst()
            } else if rest.isEmpty {
                return nil
            }
        }
        let groups: [UInt16]
        if let after {
            guard before.count + after.count < 8 else { return nil }
            groups = before + Array(repeating: 0, count: 8 - before.count - after.count) + after
        } else {
            guard before.count == 8 else { return nil }
            groups = before
        }
        return groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// Canonical text: dotted quad, or RFC 5952.
    package var description: String {
        guard family == .ipv6 else { return octets.map(String.init).joined(separator: ".") }
        if number >> 32 == 0xffff { return "::ffff:" + unmapped.description }
        let groups = stride(from: 112, through: 0, by: -16).map { UInt16(truncatingIfNeeded: number >> UInt128($0)) }
        var best = 0..<0
        var start = 0
        while start < 8 {
            var end = start
            while end < 8, groups[end] == 0 { end += 1 }
            if end - start > max(best.count, 1) { best = start..<end }
            start = max(end, start + 1)
        }
        let text = { (range: Range<Int>) in groups[range].map { String($0, radix: 16) }.joined(separator: ":") }
        return best.isEmpty ? text(0..<8) : text(0..<best.lowerBound) + "::" + text(best.upperBound..<8)
    }
}

extension IPAddress: Comparable {
    /// IPv4 before IPv6, then by number.
    package static func < (left: IPAddress, right: IPAddress) -> Bool {
        left.family == right.family ? left.number < right.number : left.family == .ipv4
    }
}

private enum ASCII {}

extension String {
    /// The octets as text, if all are ASCII.
    fileprivate init?(bytes: ArraySlice<UInt8>, encoding: ASCII.Type) {
        guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        self.init(decoding: bytes, as: UTF8.self)
    }
}
