import DNS
import Deployment
import MailPolicy

/// An SPF record as its author meant it: useless terms are resolved where possible, and its ending is corrected.
struct SPFReading: Sendable {
    let text: String
    /// The corrections, in clauses without a final dot.
    let notes: [String]

    /// - Parameter scopes: which addresses are internal; a term for such a network authorises nobody.
    init(_ text: String, at domain: DomainName, _ live: LiveAnswers, _ scopes: AddressScopes) async {
        let record = SPFRecord(parsing: text)
        guard record.isValid else {
            (self.text, notes) = (text, [])
            return
        }
        var words: [String] = []
        var notes: [String] = []
        let empty = await concurrently(record.terms) { await Self.findsNothing($0, live) ? $0.text : nil }.compactMap(\.self)
        let dead = empty.count > SPFLimits().voidLookups ? Set(empty) : []
        var ends = false
        for word in text.split(separator: " ").map(String.init) {
            guard let term = record.terms.first(where: { $0.text == word }) else {
                words.append(word)
                continue
            }
            if dead.contains(word) {
                notes.append("\(word) is left out: it finds nothing, and receivers stop at the third such term")
                continue
            }
            if Self.isInternal(term, scopes) {
                notes.append("\(word) is left out: receivers never see an internal address")
                continue
            }
            if case .all? = term.mechanism?.kind { ends = true }
            if term.modifier?.name == "redirect" { ends = true }
            switch await Self.meaning(of: term, at: domain, live) {
            case .itself: words.append(word)
            case .instead(let other, let note):
                words.append(other)
                notes.append(note)
            case .nothing(let note): notes.append(note)
            }
        }
        if !ends {
            words.append("~all")
            notes.append("~all ends it, so that it says something of everybody else")
        }
        self.text = words.joined(separator: " ")
        self.notes = notes
    }

    private enum Meaning {
        case itself
        case instead(String, String)
        case nothing(String)
    }

    private static func meaning(of term: SPFTerm, at domain: DomainName, _ live: LiveAnswers) async -> Meaning {
        if let mechanism = term.mechanism, case .all = mechanism.kind {
            // Passing the whole Internet is never intended, and "neutral" is treated like no record at all (RFC 7208 §8.2).
            guard mechanism.qualifier == .pass || mechanism.qualifier == .neutral else { return .itself }
            return .instead("~all", "~all instead of \(term.text), which does not keep anybody from using the domain")
        }
        let isInclude = term.mechanism?.name == "include"
        guard isInclude || term.modifier?.name == "redirect", !term.text.contains("%"),
            let target = term.domain.flatMap({ DomainName($0.description) })
        else { return .itself }
        if isInclude, target == domain { return .nothing("\(term.text) leads back to the record itself, and is left out") }
        guard let texts = await live.texts(at: target).texts, SPFRecordSelection.records(in: texts).isEmpty else {
            return .itself
        }
        for meant in MissingDot.intended(target, at: domain) where meant.labelCount >= 2 {
            guard let found = await live.texts(at: meant).texts, !SPFRecordSelection.records(in: found).isEmpty else { continue }
            return .instead(
                term.text.replacing(target.text, with: meant.text), "a name that says its domain twice is put right")
        }
        guard isInclude else { return .itself }
        return .nothing("\(term.text) is left out: there is no record, which is an error for every sender after it")
    }
}

extension SPFReading {
    fileprivate static func isInternal(_ term: SPFTerm, _ scopes: AddressScopes) -> Bool {
        guard let mechanism = term.mechanism, mechanism.qualifier == .pass, let network = mechanism.network else { return false }
        return scopes.isInternal(network.base) && scopes.isInternal(network.addresses.upperBound)
    }

    /// Whether a term finds nothing for any sender: its name is known, and has no such records.
    fileprivate static func findsNothing(_ term: SPFTerm, _ live: LiveAnswers) async -> Bool {
        guard let mechanism = term.mechanism, !term.text.contains("%"),
            let target = term.domain.flatMap({ DomainName($0.description) })
        else { return false }
        switch mechanism.name {
        case "a": return await live.addresses(of: target, .public)?.isEmpty == true
        case "exists": return await live.ask(target, .a, .public).records?.isEmpty == true
        case "mx": return await live.ask(target, .mx, .public).records?.isEmpty == true
        default: return false
        }
    }
}
