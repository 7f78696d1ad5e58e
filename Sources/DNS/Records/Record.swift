/// A resource record with its data as typed values.
package struct Record: Hashable, Sendable {
    package let name: DomainName
    package let type: RecordType
    /// Class number; 1 is IN.
    package let recordClass: UInt16
    /// Seconds.
    package let ttl: UInt32
    package let data: RecordData

    package init(name: DomainName, type: RecordType, recordClass: UInt16 = 1, ttl: UInt32, data: RecordData) {
        self.name = name
        self.type = type
        self.recordClass = recordClass
        self.ttl = ttl
        self.data = data
    }
}

/// Record data of the types that the project reads; all other types keep their octets and zone-file text.
package enum RecordData: Hashable, Sendable {
    case address(IPAddress)
    /// NS, CNAME, DNAME and PTR: one name.
    case name(DomainName)
    case mailExchange(preference: UInt16, exchange: DomainName)
    /// TXT and SPF: the character strings as they are, at most 255 octets each.
    case text([[UInt8]])
    case startOfAuthority(StartOfAuthority)
    case service(priority: UInt16, weight: UInt16, port: UInt16, target: DomainName)
    case certificationAuthority(flags: UInt8, tag: [UInt8], value: [UInt8])
    /// Anything else: `octets` as on the wire, with compressed names expanded, and text.
    case other(octets: [UInt8], text: String)
}

/// SOA data (RFC 1035 §3.3.13); the timers are seconds.
package struct StartOfAuthority: Hashable, Sendable {
    package let primary: DomainName
    package let mailbox: DomainName
    package let serial: UInt32
    package let refresh: UInt32
    package let retry: UInt32
    package let expire: UInt32
    /// The negative caching time (RFC 2308 §4).
    package let minimum: UInt32

    package init(
        primary: DomainName, mailbox: DomainName, serial: UInt32, refresh: UInt32, retry: UInt32, expire: UInt32,
        minimum: UInt32
    ) {
        self.primary = primary
        self.mailbox = mailbox
        self.serial = serial
        self.refresh = refresh
        self.retry = retry
        self.expire = expire
        self.minimum = minimum
    }
}

extension RecordData {
    /// The strings of a TXT record concatenated without separators (RFC 7208 §3.3, RFC 6376 §3.6.2.2); octets that are
    /// not UTF-8 become U+FFFD. `nil` for other types.
    package var joinedText: String? {
        guard case .text(let strings) = self else { return nil }
        return String(decoding: strings.joined(), as: UTF8.self)
    }

    /// The data as in a zone file.
    package var zoneText: String {
        switch self {
        case .address(let address): address.description
        case .name(let name): name.absoluteText
        case .mailExchange(let preference, let exchange): "\(preference) \(exchange.absoluteText)"
        case .text(let strings): strings.map(Self.quoted).joined(separator: " ")
        case .startOfAuthority(let soa):
            "\(soa.primary.absoluteText) \(soa.mailbox.absoluteText) \(soa.serial) \(soa.refresh) \(soa.retry) "
                + "\(soa.expire) \(soa.minimum)"
        case .service(let priority, let weight, let port, let target):
            "\(priority) \(weight) \(port) \(target.absoluteText)"
        case .certificationAuthority(let flags, let tag, let value):
            "\(flags) \(String(decoding: tag, as: UTF8.self)) \(Self.quoted(value))"
        case .other(_, let text): text
        }
    }

    /// A character string in quotes, with `\DDD` for octets outside printable ASCII (RFC 1035 §5.1).
    private static func quoted(_ octets: [UInt8]) -> String {
        var result = "\""
        for octet in octets {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                result += "\\"
                result.unicodeScalars.append(Unicode.Scalar(octet))
            case 0x20...0x7e: result.unicodeScalars.append(Unicode.Scalar(octet))
            default: result += "\\" + String(Int(octet) + 1000).dropFirst()
            }
        }
        return result + "\""
    }
}
