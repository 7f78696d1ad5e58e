import Facts

/// A selector in an overview, given or found.
private struct SelectorState {
    let selector: String
    let isGiven: Bool
    let platforms: [String]
    let alias: String?
    let records: [String]
    let type: String?
    let bits: Int?
    let isUsable: Bool?
    let words: String

    init(_ key: TypedObject<DKIMKeyFacts>) {
        selector = key[\.selector] ?? ""
        isGiven = true
        platforms = []
        alias = nil
        records = key[\.records].value ?? []
        type = (key[\.type].value ?? nil)?.rawValue
        bits = key[\.bits].value ?? nil
        isUsable = key[\.usable].value
        if let unknown = key[\.records].unknown {
            words = OverviewFacts.notLearned(unknown)
        } else {
            words = Self.words(
                records: records, type: type, bits: bits, isRevoked: key[\.revoked].value == true,
                isTesting: key[\.testing].value == true, isUsable: isUsable == true)
        }
    }

    init(_ found: TypedObject<SelectorFacts>) {
        selector = found[\.selector].value ?? ""
        isGiven = false
        platforms = found[\.platforms].value ?? []
        alias = found[\.alias].value ?? nil
        records = found[\.records].value ?? []
        type = (found[\.type].value ?? nil)?.rawValue
        bits = found[\.bits].value ?? nil
        isUsable = found[\.usable].value
        words = Self.words(
            records: records, type: type, bits: bits, isRevoked: found[\.revoked].value == true,
            isTesting: found[\.testing].value == true, isUsable: isUsable == true)
    }

    private static func words(
        records: [String], type: String?, bits: Int?, isRevoked: Bool, isTesting: Bool, isUsable: Bool
    ) -> String {
        guard !records.isEmpty else { return "no key" }
        guard !isRevoked else { return "revoked" }
        guard let type else { return records.count > 1 ? "\(records.count) records" : "a record that holds no key" }
        // The limits of the rules about keys that sign (RFC 8301 §3.2).
        let size =
            bits.map { bits in
                let (least, wanted) = (DKIMKeyFacts.acceptedBits, DKIMKeyFacts.recommendedBits)
                return " of \(bits) bits"
                    + (bits < least ? ", which receivers do not accept" : bits < wanted ? ", fewer than \(wanted)" : "")
            } ?? ""
        return "\(type) key\(size)" + (isTesting ? ", in testing" : "") + (isUsable ? "" : ", not usable")
    }

    var line: String {
        // Where no alias leads to a platform, the selector's name alone does not say whose key it is.
        let origin = platforms.isEmpty || alias != nil ? "" : " (a selector of \(platforms.joined(separator: ", ")) and others)"
        return "\(selector): \(words)\(origin)" + (alias.map { ", by way of \($0)" } ?? "")
    }

    var json: JSONValue {
        JSONValue.object([
            "selector": .string(selector), "given": .boolean(isGiven), "platforms": .strings(platforms),
            "alias": JSONValue(alias), "records": .strings(records), "keyType": JSONValue(type),
            "bits": bits.map { .integer(Int64($0)) } ?? .null, "usable": isUsable.map { .boolean($0) } ?? .null,
        ]).withoutNulls
    }
}

extension OverviewFacts {
    var dkim: DomainOverview.Topic {
        let tried = overview[\.triedSelectors] ?? []
        let found = overview[\.selectors]
        let states = keys.map(SelectorState.init) + (found.value ?? []).map(SelectorState.init)
        var lines = states.map(\.line)
        let isWildcard = overview[\.selectorsByWildcard] == .known(true)
        if isWildcard { lines.append("a wildcard answers for every selector with one key") }
        let others = tried.count - (found.value?.count ?? 0)
        if let unknown = found.unknown {
            lines.append("selectors of well-known platforms: \(Self.notLearned(unknown))")
        } else {
            lines.append(
                "\(others == tried.count ? "none" : "none of the others") among \(tried.count) selectors of well-known platforms")
        }
        return DomainOverview.Topic(
            name: "dkim", label: "DKIM", lines: lines,
            json: JSONValue.object([
                "selectors": .array(states.map(\.json)), "tried": .strings(tried), "wildcard": .boolean(isWildcard),
                "unknown": found.unknown.map { .strings($0.reasons.map(\.text)) } ?? .null,
            ]).withoutNulls)
    }
}
