package import DNS

/// Makes records to publish. Every result is valid, without repeated terms, and ends in `all` or `redirect`.
package enum SPFRepair {
    /// A record for these senders alone; when they are many, neighbouring addresses become blocks.
    package static func record(for addresses: [IPAddress], all: SPFQualifier = .fail) -> String {
        joined(networks(addresses).map { term($0) } + ["\(SPFMechanism(all, .all))"])
    }

    /// The record with its syntax errors repaired; `nil` when one of them needs a decision.
    package static func corrected(_ record: SPFRecord) -> String? {
        let text = applying(record.syntaxErrors, to: record.text)
        return SPFRecord(parsing: text).isValid ? text : nil
    }

    /// The record with its syntax errors repaired, and without the terms for which there is no repair. `nil` when it is no record at all,
    /// or a text with more errors than typos. Receivers evaluate nothing of a record with a syntax error (RFC 7208 §4.6), so leaving one
    /// term out takes nothing away that is in force.
    package static func salvaged(_ record: SPFRecord) -> (text: String, leftOut: [String])? {
        let errors = record.syntaxErrors
        guard errors.count <= SPFTermParser.maximumRepairs else { return nil }
        let lost = errors.filter { $0.repair == nil }
        let terms = record.terms.filter { term in
            lost.contains { term.range.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= term.range.upperBound }
        }
        let removals = terms.map { SPFProblem(.malformedTerm, .error, $0.range, "", repair: "") }
        let text = applying(errors.filter { $0.repair != nil } + removals, to: record.text)
        return SPFRecord(parsing: text).isValid ? (text, terms.map(\.text)) : nil
    }

    /// Applies the problems' repairs, except those that overlap an earlier one.
    package static func applying(_ problems: [SPFProblem], to text: String) -> String {
        let octets = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        for problem in problems.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard let repair = problem.repair, problem.range.lowerBound >= index, problem.range.upperBound <= octets.count
            else { continue }
            result += octets[index..<problem.range.lowerBound] + Array(repair.utf8)
            index = problem.range.upperBound
        }
        result += octets[index...]
        return String(decoding: result, as: UTF8.self).split(separator: " ").joined(separator: " ")
    }

    /// One record that passes every sender that one of these passes. Of different `all` terms, the most lenient meaningful
    /// one stays (`~all` before `-all`); every `redirect` becomes an `include`. `nil` when one cannot be repaired.
    package static func merged(_ records: [SPFRecord]) -> String? {
        var passing: [String] = []
        var others: [String] = []
        var modifiers: [String] = []
        var endings: Set<SPFQualifier> = []
        for record in records {
            guard let valid = valid(record) else { return nil }
            for term in terms(of: valid) {
                if let mechanism = term.mechanism {
                    if mechanism.kind == .all {
                        endings.insert(mechanism.qualifier)
                    } else if mechanism.qualifier == .pass {
                        passing.append("\(mechanism)")
                    } else {
                        others.append("\(mechanism)")
                    }
                } else if case .redirect(let target)? = term.modifier {
                    passing.append("include:\(target)")
                } else if let modifier = term.modifier, !modifiers.contains(where: { $0.hasPrefix("\(modifier.name)=") }) {
                    modifiers.append("\(modifier)")
                }
            }
        }
        let ending: SPFQualifier = endings == [.fail] ? .fail : .softfail
        return tidied(joined(passing + others + ["\(SPFMechanism(ending, .all))"] + modifiers))
    }

    /// The record with these senders before every other term, where they cost no lookup and are always reached: their
    /// blocks further back move to the front, missing addresses are added. Terms that refuse only what passes before them go. `nil` when the
    /// record cannot be repaired.
    package static func adding(_ addresses: [IPAddress], to record: SPFRecord) -> String? {
        guard let valid = valid(record) else { return nil }
        let all = terms(of: valid)
        let known = AddressSet(passing(all.prefix { isPassingBlock($0) }))
        var missing = addresses.map(\.unmapped).filter { !known.contains($0) }
        var moved: [SPFTerm] = []
        var refused: [SPFTerm] = []
        for term in all {
            guard isPassingBlock(term), let network = term.mechanism?.network else {
                // `all` comes last; any other term that does not pass may refuse part of the block.
                if let mechanism = term.mechanism, mechanism.qualifier != .pass { refused.append(term) }
                continue
            }
            let isWhole = network.prefixLength < network.base.bitWidth && !refused.contains { overlap($0, network) }
            guard isWhole, missing.contains(where: network.contains) else { continue }
            missing.removeAll { network.contains($0) }
            moved.append(term)
        }
        let added = networks(missing)
        let ahead = known.union(AddressSet(added + passing(moved)))
        let rest = all.filter { term in
            !moved.contains { $0.range == term.range } && !isOverruled(term, by: ahead)
        }
        let front = added.map { Self.term($0) } + moved.map(\.text)
        return tidied(joined(front + rest.map(\.text)))
    }

    private static func isPassingBlock(_ term: SPFTerm) -> Bool {
        term.mechanism?.qualifier == .pass && term.mechanism?.network != nil
    }

    /// Whether the term refuses a block all of which passes before it.
    static func isOverruled(_ term: SPFTerm, by ahead: AddressSet) -> Bool {
        guard let mechanism = term.mechanism, mechanism.qualifier != .pass, let network = mechanism.network else { return false }
        return AddressSet([network]).subtracting(ahead).isEmpty
    }

    private static func passing(_ terms: some Sequence<SPFTerm>) -> [Network] { terms.compactMap { $0.mechanism?.network } }

    /// Whether the term may match an address of the block; a term that queries the DNS may.
    private static func overlap(_ term: SPFTerm, _ network: Network) -> Bool {
        guard let other = term.mechanism?.network else { return term.causesLookup }
        return other.contains(network) || network.contains(other)
    }

    /// The domain's own record changed so that the tree stays within ten lookups: repeated terms and `ptr` go; then `a` and
    /// `mx`, and finally the costliest includes, are replaced by their current addresses. The record must then be kept up
    /// to date by hand. `nil` when that is not enough, or the record becomes too large.
    package static func withinLimits(_ tree: SPFTree, lookups: Int = SPFLimits().lookups) -> String? {
        guard let record = tree.root.record, let text = tidied(record.text, withoutPointers: true) else { return nil }
        var terms = SPFRecord(parsing: text).terms.map(\.text)
        var seen: Set<String> = []
        let branches = tree.root.branches.filter { terms.contains($0.term.text) && seen.insert($0.term.text).inserted }
        var excess = branches.reduce(0) { $0 + $1.lookups } - lookups
        let candidates = branches.filter { $0.lookups > 0 && $0.term.mechanism != nil && $0.passes != nil }.sorted {
            ($0.inner.count, $1.lookups) < ($1.inner.count, $0.lookups)
        }
        for branch in candidates where excess > 0 {
            guard let passes = branch.passes, !IPAddress.Family.allCases.contains(where: passes.holdsAll),
                let qualifier = branch.term.mechanism?.qualifier,
                let index = terms.firstIndex(of: branch.term.text)
            else { continue }
            var changed = terms
            changed.replaceSubrange(index...index, with: passes.networks.map { term($0, qualifier) })
            guard joined(changed).utf8.count <= SPFLint.largestRecord else { continue }
            terms = changed
            excess -= branch.lookups
        }
        return excess <= 0 ? tidied(joined(terms)) : nil
    }

    // MARK: - Parts

    private static func valid(_ record: SPFRecord) -> SPFRecord? {
        (record.isValid ? record : corrected(record).map { SPFRecord(parsing: $0) }).map(withAllLast)
    }

    /// The record with its `all`, the first of several, behind the other mechanisms: those after it are never reached, and were meant to
    /// be.
    private static func withAllLast(_ record: SPFRecord) -> SPFRecord {
        let isAll = { (term: SPFTerm) in term.mechanism?.kind == .all }
        guard let first = record.terms.firstIndex(where: isAll),
            record.terms[first...].contains(where: { $0.mechanism != nil && !isAll($0) })
        else { return record }
        let others = record.terms.filter { !isAll($0) }
        let mechanisms = others.filter { $0.mechanism != nil } + [record.terms[first]]
        return SPFRecord(parsing: joined((mechanisms + others.filter { $0.mechanism == nil }).map(\.text)))
    }

    /// The effective terms: reachable mechanisms, `redirect` where it counts, other modifiers.
    private static func terms(of record: SPFRecord) -> [SPFTerm] {
        record.reachableTerms
            + record.terms.filter { term in
                if case .redirect? = term.modifier { return record.all == nil }
                return term.modifier != nil
            }
    }

    /// Up to this many addresses are listed individually, which is easier to read; more become blocks where they are
    /// neighbours.
    private static let mostNamed = 8

    private static func networks(_ addresses: [IPAddress]) -> [Network] {
        let single = Set(addresses.map(\.unmapped)).sorted().compactMap { Network($0, prefixLength: $0.bitWidth) }
        return single.count <= mostNamed ? single : AddressSet(single).networks
    }

    private static func term(_ network: Network, _ qualifier: SPFQualifier = .pass) -> String {
        "\(SPFMechanism(qualifier, .ip(network.base, prefixLength: network.prefixLength)))"
    }

    private static func joined(_ terms: [String]) -> String { (["v=spf1"] + terms).joined(separator: " ") }

    /// Without repeated or unreachable terms, and with an ending: the same senders pass.
    private static func tidied(_ text: String, withoutPointers: Bool = false) -> String? {
        var superfluous: Set<SPFProblem.Code> = [.duplicateTerm, .coveredTerm, .unreachableTerm, .redirectBesideAll]
        if withoutPointers { superfluous.insert(.ptrMechanism) }
        let removals = SPFRecord(parsing: text).lint().filter { superfluous.contains($0.code) }.map {
            SPFProblem($0.code, $0.severity, $0.range, $0.message, repair: "")
        }
        let result = SPFRecord(parsing: applying(removals, to: text))
        guard result.isValid else { return nil }
        return result.all == nil && result.effectiveRedirect == nil ? "\(result.text) ~all" : result.text
    }
}
