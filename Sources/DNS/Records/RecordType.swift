/// A resource record type number (IANA DNS parameters); unnamed ones print as `TYPE65280` (RFC 3597 §5).
package struct RecordType: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let a = RecordType(rawValue: 1)
    package static let ns = RecordType(rawValue: 2)
    package static let cname = RecordType(rawValue: 5)
    package static let soa = RecordType(rawValue: 6)
    package static let ptr = RecordType(rawValue: 12)
    package static let mx = RecordType(rawValue: 15)
    package static let txt = RecordType(rawValue: 16)
    package static let aaaa = RecordType(rawValue: 28)
    package static let srv = RecordType(rawValue: 33)
    package static let naptr = RecordType(rawValue: 35)
    package static let dname = RecordType(rawValue: 39)
    package static let opt = RecordType(rawValue: 41)
    package static let ds = RecordType(rawValue: 43)
    package static let rrsig = RecordType(rawValue: 46)
    package static let nsec = RecordType(rawValue: 47)
    package static let dnskey = RecordType(rawValue: 48)
    package static let nsec3 = RecordType(rawValue: 50)
    package static let nsec3param = RecordType(rawValue: 51)
    package static let tlsa = RecordType(rawValue: 52)
    package static let cds = RecordType(rawValue: 59)
    package static let cdnskey = RecordType(rawValue: 60)
    package static let svcb = RecordType(rawValue: 64)
    package static let https = RecordType(rawValue: 65)
    package static let spf = RecordType(rawValue: 99)
    package static let tsig = RecordType(rawValue: 250)
    package static let axfr = RecordType(rawValue: 252)
    package static let any = RecordType(rawValue: 255)
    package static let caa = RecordType(rawValue: 257)

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
    package init?(_ text: String) {
        let upper = text.uppercased()
        if let known = Self.numbers[upper] {
            self = known
        } else if upper.hasPrefix("TYPE"), let number = UInt16(upper.dropFirst(4)) {
            self.init(rawValue: number)
        } else {
            return nil
        }
    }

    package var description: String { Self.names[self] ?? "TYPE\(rawValue)" }
}
