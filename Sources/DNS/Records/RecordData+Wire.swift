extension RecordData {
    /// Reads record data of `type` whose names are uncompressed. Data that does not fit its type, and types without
    /// their own case, become `.other` with `text`.
    package init(type: RecordType, octets: [UInt8], text: @autoclosure () -> String) {
        self = Self.typed(type, octets) ?? .other(octets: octets, text: text())
    }

    private static func typed(_ type: RecordType, _ octets: [UInt8]) -> RecordData? {
        var reader = OctetReader(octets)
        guard let data = read(type, octets, &reader), reader.isAtEnd else { return nil }
        return data
    }

    private static func read(_ type: RecordType, _ octets: [UInt8], _ reader: inout OctetReader) -> RecordData? {
        switch type {
        case .a: return reader.take(4).flatMap { IPAddress(octets: $0) }.map { .address($0) }
        case .aaaa: return reader.take(16).flatMap { IPAddress(octets: $0) }.map { .address($0) }
        case .ns, .cname, .dname, .ptr: return reader.name().map { .name($0) }
        case .mx:
            guard let preference = reader.number16(), let exchange = reader.name() else { return nil }
            return .mailExchange(preference: preference, exchange: exchange)
        case .txt, .spf:
            var strings: [[UInt8]] = []
            while !reader.isAtEnd {
                guard let string = reader.characterString() else { return nil }
                strings.append(string)
            }
            return .text(strings)
        case .soa:
            guard let primary = reader.name(), let mailbox = reader.name(), let serial = reader.number32(),
                let refresh = reader.number32(), let retry = reader.number32(), let expire = reader.number32(),
                let minimum = reader.number32()
            else { return nil }
            return .startOfAuthority(
                StartOfAuthority(
                    primary: primary, mailbox: mailbox, serial: serial, refresh: refresh, retry: retry, expire: expire,
                    minimum: minimum))
        case .srv:
            guard let priority = reader.number16(), let weight = reader.number16(), let port = reader.number16(),
                let target = reader.name()
            else { return nil }
            return .service(priority: priority, weight: weight, port: port, target: target)
        case .caa:
            guard let flags = reader.number8(), let tag = reader.characterString() else { return nil }
            return .certificationAuthority(flags: flags, tag: tag, value: reader.rest())
        default: return nil
        }
    }

    /// The data as on the wire, names uncompressed. Character strings are cut at 255 octets.
    package var octets: [UInt8] {
        switch self {
        case .address(let address): return address.octets
        case .name(let name): return name.wire
        case .mailExchange(let preference, let exchange): return Self.octets(preference) + exchange.wire
        case .text(let strings): return strings.flatMap(Self.characterString)
        case .startOfAuthority(let soa):
            return soa.primary.wire + soa.mailbox.wire
                + [soa.serial, soa.refresh, soa.retry, soa.expire, soa.minimum].flatMap(Self.octets)
        case .service(let priority, let weight, let port, let target):
            return [priority, weight, port].flatMap(Self.octets) + target.wire
        case .certificationAuthority(let flags, let tag, let value): return [flags] + Self.characterString(tag) + value
        case .other(let octets, _): return octets
        }
    }

    private static func octets<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        stride(from: Number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> Number($0)) }
    }

    private static func characterString(_ octets: [UInt8]) -> [UInt8] {
        [UInt8(min(octets.count, 255))] + octets.prefix(255)
    }
}

extension RecordData {
    /// Data of a type without a mnemonic form: `\# 3 0a0b0c` (RFC 3597 §5).
    package static func genericText(_ octets: [UInt8]) -> String {
        guard !octets.isEmpty else { return "\\# 0" }
        let digits = octets.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
        return "\\# \(octets.count) \(digits)"
    }
}

extension Record {
    /// The record uncompressed, as in a message.
    package var octets: [UInt8] {
        let data = self.data.octets
        return name.wire
            + [
                UInt8(type.rawValue >> 8), UInt8(type.rawValue & 0xff), UInt8(recordClass >> 8), UInt8(recordClass & 0xff),
                UInt8(ttl >> 24), UInt8(ttl >> 16 & 0xff), UInt8(ttl >> 8 & 0xff), UInt8(ttl & 0xff),
                UInt8(truncatingIfNeeded: data.count >> 8), UInt8(truncatingIfNeeded: data.count),
            ] + data
    }
}
