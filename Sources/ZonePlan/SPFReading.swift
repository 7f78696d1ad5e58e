import DNS
import Deployment
import MailPolicy

/// An SPF record as its author meant it: useless terms are resolved where possible, and its ending is corrected.
struct SPFReading: Sendable {
    let text: String
    /// The corrections, in clauses without a final dot.
    let notes: [String]

    /// What a record is read in.
    struct Setting: Sendable {
        let domain: DomainName
        /// The answers against which the record will be evaluated.
        let answers: LiveAnswers
        /// Which addresses are internal; a term for such a network authorises nobody.
        let scopes: AddressScopes
        /// Whether records of the domain's own take the place of its alias: terms that meant the alias find nothing then.
        let losesAlias: Bool
        /// Whether terms that nobody can read are left out.
        let leavesOut: Bool
        /// The records on the way to an included one; `nil` where receivers start. An included record needs no ending, and may be neutral
        /// about everybody else.
        var above: Set<DomainName>?
        /// Names with records that nobody can put right.
        var broken: Set<DomainName> = []
    }

    init(_ written: String, in setting: Setting) async {
        let (domain, live) = (setting.domain, setting.answers)
        guard let (text, corrections) = Self.legal(written, leavesOut: setting.leavesOut) else {
            (self.text, notes) = (written, [])
            return
        }
        let record = SPFRecord(parsing: text)
        var words: [String] = []
        var notes = corrections
        let empty = await concurrently(record.terms) { term in
            await Self.findsNothing(term, at: domain, live) ? term : nil
        }.compactMap(\.self)
        let gone = setting.losesAlias ? Set(empty.filter { $0.domain == nil }.map(\.text)) : []
        let dead = empty.count > SPFLimits().voidLookups ? Set(empty.map(\.text)) : []
        var ends = false
        for word in text.split(separator: " ").map(String.init) {
            guard let term = record.terms.first(where: { $0.text == word }) else {
                words.append(word)
                continue
            }
            if gone.contains(word) {
                notes.append("\(word) is left out: it meant the alias, and \(domain) has no such record of its own")
                continue
            }
            if dead.contains(word) {
                notes.append("\(word) is left out: it finds nothing, and receivers stop at the third such term")
                continue
            }
            if Self.isInternal(term, setting.scopes) {
                notes.append("\(word) is left out: receivers never see an internal address")
                continue
            }
            if case .all? = term.mechanism?.kind { ends = true }
            let isRedirect = term.modifier?.name == "redirect"
            switch await Self.meaning(of: term, in: setting) {
            case .itself:
                words.append(word)
                ends = ends || isRedirect
            case .instead(let other, let note):
                words.append(other)
                notes.append(note)
                ends = ends || isRedirect
            case .nothing(let note): notes.append(note)
            }
        }
        if !ends, setting.above == nil || words.count <= 1 {
            words.append("~all")
            notes.append("~all ends it, so that it says something of everybody else")
        }
        // Without a correction, the text stays as it is written, whatever its spaces.
        self.text = notes.isEmpty ? written : words.joined(separator: " ")
        self.notes = notes
    }

    /// The text without syntax errors, and what was done about them.
    static func legal(_ text: String, leavesOut: Bool) -> (text: String, notes: [String])? {
        let record = SPFRecord(parsing: text)
        guard !record.isValid else { return (text, []) }
        let notes = SPFRecordRepair.correctionNotes(record)
        if let corrected = SPFRepair.corrected(record) { return (corrected, notes) }
        guard leavesOut, let salvaged = SPFRepair.salvaged(record) else { return nil }
        return (salvaged.text, notes + salvaged.leftOut.map(SPFRecordRepair.leftOutNote))
    }

    private enum Meaning {
        case itself
        case instead(String, String)
        case nothing(String)
    }

    private static func meaning(of term: SPFTerm, in setting: Setting) async -> Meaning {
        let (domain, live) = (setting.domain, setting.answers)
        if let mechanism = term.mechanism, case .all = mechanism.kind {
            // Passing the whole Internet is never intended, and "neutral" is treated like no record at all (RFC 7208 §8.2).
            guard mechanism.qualifier == .pass || mechanism.qualifier == .neutral && setting.above == nil else { return .itself }
            return .instead("~all", "~all instead of \(term.text), which does not keep anybody from using the domain")
        }
        if let meant = term.meantMechanism {
            let record = SPFRecord(parsing: "v=spf1 \(meant)")
            guard record.isValid, let written = record.terms.first else { return .itself }
            // Once it is read, it must lead somewhere.
            let note = "\(term.text) has = in place of a colon"
            return switch await meaning(of: written, in: setting) {
            case .itself where await findsNothing(written, at: domain, live): .nothing("\(note), and would find nothing")
            case .itself: .instead(meant, note)
            case .instead(let other, let why): .instead(other, "\(note), and \(why)")
            case .nothing(let why): .nothing("\(note), and \(why)")
            }
        }
        guard let target = target(of: term) else { return .itself }
        if target == domain || setting.above?.contains(target.lowercased) == true {
            return .nothing("\(term.text) leads back to the record itself, and is left out")
        }
        if setting.leavesOut, setting.broken.contains(target.lowercased) {
            return .nothing("\(term.text) is left out: only its author can correct the record there")
        }
        guard let texts = await live.texts(at: target).texts, SPFRecordSelection.records(in: texts).isEmpty else {
            return .itself
        }
        if let meant = await intended(target, at: domain, live) {
            return .instead(
                term.text.replacing(target.text, with: meant.text), "a name that says its domain twice is put right")
        }
        return .nothing("\(term.text) is left out: there is no record, which is an error for every sender after it")
    }

    /// The name that is meant where one says its domain twice, and has no record.
    static func intended(_ target: DomainName, at domain: DomainName, _ live: LiveAnswers) async -> DomainName? {
        guard let texts = await live.texts(at: target).texts, SPFRecordSelection.records(in: texts).isEmpty else { return nil }
        for meant in MissingDot.intended(target, at: domain) where meant.labelCount >= 2 {
            guard let found = await live.texts(at: meant).texts, !SPFRecordSelection.records(in: found).isEmpty else { continue }
            return meant
        }
        return nil
    }

    /// Where an `include` or `redirect` leads; `nil` for other terms, and where that depends on the sender.
    private static func target(of term: SPFTerm) -> DomainName? {
        guard term.mechanism?.name == "include" || term.modifier?.name == "redirect", !term.text.contains("%") else { return nil }
        return term.domain.flatMap { DomainName($0.description) }
    }

    /// Where the `include` and `redirect` terms of a record lead.
    static func targets(in record: SPFRecord) -> [DomainName] { record.terms.compactMap(target) }
}

extension SPFReading {
    fileprivate static func isInternal(_ term: SPFTerm, _ scopes: AddressScopes) -> Bool {
        guard let mechanism = term.mechanism, mechanism.qualifier == .pass, let network = mechanism.network else { return false }
        return scopes.isInternal(network.base) && scopes.isInternal(network.addresses.upperBound)
    }

    /// Whether a term finds nothing for any sender: its name is known, and has no such records.
    fileprivate static func findsNothing(_ term: SPFTerm, at domain: DomainName, _ live: LiveAnswers) async -> Bool {
        guard let mechanism = term.mechanism, !term.text.contains("%") else { return false }
        guard let target = term.domain.map({ DomainName($0.description) }) ?? domain else { return false }
        switch mechanism.name {
        case "a": return await live.addresses(of: target, .public)?.isEmpty == true
        case "exists": return await live.ask(target, .a, .public).records?.isEmpty == true
        case "mx": return await live.ask(target, .mx, .public).records?.isEmpty == true
        default: return false
        }
    }
}
