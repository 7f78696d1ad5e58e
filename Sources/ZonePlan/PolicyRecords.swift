import DNS
import Deployment
import MailPolicy

extension ZonePlanner {
    /// SPF, DKIM and DMARC records. What is published and does its work stays.
    func policyRecords(_ names: [AddressName]) async -> [RecordSetPlan] {
        async let spf = spfRecords(names)
        async let dkim = concurrently(plan.dkimKeys) { await self.dkimRecord($0) }
        async let dmarc = dmarcRecords()
        return await spf + (await dkim) + (await dmarc)
    }

    // MARK: - SPF

    private func spfRecords(_ names: [AddressName]) async -> [RecordSetPlan] {
        var uses: [DomainName: (addresses: Set<IPAddress>, reasons: [String])] = [:]
        func add(_ domain: DomainName, _ addresses: [IPAddress], _ why: String) {
            uses[domain.lowercased, default: ([], [])].addresses.formUnion(addresses)
            if uses[domain.lowercased]?.reasons.contains(why) == false { uses[domain.lowercased]?.reasons.append(why) }
        }
        for sender in plan.deployment.senders {
            let addresses = plan.sendingAddresses.filter { $0.sender == sender.name }.map(\.address)
            for domain in sender.mailFrom {
                add(domain.name, addresses, "receivers check the addresses of sender \(sender.name) against SPF at \(domain)")
            }
        }
        for name in names { add(name.name, [name.address], "receivers of bounces check SPF at the announced name \(name.name)") }
        let sorted = uses.sorted { $0.key < $1.key }.filter { !$0.value.addresses.isEmpty }
        return await concurrently(sorted.map { ($0.key, $0.value) }) { domain, use in
            await spfRecord(at: domain, for: use.addresses.sorted(), use.reasons)
        }
    }

    private func spfRecord(at domain: DomainName, for addresses: [IPAddress], _ reasons: [String]) async -> RecordSetPlan {
        let (texts, result) = await live.texts(at: domain)
        let wanted = WantedRecords(owner: domain, type: .txt, view: .public, data: [], isExact: false, reasons: reasons)
        let fresh = SPFRepair.record(for: addresses)
        guard live.isCompared else { return set(wanted, [RecordChange(.planned, data: Self.txt(fresh))], nil) }
        guard let texts else {
            return set(wanted, [.init(.unknown, data: Self.txt(fresh), note: Self.unknownNote(result))], result)
        }
        let records = SPFRecordSelection.records(in: texts)
        guard let first = records.first else { return set(wanted, [RecordChange(.missing, data: Self.txt(fresh))], result) }
        let tree = await SPFTree.walk(from: domain, lookup: live, view: ViewName.public.rawValue)
        let evaluator = SPFEvaluator(lookup: live, view: ViewName.public.rawValue)
        let results = await concurrently(addresses) { address in
            await evaluator.checkHost(address, sender: "postmaster@\(domain.text)", helo: domain.text)
        }
        let lacking = zip(addresses, results).filter { $0.1.result != .pass }
        if lacking.contains(where: { $0.1.result == .temperror || !$0.1.passedOver.isEmpty }) {
            let note = "what the record includes could not all be learned"
            return set(wanted, [RecordChange(.unknown, data: Self.txt(first), note: note)], result)
        }
        if records.count == 1, lacking.isEmpty, tree.lookups <= SPFLimits().lookups {
            return set(wanted, [RecordChange(.present, data: Self.txt(first))], result)
        }
        let single = records.count == 1 ? first : SPFRepair.merged(records.map(SPFRecord.init(parsing:)))
        let short = records.count == 1 && tree.lookups > SPFLimits().lookups ? SPFRepair.withinLimits(tree) : single
        let base = short.map(SPFRecord.init(parsing:))
        let new =
            base.flatMap { SPFRepair.adding(addresses.filter { isLacking($0, lacking.map(\.0), records) }, to: $0) } ?? fresh
        let note = base == nil || tree.lookups > SPFLimits().lookups && short == nil ? "the old record could not be kept" : nil
        let rest = records.dropFirst().map { RecordChange(.superfluous, data: nil, was: Self.txt($0)) }
        return set(wanted, [RecordChange(.wrong, data: Self.txt(new), was: Self.txt(first), note: note)] + rest, result)
    }

    /// Of several records none counts: what the merged one lacks cannot be read off the evaluation.
    private func isLacking(_ address: IPAddress, _ lacking: [IPAddress], _ records: [String]) -> Bool {
        records.count > 1 || lacking.contains(address)
    }

    static func txt(_ text: String) -> String { RecordData.text(text).zoneText }

    // MARK: - DKIM

    private func dkimRecord(_ key: PlannedDKIMKey) async -> RecordSetPlan {
        let wanted = WantedRecords(
            owner: key.recordName.lowercased, type: .txt, view: .public, data: [], isExact: true, reasons: [key.why])
        let given = givenKeys[key.recordName]
        let new = given.map { Self.txt(DKIMTXT($0).text) }
        let secret = new == nil ? "only the sender knows the key: name its file in the deployment file" : nil
        guard live.isCompared else { return set(wanted, [RecordChange(.planned, data: new, note: secret)], nil) }
        let (texts, result) = await live.texts(at: key.recordName)
        guard let texts else { return set(wanted, [.init(.unknown, data: new, note: Self.unknownNote(result))], result) }
        let alias = result.aliases.last.map { "through \($0.name.absoluteText) CNAME \($0.data.zoneText)" }
        let usable = texts.filter { text in
            guard case .record(let record) = DKIMAnswer([text]), record.verdict == .usable else { return false }
            return given == nil || record.key == given
        }
        guard let keep = usable.first else {
            guard !texts.isEmpty else { return set(wanted, [RecordChange(.missing, data: new, note: secret)], result) }
            let rest = texts.dropFirst().map { RecordChange(.superfluous, data: nil, was: Self.txt($0)) }
            return set(wanted, [RecordChange(.wrong, data: new, was: Self.txt(texts[0]), note: secret ?? alias)] + rest, result)
        }
        let rest = texts.filter { $0 != keep }.map { RecordChange(.superfluous, data: nil, was: Self.txt($0)) }
        return set(wanted, [RecordChange(.present, data: Self.txt(keep), note: alias)] + rest, result)
    }
}
