/// A resource record type number (IANA DNS parameters); numbers without a name survive as `TYPE65280` (RFC 3597 §5).
public struct RecordType: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    public static let a = RecordType(rawValue: 1)
    public static let ns = RecordType(rawValue: 2)
    public static let cname = RecordType(rawValue: 5)
    public static let soa = RecordType(rawValue: 6)
    public static let ptr = RecordType(rawValue: 12)
    public static let mx = RecordType(rawValue: 15)
    public static let txt = RecordType(rawValue: 16)
    public static let aaaa = RecordType(rawValue: 28)
    public static let srv = RecordType(rawValue: 33)
    public static let naptr = RecordType(rawValue: 35)
    public static let dname = RecordType(rawValue: 39)
    public static let opt = RecordType(rawValue: 41)
    public static let ds = RecordType(rawValue: 43)
    public static let rrsig = RecordType(rawValue: 46)
    public static let nsec = RecordType(rawValue: 47)
    public static let dnskey = RecordType(rawValue: 48)
    public static let nsec3 = RecordType(rawValue: 50)
    public static let nsec3param = RecordType(rawValue: 51)
    public static let tlsa = RecordType(rawValue: 52)
    public static let cds = RecordType(rawValue: 59)
    public static let cdnskey = RecordType(rawValue: 60)
    public static let svcb = RecordType(rawValue: 64)
    public static let https = RecordType(rawValue: 65)
    public static let spf = RecordType(rawValue: 99)
    public static let tsig = RecordType(rawValue: 250)
    public static let axfr = RecordType(rawValue: 252)
    public static let any = RecordType(rawValue: 255)
    public static let caa = RecordType(rawValue: 257)

    private static let names: [RecordType: String] = [
        .a: "A", .ns: "NS", .cname: "CNAME", .soa: "SOA", .ptr: "PTR", .mx: "MX", .txt: "TXT", .aaaa: "AAAA",
        .srv: "SRV", .naptr: "NAPTR", .dname: "DNAME", .opt: "OPT", .ds: "DS", .rrsig: "RRSIG", .nsec: "NSEC",
        .dnskey: "DNSKEY", .nsec3: "NSEC3", .nsec3param: "NSEC3PARAM", .tlsa: "TLSA", .cds: "CDS",
        .cdnskey: "CDNSKEY", .svcb: "SVCB", .https: "HTTPS", .spf: "SPF", .tsig: "TSIG", .axfr: "AXFR", .any: "ANY",
        .caa: "CAA",
    ]
    private static let numbers = Dictionary(uniqueKeysWithValues: names.map { ($1, $0) })
}

extension RecordType: LosslessStringConvertible {
    /// A mnemonic in any case, or `TYPE` and a number.
    public init?(_ text: String) {
        let upper = text.uppercased()
        if let known = Self.numbers[upper] {
            self = known
        } else if upper.hasPrefix("TYPE"), let number = UInt16(upper.dropFirst(4)) {
            self.init(rawValue: number)
        } else {
            return nil
        }
    }

    public var description: String { Self.names[self] ?? "TYPE\(rawValue)" }
}
