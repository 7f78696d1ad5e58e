import DNS
import Deployment
import MailPolicy

extension ZonePlanner {
    /// One SPF record for every MAIL FROM domain and every announced name.
    func spfRecords(_ names: [AddressName]) async -> [RecordSetPlan] {
        var uses: [DomainName: (addresses: Set<IPAddress>, reasons: [String])] = [:]
        func add(_ domain: DomainName, _ addresses: [IPAddress], _ why: String) {
            uses[domain.lowercased, default: ([], [])].addresses.formUnion(addresses.filter { !isInternal($0) })
            if uses[domain.lowercased]?.reasons.contains(why) == false { uses[domain.lowercased]?.reasons.append(why) }
        }
        for sender in plan.deployment.senders {
            let addresses = plan.sendingAddresses.filter { $0.sender == sender.name }.map(\.address)
            for domain in sender.mailFrom {
                add(domain.name, addresses, "receivers check the addresses of sender \(sender.name) against SPF at \(domain)")
            }
        }
        for host in names {
            for name in host.names { add(name, [host.address], "receivers of bounces check SPF at the announced name \(name)") }
        }
        let sorted = uses.sorted { $0.key < $1.key }.filter { !$0.value.addresses.isEmpty }
        return await concurrently(sorted.map { ($0.key, $0.value) }) { domain, use in
            await spfRecord(at: domain, for: use.addresses.sorted(), use.reasons)
        }
        .flatMap(\.self)
    }

    private func spfRecord(at domain: DomainName, for addresses: [IPAddress], _ reasons: [String]) async -> [RecordSetPlan] {
        let (texts, result) = await live.texts(at: domain)
        let wanted = WantedRecords(owner: domain, type: .txt, view: .public, data: [], isExact: false, reasons: reasons)
        let fresh = SPFRepair.record(for: addresses)
        guard live.isCompared else { return [set(wanted, [RecordChange(.planned, data: Self.txt(fresh))], nil)] }
        guard let texts else {
            return [set(wanted, [.init(.unknown, data: Self.txt(fresh), note: Self.unknownNote(result))], result)]
        }
        var standing = SPFRecordSelection.records(in: texts)
        var moved: Misplaced?
        if standing.isEmpty {
            moved = await misplaced(domain) { SPFRecordSelection.isRecord($0) }
            standing = moved.map { [$0.text] } ?? []
        }
        guard !standing.isEmpty else { return [set(wanted, [RecordChange(.missing, data: Self.txt(fresh))], result)] }
        let meant = await concurrently(standing) { await withoutDoubledNames($0, at: domain) }
        let outcome = await SPFRecordRepair.repair(
            meant, at: domain, authorising: addresses, answers: live, view: ViewName.public.rawValue)
        var new: String
        var notes: [String] = []
        switch outcome {
        case .undetermined(let failure):
            let cause = failure.map { " (\($0.rawValue))" } ?? ""
            let note = "what the record includes could not all be learned\(cause)"
            return [set(wanted, [RecordChange(.unknown, data: Self.txt(standing[0]), note: note)], result)]
        case .unchanged(let text): new = text
        case .record(let repaired):
            new = repaired.text
            notes = repaired.changes + repaired.remaining
        case .impossible(let reason, let alternative):
            new = alternative
            notes = ["the old record could not be kept: \(reason)"]
        }
        if meant != standing { notes.append("a name that says its domain twice is put right") }
        if let moved {
            let change = RecordChange(.missing, data: Self.txt(new)).noting(moved.note)
            return [set(wanted, [notes.isEmpty ? change : change.noting(notes.joined(separator: "; "))], result), removal(moved)]
        }
        guard standing != [new] else {
            return [
                set(
                    wanted,
                    [RecordChange(.present, data: Self.txt(new)).noting(notes.isEmpty ? nil : notes.joined(separator: "; "))],
                    result)
            ]
        }
        let note = notes.isEmpty ? nil : notes.joined(separator: "; ")
        let kept = standing.firstIndex(of: new)
        let first =
            kept.map { _ in RecordChange(.present, data: Self.txt(new), note: note) }
            ?? RecordChange(.wrong, data: Self.txt(new), was: Self.txt(standing[0]), note: note)
        let rest = standing.enumerated().filter { $0.offset != kept ?? 0 }.map {
            RecordChange(.superfluous, data: nil, was: Self.txt($0.element))
        }
        return [set(wanted, [first] + rest, result)]
    }

    /// The record with each `include` and `redirect` that leads nowhere because its name says the domain twice led to what was meant.
    private func withoutDoubledNames(_ text: String, at domain: DomainName) async -> String {
        var result = text
        for term in SPFRecord(parsing: text).terms {
            let isReference = term.mechanism?.name == "include" || term.modifier?.name == "redirect"
            guard isReference, let target = term.domain.flatMap({ DomainName($0.description) }) else { continue }
            let answer = await live.texts(at: target)
            guard let texts = answer.texts, SPFRecordSelection.records(in: texts).isEmpty else { continue }
            for meant in MissingDot.intended(target, at: domain) where meant.labelCount >= 2 {
                guard let found = await live.texts(at: meant).texts, !SPFRecordSelection.records(in: found).isEmpty else {
                    continue
                }
                result = result.split(separator: " ").map { word in
                    word == term.text[...] ? String(word).replacing(target.text, with: meant.text) : String(word)
                }.joined(separator: " ")
                break
            }
        }
        return result
    }

    static func txt(_ text: String) -> String { RecordData.text(text).zoneText }
}
