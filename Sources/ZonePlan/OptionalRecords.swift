import DNS
import Deployment
import Facts
import MailPolicy

/// A kind of record that a domain may have once, or not at all.
private struct OptionalKind: Sendable {
    let prefix: String
    let kind: RecordKind
    /// One text with what each of several valid ones says; `nil` where they cannot be joined.
    var joined: @Sendable ([String]) -> String? = { _ in nil }
    /// A replacement for a record with nothing worth keeping, with a note; `nil` if only the operator knows its content.
    let fresh: @Sendable (_ old: String?) -> (text: String, note: String)?
}

extension ZonePlanner {
    /// MTA-STS, TLS-RPT and BIMI records are created only if wanted; an existing one that does not work becomes one that
    /// does.
    func optionalRecords() async -> [RecordSetPlan] {
        let domains = Set(plan.deployment.senders.flatMap { $0.from + $0.mailFrom }.map(\.name.lowercased)).sorted()
        let places = domains.flatMap { domain in
            kinds(domain).compactMap { kind in domain.prepending(kind.prefix).map { ($0, kind) } }
        }
        return await concurrently(places) { place, kind in await self.optionalRecord(at: place, kind) }.compactMap(\.self)
    }

    private func kinds(_ domain: DomainName) -> [OptionalKind] {
        let reports = mailbox(domain)
        let wishes = wishes
        return [
            OptionalKind(prefix: "_mta-sts", kind: .mtaSTSRecord) { old in
                // Any identifier that senders have not seen will do.
                old.map { ("v=STSv1; id=\(fingerprint(of: $0))", "change the id whenever the policy changes") }
            },
            OptionalKind(prefix: "_smtp._tls", kind: .tlsRPT, joined: Self.joinedReports) { old in
                guard old != nil || wishes.tlsReports else { return nil }
                return ("v=TLSRPTv1; rua=mailto:\(reports)", "the mailbox \(reports) must exist")
            },
            OptionalKind(prefix: "default._bimi", kind: .bimi, joined: Self.bestIndicator) { _ in nil },
        ]
    }

    /// One record whose `rua` names every destination of several (RFC 8460 §3): the one that already does, if there is one.
    private static func joinedReports(_ texts: [String]) -> String? {
        let lists = texts.map { TLSRPTRecord($0).addresses.filter(\.isValid).map(\.text) }
        let all = lists.flatMap(\.self).reduce(into: [String]()) { all, uri in
            if !all.contains(where: { $0.lowercased() == uri.lowercased() }) { all.append(uri) }
        }
        guard !all.isEmpty else { return nil }
        let whole = zip(texts, lists).first { $0.1.count == all.count && RecordLint.lint(kind: .tlsRPT, text: $0.0).valid }?.0
        return whole ?? "v=TLSRPTv1; rua=\(all.joined(separator: ","))"
    }

    /// The record with most to show, since a name has one: with a certificate, without which most receivers show no logo; with a logo.
    private static func bestIndicator(_ texts: [String]) -> String? {
        func rank(_ text: String) -> Int {
            let record = BIMIRecord(text)
            guard record.isValid else { return 0 }
            return record.evidence?.isEmpty == false ? 3 : record.location?.isEmpty == false ? 2 : 1
        }
        let ranks = texts.map { (text: $0, rank: rank($0)) }.filter { $0.rank > 0 }
        return ranks.first { one in ranks.allSatisfy { $0.rank <= one.rank } }?.text
    }

    private func optionalRecord(at place: DomainName, _ kind: OptionalKind) async -> RecordSetPlan? {
        let wanted = WantedRecords(
            owner: place.lowercased, type: .txt, view: .public, data: [], isExact: false,
            reasons: ["a domain has one \(kind.prefix) record, or it has none"])
        guard live.isCompared else {
            return kind.fresh(nil).map { set(wanted, [RecordChange(.planned, data: Self.txt($0.text), note: $0.note)], nil) }
        }
        let (texts, result) = await live.texts(at: place)
        guard let texts else { return nil }
        let found = kind.kind.records(in: texts)
        guard let first = found.first else {
            return kind.fresh(nil).map { set(wanted, [RecordChange(.missing, data: Self.txt($0.text), note: $0.note)], result) }
        }
        let candidates = found + found.compactMap { RecordLint.lint(kind: kind.kind, text: $0).repaired }
        var note: String?
        let sound = candidates.filter { RecordLint.lint(kind: kind.kind, text: $0).valid }
        var valid = sound.count > 1 ? kind.joined(sound) ?? sound.first : sound.first
        if let keep = valid, !found.contains(keep), sound.count == 1 {
            note = found.lazy.map { RecordLint.lint(kind: kind.kind, text: $0) }.first { $0.repaired == keep }?.corrections
        }
        if let joined = valid, sound.count > 1, !candidates.contains(joined) {
            note = "of several records receivers apply none: they are joined"
        }
        if valid == nil, let rest = kind.joined(found) {
            (valid, note) = (rest, "destinations that nobody can read are left out")
        }
        if valid == nil, let fresh = kind.fresh(first) { (valid, note) = (fresh.text, fresh.note) }
        guard let keep = valid, found != [keep] else { return nil }
        let isKept = found.contains(keep)
        let head = RecordChange(isKept ? .present : .wrong, data: Self.txt(keep), was: isKept ? nil : Self.txt(first), note: note)
        let rest = found.filter { $0 != (isKept ? keep : first) }.map { RecordChange(.superfluous, data: nil, was: Self.txt($0)) }
        return set(wanted, [head] + rest, result)
    }
}
