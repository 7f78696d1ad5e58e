import DNS
import HostNames
import LDNSCodec
import MailPolicy

extension FuzzedParser {
    /// Replies, zone files, names and addresses.
    static let dns: [FuzzedParser] = [
        FuzzedParser(name: "dns-reply", shape: .message, brokenPromise: reply),
        text("zone-file", zoneTokens, brokenPromise: zoneFile), text("name", nameTokens, brokenPromise: name),
    ]

    private static let reply: @Sendable ([UInt8]) -> String? = { octets in
        let limit: MessageCodec.RecordLimit = octets.last.map { $0 % 2 == 0 } ?? true ? .datagram : .stream
        guard let message = try? MessageCodec.decode(octets, limit: limit) else { return nil }
        let records = message.answers + message.authorities + message.additionals
        for record in records {
            _ = record.data.zoneText
            _ = record.data.joinedText
            _ = CAARecord(record.data)?.problems
            _ = TLSARecord(record.data)?.fault
        }
        examineSecurity(message.answers + message.authorities)
        // What is longer when encoded again loses records, with TC set.
        guard let again = MessageCodec.encode(message) else { return nil }
        guard let second = try? MessageCodec.decode(again) else { return "what it encodes to cannot be decoded" }
        guard second == message || second.flags.contains(.truncated) else {
            return "encoded and decoded once more it is another message"
        }
        return nil
    }

    /// All that DNSSEC does with records of strangers.
    private static func examineSecurity(_ records: [Record]) {
        let keys = records.filter { $0.type == .dnskey }.prefix(2)
        for key in keys {
            _ = ZoneKey(key.data.octets)
            for type in [DigestType.sha1, .sha256, .sha384] { _ = SecurityPrimitives.digest(of: key, type) }
        }
        for signature in records.filter({ $0.type == .rrsig }).prefix(4) {
            guard let details = RecordSignature(signature.data.octets) else { continue }
            let set = records.filter { $0.type == details.covered && $0.name == signature.name }
            for key in keys { _ = SecurityPrimitives.verify(set, signature: signature, key: key) }
        }
        for record in records.prefix(64) {
            _ = DelegationSigner(record.data.octets)
            _ = NextSecure(record.data.octets)
            guard record.type == .nsec3, let denial = NextSecure3(record.data.octets) else { continue }
            _ = record.name.labels.first.flatMap { Base32Hex.decode($0) }
            _ = SecurityPrimitives.hash(record.name, iterations: min(denial.iterations, 100), salt: denial.salt)
        }
    }

    private static let zoneFile: @Sendable (String) -> String? = { text in
        do throws(ZoneFileError) {
            for record in try ZoneFile(parsing: text).records where record.recordClass == 1 {
                let line = "\(record.name.absoluteText) \(record.ttl) IN \(record.type) \(record.data.zoneText)"
                guard let again = try? Record(zoneLine: line) else { return "cannot read what it has written: \(line)" }
                guard again == record else { return "reads what it has written as something else: \(line)" }
            }
            return nil
        } catch {
            let lines = text.utf8.count { $0 == 0x0a } + 2
            return (0...lines).contains(error.line) ? nil : "an error in line \(error.line) of \(lines)"
        }
    }

    private static let name: @Sendable (String) -> String? = { text in
        if let name = DomainName(text), DomainName(name.absoluteText) != name {
            return "reads its name as another: \(name.absoluteText)"
        }
        if let name = try? DomainName(unicode: text) {
            let shown = name.unicodeText
            guard let again = try? DomainName(unicode: shown), again == name else { return "shows a name as another: \(shown)" }
        }
        if let address = IPAddress(text), IPAddress("\(address)") != address { return "reads its address as another: \(address)" }
        if let network = Network(text), Network("\(network)") != network { return "reads its network as another: \(network)" }
        if let endpoint = Endpoint(text, defaultPort: 53), Endpoint("\(endpoint)", defaultPort: 1) != endpoint {
            return "reads its endpoint as another: \(endpoint)"
        }
        return nil
    }

    private static let zoneTokens = [
        "$ORIGIN ", "$TTL ", "$INCLUDE ", "@", "IN", "CH", "A", "AAAA", "NS", "CNAME", "DNAME", "MX", "TXT", "SOA", "SRV", "CAA",
        "TLSA", "DS",
        "DNSKEY", "RRSIG", "NSEC", "NSEC3", "HTTPS", "SVCB", "NAPTR", "LOC", "TYPE65280", "\\# 3 0a0b0c", "\\# 0", "(", ")", ";",
        "\"", "\\",
        "\\000", "\\255", "\\.", "*", "a.example.", "192.0.2.1", "2001:db8::1", "10", "1w2d", "\"v=spf1 -all\"", "alpn=h2",
        "ipv4hint=192.0.2.1",
        "20300101000000",
    ]

    private static let nameTokens = [
        ".", "-", "--", "_", "*", "xn--", "xn--mnchen-3ya", "münchen", "faß", "例え", "пример", "مثال", "example", "com",
        "192.0.2.1", "::1",
        "::ffff:192.0.2.1", "2001:db8::", "/24", "/128", "/129", ":53", "[::1]:53", "%eth0", "\\.", "\\032", "0x7f.1",
        "010.0.0.1", "·", "۰", "٠",
        String(repeating: "a", count: 63),
    ]
}
