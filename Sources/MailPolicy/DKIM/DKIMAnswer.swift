package import DNS

/// The meaning of the TXT records at a selector's name.
package enum DKIMAnswer: Sendable, Hashable {
    case none
    case record(DKIMKeyRecord)
    /// Records, but none meant as a key: from a wildcard, or another record in the wrong place.
    case noKey([String])
    /// More than one key record, or one with other texts beside it: verifiers pick any (RFC 6376 §3.6.2.2).
    case several([DKIMKeyRecord], others: [String])
    /// One key split into several records that should be strings of one; `joined` is the intended record.
    case halves([String], joined: DKIMKeyRecord)

    /// The name of a key record: `<selector>._domainkey.<domain>`; `nil` when the selector is not a name or the result is
    /// too long.
    package static func name(selector: String, domain: DomainName) -> DomainName? {
        domain.prepending("_domainkey").flatMap { $0.prepending(selector) }
    }

    /// The most records that are tried as parts of one.
    private static let maximumHalves = 3

    package init(_ texts: [String]) {
        guard !texts.isEmpty else {
            self = .none
            return
        }
        let keys = texts.filter(DKIMKeyRecord.isRecognisable)
        if keys.count == 1, texts.count > 1, let joined = Self.joined(keys[0], texts) {
            self = .halves(texts, joined: joined)
        } else if keys.isEmpty {
            self = .noKey(texts)
        } else if texts.count == 1 {
            self = .record(DKIMKeyRecord(keys[0]))
        } else {
            self = .several(keys.map { DKIMKeyRecord($0) }, others: texts.filter { !DKIMKeyRecord.isRecognisable($0) })
        }
    }

    /// The record that the texts form in some order after the one with the tags, if only that makes the key complete.
    private static func joined(_ head: String, _ texts: [String]) -> DKIMKeyRecord? {
        var tails = texts
        guard let index = tails.firstIndex(of: head), texts.count <= maximumHalves, DKIMKeyRecord(head).key == nil else {
            return nil
        }
        tails.remove(at: index)
        let orders = tails.count == 2 ? [tails, [tails[1], tails[0]]] : [tails]
        return orders.map { DKIMKeyRecord(([head] + $0).joined()) }.first { $0.key != nil }
    }
}

// MARK: - In words

extension DKIMAnswer {
    /// A stable identifier of the answer's kind.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case none, record, several, halves
        case otherTexts = "other-texts"
    }

    package var kind: Kind {
        switch self {
        case .none: .none
        case .record: .record
        case .noKey: .otherTexts
        case .several: .several
        case .halves: .halves
        }
    }

    /// The texts that are not keys: SPF records, ownership proofs, …
    package var otherTexts: [String] {
        switch self {
        case .noKey(let texts), .several(_, let texts): texts
        case .none, .record, .halves: []
        }
    }

    /// How many records are meant as keys; the parts of a split key count as one.
    package var keyCount: Int {
        switch self {
        case .none, .noKey: 0
        case .record, .halves: 1
        case .several(let records, _): records.count
        }
    }

    /// A clause without a final dot: `no key there; the text is an SPF record`.
    package var words: String {
        switch self {
        case .none: return "no key there"
        case .record: return "one key record"
        case .halves(let texts, _): return "one key, split into \(texts.count) records that must be strings of one record"
        case .noKey(let texts):
            return "no key there; the \(texts.count == 1 ? "text is" : "texts are") \(Self.described(texts))"
        case .several(let records, let others):
            let keys = records.count == 1 ? "a key record" : "\(records.count) key records"
            let rest = others.isEmpty ? "" : " and \(Self.described(others))"
            return "\(keys)\(rest): verifiers pick any of them"
        }
    }

    /// The kinds of the texts, each once, in order.
    private static func described(_ texts: [String]) -> String {
        var words: [String] = []
        for text in texts.map({ AnnouncedRecord($0).words }) where !words.contains(text) { words.append(text) }
        return words.joined(separator: " and ")
    }
}

/// Records of two abandoned standards, which must not be mistaken for keys.
package enum DKIMObsoletePolicy: String, Sendable, Hashable {
    /// DomainKeys policy at `_domainkey.<domain>`: `o=~`, `o=-` (RFC 4870 §3.6).
    case domainKeys = "domainkeys"
    /// Author domain signing practices at `_adsp._domainkey.<domain>`: `dkim=all`, … (RFC 5617, Historic).
    case signingPractices = "adsp"

    /// The obsolete record that the text is, if any.
    package init?(_ text: String) {
        let list = TagList(text)
        guard let first = list.tags.first, !list.tags.contains(where: { ["p", "k"].contains($0.name) }) else { return nil }
        if list.tags.contains(where: { $0.name == "o" && ["~", "-", "!", "."].contains($0.value) }) {
            self = .domainKeys
        } else if first.name == "dkim", ["all", "discardable", "unknown"].contains(first.value.lowercased()) {
            self = .signingPractices
        } else {
            return nil
        }
    }
}
