import DNS
import Deployment
import MailPolicy

extension ZonePlanner {
    /// SPF, DKIM, DMARC and transport policy records. What is published and does its work stays.
    func policyRecords(_ names: [AddressName]) async -> [RecordSetPlan] {
        async let spf = spfRecords(names)
        async let dkim = concurrently(plan.dkimKeys) { await self.dkimRecord($0) }
        async let dmarc = dmarcRecords()
        async let others = optionalRecords()
        return await spf + (await dkim).flatMap(\.self) + (await dmarc) + (await others)
    }

    // MARK: - DKIM

    private func dkimRecord(_ key: PlannedDKIMKey) async -> [RecordSetPlan] {
        let wanted = WantedRecords(
            owner: key.recordName.lowercased, type: .txt, view: .public, data: [], isExact: true, reasons: [key.why])
        let given = givenKeys[key.recordName]
        let new = given.map { Self.txt(DKIMTXT($0).text) }
        let secret = new == nil ? "only the sender knows the key: name its file in the deployment file" : nil
        guard live.isCompared else { return [set(wanted, [RecordChange(.planned, data: new, note: secret)], nil)] }
        let (texts, result) = await live.texts(at: key.recordName)
        guard let texts else { return [set(wanted, [.init(.unknown, data: new, note: Self.unknownNote(result))], result)] }
        let alias = result.aliases.last.map { "through \($0.name.absoluteText) CNAME \($0.data.zoneText)" }
        let isUsable = { @Sendable (text: String) -> Bool in
            guard case .record(let record) = DKIMAnswer([text]), record.verdict == .usable else { return false }
            return given == nil || record.key == given
        }
        if let keep = texts.first(where: isUsable) {
            let rest = texts.filter { $0 != keep }.map { RecordChange(.superfluous, data: nil, was: Self.txt($0)) }
            return [set(wanted, [RecordChange(.present, data: Self.txt(keep), note: alias)] + rest, result)]
        }
        // The key that was meant: put together from its halves, mended, or found at the wrong name.
        var meant: String?
        if case .halves(_, let joined) = DKIMAnswer(texts), isUsable(joined.text) { meant = joined.text }
        meant = meant ?? texts.lazy.compactMap { RecordLint.lint(kind: .dkim, text: $0).repaired }.first(where: isUsable)
        guard !texts.isEmpty else {
            let moved = await misplaced(
                key.recordName, others: [key.domain.name.prepending("_domainkey")].compactMap(\.self), where: isUsable)
            guard let moved else { return [set(wanted, [RecordChange(.missing, data: new, note: secret)], result)] }
            return [set(wanted, [RecordChange(.missing, data: Self.txt(moved.text), note: moved.note)], result), removal(moved)]
        }
        let rest = texts.dropFirst().map { RecordChange(.superfluous, data: nil, was: Self.txt($0)) }
        let data = meant.map(Self.txt) ?? new
        let note = data == nil ? secret : alias
        return [set(wanted, [RecordChange(.wrong, data: data, was: Self.txt(texts[0]), note: note)] + rest, result)]
    }

    // MARK: - Records that a domain may have

    /// MTA-STS, TLS-RPT and BIMI are wanted by nobody here; what stands there and does not do its work becomes one record that does.
    private func optionalRecords() async -> [RecordSetPlan] {
        guard live.isCompared else { return [] }
        let kinds: [(prefix: String, kind: RecordKind, isMeant: @Sendable (String) -> Bool)] = [
            ("_mta-sts", .mtaSTSRecord, { MTASTSRecord.isCandidate($0) }),
            ("_smtp._tls", .tlsRPT, { TLSRPTRecord.isCandidate($0) }),
            ("default._bimi", .bimi, { BIMIRecord.isCandidate($0) }),
        ]
        let domains = Set(plan.deployment.senders.flatMap { $0.from + $0.mailFrom }.map(\.name)).sorted()
        let places = domains.flatMap { domain in kinds.compactMap { kind in domain.prepending(kind.prefix).map { ($0, kind) } } }
        return await concurrently(places) { place, kind -> RecordSetPlan? in
            let (texts, result) = await live.texts(at: place)
            let found = (texts ?? []).filter(kind.isMeant)
            guard let first = found.first else { return nil }
            let candidates = found + found.compactMap { RecordLint.lint(kind: kind.kind, text: $0).repaired }
            guard let keep = candidates.first(where: { RecordLint.lint(kind: kind.kind, text: $0).valid }) else { return nil }
            guard found != [keep] else { return nil }
            let wanted = WantedRecords(
                owner: place.lowercased, type: .txt, view: .public, data: [], isExact: false,
                reasons: ["a domain has one \(kind.prefix) record, or it has none"])
            let isKept = found.contains(keep)
            let head = RecordChange(isKept ? .present : .wrong, data: Self.txt(keep), was: isKept ? nil : Self.txt(first))
            let rest = found.filter { $0 != (isKept ? keep : first) }.map {
                RecordChange(.superfluous, data: nil, was: Self.txt($0))
            }
            return set(wanted, [head] + rest, result)
        }
        .compactMap(\.self)
    }
}
