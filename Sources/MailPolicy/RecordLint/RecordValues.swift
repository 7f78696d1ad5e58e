import DNS

/// The values in a text that are recognisable as meant for its record, whatever is broken around them: a repair must never
/// lose one. Illegal values and unknown tags are not included.
enum RecordValues {
    /// One string per value, `tag=value`, in a canonical form.
    static func recognised(in text: String, as kind: RecordKind, _ names: HostNameConversion) -> Set<String> {
        switch kind {
        case .spf: spf(text, names)
        case .dkim: dkim(DKIMKeyRecord.cleaned(text).list)
        case .dmarc: dmarc(DMARCRecordLint.cleaned(text, names).list)
        case .mtaSTSRecord: fields(CleanedText(text, known: ["v", "id"]).list, ["id"])
        case .tlsRPT:
            Set(
                TLSRPTRecord.addresses(
                    of: CleanedText(text, known: ["v", "rua"], addresses: ["rua"], names: names).list
                ).filter(\.isValid).map { "rua=\($0.text)" })
        case .bimi: fields(BIMIRecord.cleaned(text).list, ["l", "a", "avp", "lps"])
        case .mtaSTSPolicy: policy(MTASTSPolicy(text))
        }
    }

    // MARK: - Terms

    private static func spf(_ text: String, _ names: HostNameConversion) -> Set<String> {
        let zone = ZoneFileText.problem(in: text).map { [$0] } ?? []
        let record = SPFRecord(parsing: EditedText(text, making: zone).text, names: names)
        return Set(record.terms.compactMap(value))
    }

    private static func value(_ term: SPFTerm) -> String? {
        switch term.content {
        case .malformed: nil
        case .modifier(let modifier):
            SPFMechanism.names.contains(modifier.name) || term.namesNoHost ? nil : "\(modifier)"
        case .mechanism(let mechanism):
            switch mechanism.kind {
            // What to write instead of an `all` that passes everyone, or says nothing, is up to the repair.
            case .all: ["+", "?"].contains(mechanism.qualifier.rawValue) ? nil : "\(mechanism)"
            case .ip(let address, let length): network(address, length).map { "\(mechanism.qualifier.rawValue)\($0)" }
            default: term.namesNoHost ? nil : "\(mechanism)"
            }
        }
    }

    /// The block, an IPv4-mapped one as IPv4.
    private static func network(_ address: IPAddress, _ length: Int) -> Network? {
        let bare = address.unmapped
        return bare == address || length < 96
            ? Network(address, prefixLength: length) : Network(bare, prefixLength: length - 96)
    }

    // MARK: - Tags

    private static func dkim(_ list: TagList) -> Set<String> {
        func first(_ name: String) -> String? { list.tags.first { $0.name.lowercased() == name }?.value }
        func words(_ name: String, among known: [String]) -> [String] {
            (first(name) ?? "").lowercased().split(separator: ":").map { String($0.filter { $0 != " " }) }
                .filter(known.contains).map { "\(name)=\($0)" }
        }
        var result = Set(
            words("h", among: ["sha256"]) + words("s", among: DKIMKeyLint.services) + words("t", among: ["y", "s"]))
        if let notes = first("n"), !notes.isEmpty { result.insert("n=\(notes)") }
        let stated = first("k")?.lowercased()
        var actual = stated
        if let value = first("p"), !value.isEmpty {
            let meaning = DKIMKeyReading.meaning(of: value, keyType: stated ?? "rsa")
            result.insert("p=\(meaning.value)")
            actual = meaning.keyType ?? stated
        }
        // A type that the key contradicts is a mistake.
        if stated == actual { result.formUnion(words("k", among: ["rsa", "ed25519"])) }
        return result
    }

    private static func dmarc(_ list: TagList) -> Set<String> {
        let record = DMARCRecord(list)
        var result: Set<String> = []
        for (tag, value) in [
            ("p", record.policy), ("sp", record.subdomainPolicy), ("np", record.nonexistentPolicy),
        ] {
            if let request = value.legal { result.insert("\(tag)=\(request.rawValue)") }
        }
        for (tag, words) in [("adkim", ["r", "s"]), ("aspf", ["r", "s"]), ("t", ["y", "n"]), ("psd", ["y", "n", "u"])] {
            if let value = record[tag]?.lowercased(), words.contains(value) { result.insert("\(tag)=\(value)") }
        }
        if let options = record["fo"].flatMap(DMARCRecord.failureOptions) { result.insert("fo=\(options)") }
        if let share = record.percentage { result.insert("pct=\(share)") }
        for uri in record.aggregateReports where uri.isValid { result.insert("rua=\(uri.text)") }
        for uri in record.failureReports where uri.isValid { result.insert("ruf=\(uri.text)") }
        return result
    }

    /// The values of the tags that are not empty, as written.
    private static func fields(_ list: TagList, _ names: [String]) -> Set<String> {
        Set(
            names.compactMap { name in
                list.tags.first { $0.name.lowercased() == name }.flatMap { tag in
                    let value = name == "id" ? MTASTSRecord.identifier(in: tag.value) : BIMIRecord.value(name, tag.value)
                    return value.map { "\(name)=\($0)" }
                }
            })
    }

    private static func policy(_ policy: MTASTSPolicy) -> Set<String> {
        var result = Set(policy.patterns.map { "mx=\($0)" })
        if let mode = policy.mode { result.insert("mode=\(mode.rawValue)") }
        if let age = policy.maximumAge, age <= MTASTSPolicy.maximumAgeLimit { result.insert("max_age=\(age)") }
        return result
    }
}
