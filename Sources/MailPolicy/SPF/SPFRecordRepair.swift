package import DNS

/// One complete SPF record for a domain, proven by evaluation.
///
/// `repair` answers all findings about a domain's SPF record at once: several records become one, typos are corrected, the
/// operator's own addresses come first, and terms that cost too many lookups are replaced by addresses.
package struct SPFRecordRepair: Sendable {
    package enum Outcome: Hashable, Sendable {
        /// The existing single record already does all of it.
        case unchanged(String)
        case record(Repaired)
        /// A query on which the result depends failed.
        case undetermined(LookupResult.Failure?)
        /// No record keeps what the old one says: only its author can write another.
        case impossible(reason: String)
    }

    package struct Repaired: Hashable, Sendable {
        package let text: String
        /// The changes, in clauses without a final dot.
        package let changes: [String]
        /// What is left for others to do, or cannot be repaired within the limits.
        package let remaining: [String]

        package init(text: String, changes: [String], remaining: [String]) {
            self.text = text
            self.changes = changes
            self.remaining = remaining
        }
    }

    private let domain: DomainName
    private let addresses: [IPAddress]
    private let lookup: any Lookup
    private let view: String
    private let lookups: Int

    /// - Parameter answers: the source of answers; at the domain's own name, the candidate record replaces the published
    ///   ones.
    private init(_ domain: DomainName, _ addresses: [IPAddress], _ lookup: any Lookup, _ view: String, _ lookups: Int) {
        self.domain = domain
        self.addresses = addresses
        self.lookup = lookup
        self.view = view
        self.lookups = lookups
    }

    /// The record to publish at `domain` so that each address passes, for both families and by every way of counting void
    /// lookups, within the limits of RFC 7208 §4.6.4 and the size of §3.4.
    ///
    /// - Parameter texts: the TXT records at the domain; those that are not SPF records are ignored.
    /// - Parameter addresses: the senders to authorise.
    /// - Parameter lookups: as many terms may query the DNS: fewer where another record that includes this one makes some, too.
    package static func repair(
        _ texts: [String], at domain: DomainName, authorising addresses: [IPAddress], answers: any Lookup, view: String,
        lookups: Int = SPFLimits().lookups
    ) async -> Outcome {
        let repair = SPFRecordRepair(domain, addresses, answers, view, lookups)
        return await repair.outcome(SPFRecordSelection.records(in: texts))
    }

    private func outcome(_ records: [String]) async -> Outcome {
        let fresh = SPFRepair.record(for: addresses)
        guard let first = records.first else {
            return .record(Repaired(text: fresh, changes: ["the addresses are named"], remaining: []))
        }
        let parsed = records.map { SPFRecord(parsing: $0) }
        let old = records.count == 1 ? first : nil
        var best: (text: String, proof: Proof)?
        if let old {
            let proof = await proof(of: old)
            if proof.isUndetermined { return .undetermined(proof.cause) }
            if proof.isSound { best = (old, proof) }
        }
        guard let (whole, leftOut) = whole(parsed) else {
            return .impossible(reason: "the record has a syntax error that only its author can resolve")
        }
        var reason = "no order of its terms passes every address"
        if best?.proof.remaining.isEmpty != true {
            let standing = old == nil && records.contains(whole) ? [whole] : []
            for candidate in standing + (await candidates(whole)) where candidate != old {
                let proof = await proof(of: candidate)
                if proof.isUndetermined { return .undetermined(proof.cause) }
                if !proof.isSound { reason = proof.reason ?? reason }
                // Of two that pass every address, the earlier one changes less.
                if proof.isSound, best.map({ proof.remaining.count < $0.proof.remaining.count }) ?? true {
                    best = (candidate, proof)
                }
            }
        }
        guard let best else { return .impossible(reason: reason) }
        if best.text == old { return .unchanged(best.text) }
        return .record(
            Repaired(
                text: best.text, changes: changes(from: records, parsed, leftOut, to: best.text), remaining: best.proof.remaining)
        )
    }

    /// The records together, without the terms that nobody can read; `nil` when no text can say what was meant. A record with such a term
    /// that adds nothing to the others goes. Where no address has to pass, the senders are known from the records alone: then no term is
    /// left out, except of a record that goes.
    private func whole(_ records: [SPFRecord]) -> (text: String, leftOut: [String])? {
        let sound = records.compactMap { record in
            (record.isValid ? record.text : SPFRepair.corrected(record)).map { SPFRecord(parsing: $0) }
        }
        let said = Set(sound.flatMap(\.terms).map { $0.text.lowercased() })
        var leftOut: [String] = []
        var salvaged: [SPFRecord] = []
        for record in records where !record.isValid && SPFRepair.corrected(record) == nil {
            guard let (text, lost) = SPFRepair.salvaged(record) else { return nil }
            let rest = SPFRecord(parsing: text)
            leftOut += lost
            let isNew = rest.terms.contains { $0.mechanism?.kind != .all && !said.contains($0.text.lowercased()) }
            guard sound.isEmpty || isNew else { continue }
            guard !addresses.isEmpty else { return nil }
            salvaged.append(rest)
        }
        let parts = sound + salvaged
        if parts.count == 1 { return (parts[0].text, leftOut) }
        return SPFRepair.merged(parts).map { ($0, leftOut) }
    }

    /// Candidate records, those with the fewest changes first.
    private func candidates(_ whole: String) async -> [String] {
        guard let front = SPFRepair.adding(addresses, to: SPFRecord(parsing: whole)) else { return [] }
        let tree = await tree(of: front)
        let lean = SPFRepair.withinLimits(tree, lookups: lookups).flatMap {
            SPFRepair.adding(addresses, to: SPFRecord(parsing: $0))
        }
        return [front] + (lean.map { $0 == front ? [] : [$0] } ?? [])
    }

    // MARK: - Proof

    /// The effect of a record that is the only one at the domain.
    private struct Proof {
        /// Every address passes under every way of counting.
        var isSound = true
        /// Why not.
        var reason: String?
        /// A query on which it depends failed.
        var isUndetermined = false
        var cause: LookupResult.Failure?
        /// What it leaves for others to do.
        var remaining: [String] = []
    }

    private func proof(of text: String) async -> Proof {
        var proof = Proof()
        let overlay = SingleRecord(text, at: domain, over: lookup)
        var limits = SPFLimits()
        limits.countsVoidExchanges = true
        let evaluator = SPFEvaluator(lookup: overlay, view: view, limits: limits)
        let domain = domain
        let evaluations = await concurrently(addresses) { address in
            await evaluator.checkHost(address, sender: "postmaster@\(domain.text)", helo: domain.text)
        }
        for (address, evaluation) in zip(addresses, evaluations) where evaluation.result != .pass {
            proof.isSound = false
            if evaluation.result == .temperror || !evaluation.passedOver.isEmpty {
                proof.isUndetermined = true
                proof.cause = evaluation.problem?.cause ?? evaluation.passedOver.first?.failure
            }
            let words = SPFStanding(evaluation, of: address).words(evaluation) ?? evaluation.result.rawValue
            proof.reason = "\(address) does not pass: \(words)"
        }
        // Where nobody is to pass, nobody's evaluation tells.
        if !SPFRecord(parsing: text).isValid {
            proof.isSound = false
            proof.reason = proof.reason ?? "the record has a syntax error"
        }
        let tree = await tree(of: text)
        let limit = SPFLimits()
        if tree.lookups > lookups {
            proof.remaining.append(
                "\(tree.lookups) terms query the DNS when none matches; receivers stop after \(lookups)")
        }
        for family in IPAddress.Family.allCases where tree.voidLookups(family) > limit.voidLookups {
            proof.remaining.append(
                "\(tree.voidLookups(family)) terms are void lookups for other \(family == .ipv4 ? "IPv4" : "IPv6") senders; receivers stop after \(limit.voidLookups)"
            )
        }
        if text.utf8.count > SPFLint.largestRecord {
            proof.remaining.append(
                "the record has \(text.utf8.count) octets; more than \(SPFLint.largestRecord) may not fit into a UDP answer")
        }
        return proof
    }

    private func tree(of text: String) async -> SPFTree {
        await SPFTree.walk(from: domain, lookup: SingleRecord(text, at: domain, over: lookup), view: view)
    }

    // MARK: - Words

    /// Why a term is missing from the repaired record, in a clause without a final dot.
    package static func leftOutNote(_ term: String) -> String {
        let isPrintable = term.utf8.allSatisfy { (0x21...0x7e).contains($0) }
        let shown = isPrintable ? term : RecordData.text([Array(term.utf8.prefix(255))]).zoneText
        return "\(shown.excerpt) is left out: it is not a legal term, and only its author knows what was meant"
    }

    /// What is corrected in a record, in clauses without a final dot.
    package static func correctionNotes(_ record: SPFRecord) -> [String] {
        record.syntaxErrors.compactMap { problem in
            problem.repair.map { $0.isEmpty ? "\(problem.message): left out" : "\(problem.message): written as \($0.excerpt)" }
        }
    }

    private func changes(from records: [String], _ parsed: [SPFRecord], _ leftOut: [String], to text: String) -> [String] {
        var changes: [String] = []
        if records.count > 1 { changes.append("\(records.count) records become one") }
        changes += parsed.flatMap(Self.correctionNotes)
        changes += leftOut.map(Self.leftOutNote)
        let before = parsed.flatMap(\.terms)
        let after = SPFRecord(parsing: text).terms
        let written = Set(before.map { $0.text.lowercased() })
        let front = after.prefix { $0.mechanism?.network != nil }.filter { term in
            addresses.contains { term.mechanism?.network?.contains($0.unmapped) == true }
        }
        let (moved, added) = front.reduce(into: ([String](), [String]())) { lists, term in
            if written.contains(term.text.lowercased()) { lists.0.append(term.text) } else { lists.1.append(term.text) }
        }
        if !added.isEmpty { changes.append("\(added.joined(separator: " ")) added in front") }
        let leading = before.prefix { $0.mechanism?.network != nil }.map(\.text)
        let promoted = moved.filter { !leading.contains($0) }
        if !promoted.isEmpty {
            changes.append("\(promoted.joined(separator: " ")) moved to the front, so that it is always reached")
        }
        let kept = Set(after.map { $0.text.lowercased() })
        let ahead = AddressSet(front.compactMap { $0.mechanism?.network })
        let overruled = before.filter { SPFRepair.isOverruled($0, by: ahead) && !kept.contains($0.text.lowercased()) }.map(\.text)
        if !overruled.isEmpty { changes.append("\(overruled.joined(separator: " ")) left out: the address is a sender's") }
        let gone = before.filter { $0.causesLookup && !kept.contains($0.text.lowercased()) }.map(\.text)
        if !gone.isEmpty, parsed.allSatisfy(\.isValid), records.count == 1 {
            changes.append("\(gone.joined(separator: " ")) replaced by its current addresses, or left out")
        }
        return changes
    }
}

/// Passes on another source's answers, except for the TXT records of one domain: there it gives only one record.
private struct SingleRecord: Lookup {
    let question: Question
    let text: String
    let base: any Lookup

    init(_ text: String, at domain: DomainName, over base: any Lookup) {
        question = Question(domain, .txt)
        self.text = text
        self.base = base
    }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        guard question == self.question else { return await base.lookup(question, in: view) }
        let record = Record(name: question.name, type: .txt, ttl: 0, data: .text(DKIMTXT.strings(text).map { Array($0.utf8) }))
        return LookupResult(question: question, view: view, outcome: .records([record]))
    }
}
