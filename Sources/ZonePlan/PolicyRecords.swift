import DNS
import Deployment
import MailPolicy

extension ZonePlanner {
    /// SPF, DKIM, DMARC and transport policy records. Published records that work are kept.
    func policyRecords(_ names: [AddressName], _ planned: PlannedAnswers) async -> [RecordSetPlan] {
        async let spf = spfRecords(names, planned)
        async let dkim = concurrently(plan.dkimKeys) { await self.dkimRecord($0) }
        async let dmarc = dmarcRecords()
        async let others = optionalRecords()
        return await spf + (await dkim).flatMap(\.self) + (await dmarc) + (await others)
    }

    // MARK: - DKIM

    /// A key record without unintended flags: `y`, for testing, and `s` if the key also signs for subdomains (RFC 6376
    /// §3.6.1).
    private func withoutFlags(_ text: String, _ key: PlannedDKIMKey) -> String {
        let froms = plan.deployment.senders.filter { key.senders.contains($0.name) }.flatMap(\.from).map(\.name)
        let signsBelow = froms.contains { $0 != key.domain.name && $0.isEqualOrSubdomain(of: key.domain.name) }
        let unwanted: Set<String> = signsBelow ? ["y", "s"] : ["y"]
        let tags = text.split(separator: ";", omittingEmptySubsequences: false).compactMap { tag -> String? in
            let parts = tag.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
            guard parts.count == 2, parts[0] == "t" else { return String(tag) }
            let flags = parts[1].split(separator: ":").map(String.init)
            let kept = flags.filter { !unwanted.contains($0) }
            if kept == flags { return String(tag) }
            return kept.isEmpty ? nil : " t=\(kept.joined(separator: ":"))"
        }
        return tags.joined(separator: ";")
    }

    private func dkimRecord(_ key: PlannedDKIMKey) async -> [RecordSetPlan] {
        let wanted = WantedRecords(
            owner: key.recordName.lowercased, type: .txt, view: .public, data: [], isExact: true, reasons: [key.why])
        let given = givenKeys[key.recordName]
        // A key that receivers do not accept is not published: the sender needs another one.
        let accepted = given.map { DKIMTXT($0).text }.flatMap { DKIMKeyRecord($0).verdict == .usable ? $0 : nil }
        let new = accepted.map(Self.txt)
        let secret =
            new != nil
            ? nil
            : given != nil
                ? "receivers do not accept the key that the deployment file names: make a new one"
                : "only the sender knows the key: name its file in the deployment file"
        guard live.isCompared else { return [set(wanted, [RecordChange(.planned, data: new, note: secret)], nil)] }
        let (texts, result) = await live.texts(at: key.recordName)
        guard let texts else { return [set(wanted, [.init(.unknown, data: new, note: Self.unknownNote(result))], result)] }
        let alias = result.aliases.last.map { "through the alias \($0.name.absoluteText) of \($0.data.zoneText)" }
        let isUsable = { @Sendable (text: String) -> Bool in
            guard case .record(let record) = DKIMAnswer([text]), record.verdict == .usable else { return false }
            return given == nil || record.key == given
        }
        let usable = texts.filter(isUsable)
        // Without its file, nobody but the sender knows the key that signs (RFC 6376 §3.6.2.2).
        if usable.count > 1, given == nil {
            let note =
                "only the sender knows which of these keys signs: name its file in the deployment file, and give the others selectors of their own"
            return [set(wanted, usable.map { RecordChange(.unknown, data: Self.txt($0), note: note) }, result)]
        }
        if let keep = usable.first {
            let rest = texts.filter { $0 != keep }.map { RecordChange(.superfluous, data: nil, was: Self.txt($0)) }
            let bare = withoutFlags(keep, key)
            let head =
                bare == keep
                ? RecordChange(.present, data: Self.txt(keep), note: alias)
                : RecordChange(
                    .wrong, data: Self.txt(bare), was: Self.txt(keep),
                    note:
                        "without t=\(DKIMKeyRecord(keep).flags.filter { !DKIMKeyRecord(bare).flags.contains($0) }.joined(separator: ":")), which \(DKIMKeyRecord(keep).isTesting ? "says that DKIM is only being tested" : "keeps it from signing for domains below")"
                )
            return [set(wanted, [head] + rest, result)]
        }
        // The intended key: joined from its parts, repaired, or found at the wrong name.
        var meant: String?
        if case .halves(_, let joined) = DKIMAnswer(texts), isUsable(joined.text) { meant = joined.text }
        var correction: String?
        if meant == nil {
            let repaired = texts.lazy.map { RecordLint.lint(kind: .dkim, text: $0) }.first { $0.repaired.map(isUsable) == true }
            (meant, correction) = (repaired?.repaired, repaired?.corrections)
        }
        guard !texts.isEmpty else {
            let moved = await misplaced(
                key.recordName, others: [key.domain.name.prepending("_domainkey")].compactMap(\.self), where: isUsable)
            guard let moved else { return [set(wanted, [RecordChange(.missing, data: new, note: secret)], result)] }
            return [set(wanted, [RecordChange(.missing, data: Self.txt(moved.text), note: moved.note)], result), removal(moved)]
        }
        let rest = texts.dropFirst().map { RecordChange(.superfluous, data: nil, was: Self.txt($0)) }
        let data = meant.map(Self.txt) ?? new
        let note = data == nil ? secret : [correction, alias].compactMap(\.self).joined(separator: "; ")
        return [
            set(
                wanted,
                [RecordChange(.wrong, data: data, was: Self.txt(texts[0]), note: note?.isEmpty == true ? nil : note)] + rest,
                result)
        ]
    }
}
