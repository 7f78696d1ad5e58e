import DNS
import Deployment
import MailPolicy

extension ZonePlanner {
    /// One SPF record for every MAIL FROM domain and every announced name; for a From domain that is never used in MAIL
    /// FROM, one that protects its name.
    ///
    /// - Parameter planned: the answers against which the records will be evaluated.
    func spfRecords(_ names: [AddressName], _ planned: PlannedAnswers) async -> [RecordSetPlan] {
        let uses = spfUses(names)
        let protected = protectedDomains(besides: uses)
        let roots =
            uses.map { SPFRoot(domain: $0.key, authorised: $0.value.addresses, senders: $0.value.addresses) }
            + protected.map { SPFRoot(domain: $0.key, authorised: [], senders: $0.value) }
        let included = await includedRecords(of: roots.sorted { $0.domain < $1.domain }, planned)
        let setting = SPFSetting(answers: included.answers, broken: included.broken)
        let needed = await concurrently(uses.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }) { domain, use in
            await spfRecord(at: domain, for: use.addresses.sorted(), use.reasons, setting, isWished: use.isWished)
        }
        let protecting = await concurrently(protected.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }) {
            await protectingRecord(at: $0, for: $1.sorted(), setting)
        }
        let own = (needed + protecting).flatMap(\.self)
        return own + (await included.needed(by: roots.map(\.domain), publishing: own))
    }

    /// What records are evaluated against.
    struct SPFSetting: Sendable {
        let answers: PlannedAnswers
        /// Included names of the deployment's own with records that nobody can put right.
        let broken: Set<DomainName>
    }

    private struct SPFUse: Sendable {
        var addresses: Set<IPAddress> = []
        var reasons: [String] = []
        /// Whether to create a record where there is none.
        var isWished = false
    }

    private func spfUses(_ names: [AddressName]) -> [DomainName: SPFUse] {
        var uses: [DomainName: SPFUse] = [:]
        func add(_ domain: DomainName, _ addresses: [IPAddress], isWished: Bool, _ why: String) {
            var use = uses[domain.lowercased] ?? SPFUse()
            use.addresses.formUnion(addresses.filter { !isInternal($0) })
            use.isWished = use.isWished || isWished
            if !use.reasons.contains(why) { use.reasons.append(why) }
            uses[domain.lowercased] = use
        }
        for sender in plan.deployment.senders {
            for domain in sender.mailFrom {
                add(
                    domain.name, sendingAddresses(of: sender), isWished: true,
                    "receivers check the addresses of sender \(sender.name) against SPF at \(domain)")
            }
        }
        for host in names {
            for name in host.names {
                add(
                    name, [host.address], isWished: wishes.announcedSPF,
                    "receivers of bounces check SPF at the announced name \(name)")
            }
        }
        return uses.filter { !$0.value.addresses.isEmpty }
    }

    /// From domains without another use of SPF, with their sending addresses.
    private func protectedDomains(besides uses: [DomainName: SPFUse]) -> [DomainName: Set<IPAddress>] {
        var domains: [DomainName: Set<IPAddress>] = [:]
        for sender in plan.deployment.senders {
            for domain in sender.from.map(\.name.lowercased) where uses[domain] == nil {
                domains[domain, default: []].formUnion(sendingAddresses(of: sender).filter { !isInternal($0) })
            }
        }
        return domains.filter { !$0.value.isEmpty }
    }

    private func sendingAddresses(of sender: Sender) -> [IPAddress] {
        plan.sendingAddresses.filter { $0.sender == sender.name }.map(\.address)
    }

    /// An existing record at a From domain authorises other senders too, and is only repaired where broken. A new one
    /// covers other mail only as far as it is known: if the domain's mail is received elsewhere, mail is also sent from
    /// there.
    private func protectingRecord(
        at domain: DomainName, for addresses: [IPAddress], _ planned: SPFSetting
    ) async -> [RecordSetPlan] {
        let reason = "without a record anybody may use the From domain \(domain) in MAIL FROM"
        guard let texts = await live.texts(at: domain).texts else {
            return await spfRecord(at: domain, for: addresses, [reason], planned, isWished: wishes.fromSPF)
        }
        let standing = SPFRecordSelection.records(in: texts)
        guard standing.isEmpty else {
            let sets = await spfRecord(at: domain, for: [], [reason], planned, isWished: false)
            // Other senders are known only from that record: if it cannot be kept, only its author can write a new one.
            let isKept = sets.flatMap(\.changes).allSatisfy { change in
                !change.state.isChange || !(change.data.map { Self.namesNobody(ZoneText.joined($0)) } ?? false)
            }
            return isKept || standing.contains(where: Self.namesNobody) ? sets : []
        }
        return await spfRecord(at: domain, for: addresses, [reason], planned, isWished: wishes.fromSPF)
    }

    /// Whether an SPF record says the same of everybody.
    private static func namesNobody(_ text: String) -> Bool {
        let terms = SPFRecord(parsing: text).terms
        return terms.allSatisfy { $0.mechanism?.kind == .all }
    }

    /// Whether the domain's mail is taken by a host other than the deployment's servers: by its MX records, or, without one, at its own
    /// addresses (RFC 5321 §5.1).
    func takesMailElsewhere(_ domain: DomainName, _ view: ViewName) async -> Bool {
        guard live.isCompared, let records = await live.ask(domain, .mx, view).records else { return false }
        // The deployment's web servers take no mail.
        let web = plan.webNames.filter { $0.host.name == domain }.flatMap(\.expected)
        let own = Set(plan.mailServerAddresses)
        guard !records.isEmpty else {
            let addresses = await live.addresses(of: domain, view) ?? []
            return addresses.contains { !own.contains($0) && !web.contains($0) }
        }
        for case .mailExchange(_, let host) in records.map(\.data) where !host.isRoot {
            guard let addresses = await live.addresses(of: host, view) else { return true }
            if addresses.contains(where: { !own.contains($0) }) { return true }
        }
        return false
    }

    /// Whether others than the described senders may send for the domain: nobody described them, or whoever takes the mail of a From
    /// domain sends from there, too.
    private func hasOtherSenders(_ domain: DomainName) async -> Bool {
        guard plan.deployment.areSendersKnown else {
            return isFrom(domain) || plan.deployment.senders.contains { $0.mailFrom.contains { $0.name == domain } }
        }
        return await hasMailboxesElsewhere(domain, .public)
    }

    /// What stands at a name.
    struct StandingSPF: Sendable {
        let texts: [String]
        let result: LookupResult
        let lookalikes: [SPFLookalike]
        /// The records, or what was meant as one.
        let records: [String]
        /// Where the record stands instead.
        let moved: Misplaced?
    }

    /// `nil` if it could not be learned.
    func standingSPF(at domain: DomainName) async -> StandingSPF? {
        let (texts, result) = await live.texts(at: domain)
        guard let texts else { return nil }
        let lookalikes = SPFLookalike.all(in: texts)
        let records = SPFRecordSelection.records(in: texts)
        guard records.isEmpty else {
            return StandingSPF(texts: texts, result: result, lookalikes: lookalikes, records: records, moved: nil)
        }
        let moved = await misplaced(domain) { SPFRecordSelection.isRecord($0) }
        let meant = moved?.text ?? lookalikes.lazy.compactMap { $0.repair ?? $0.meant }.first
        return StandingSPF(texts: texts, result: result, lookalikes: lookalikes, records: meant.map { [$0] } ?? [], moved: moved)
    }

    private func spfRecord(
        at domain: DomainName, for addresses: [IPAddress], _ reasons: [String], _ planned: SPFSetting, isWished: Bool
    ) async -> [RecordSetPlan] {
        let wanted = WantedRecords(owner: domain, type: .txt, view: .public, data: [], isExact: false, reasons: reasons)
        let isShared = await hasOtherSenders(domain)
        let fresh = SPFRepair.record(for: addresses, all: isShared ? .softfail : .fail)
        let note = isShared ? "add whatever else sends for \(domain), and end it with -all then" : nil
        guard live.isCompared else {
            return isWished ? [set(wanted, [RecordChange(.planned, data: Self.txt(fresh), note: note)], nil)] : []
        }
        guard let standing = await standingSPF(at: domain) else {
            let result = await live.ask(domain, .txt, .public)
            return [set(wanted, [.init(.unknown, data: Self.txt(fresh), note: Self.unknownNote(result))], result)]
        }
        guard !standing.records.isEmpty else {
            if isWished { return [complete(wanted, [RecordChange(.missing, data: Self.txt(fresh), note: note)], standing)] }
            return standing.lookalikes.isEmpty ? [] : [complete(wanted, [], standing)]
        }
        return await repairedSPF(standing, wanted, for: .senders(addresses), planned)
    }

    /// The changes of the records at a name; a text that was meant as a record but is not one is replaced by one.
    private func complete(_ wanted: WantedRecords, _ changes: [RecordChange], _ standing: StandingSPF) -> RecordSetPlan {
        var rest = standing.lookalikes.map { Self.txt($0.text) }
        let changes = changes.map { change in
            let isNew = change.state == .missing || change.was.map { !standing.texts.map(Self.txt).contains($0) } == true
            guard isNew, !rest.isEmpty else { return change }
            return RecordChange(.wrong, data: change.data, was: rest.removeFirst(), note: change.note)
        }
        return set(wanted, changes + rest.map { RecordChange(.superfluous, data: nil, was: $0) }, standing.result)
    }

    /// What a record is for.
    enum SPFPurpose: Sendable {
        /// These addresses have to pass.
        case senders([IPAddress])
        /// Others lead to it: who passes is its author's to say.
        /// - Parameters:
        ///   - above: the records on the way to it.
        ///   - leavesOut: whether terms that nobody can read are left out.
        ///   - lookups: as many terms may query the DNS.
        case included(above: Set<DomainName>, leavesOut: Bool, lookups: Int)
    }

    /// Repairs what stands at a name; nothing where only its author can.
    func repairedSPF(
        _ standing: StandingSPF, _ wanted: WantedRecords, for purpose: SPFPurpose, _ planned: SPFSetting
    ) async -> [RecordSetPlan] {
        let domain = wanted.owner
        var addresses: [IPAddress] = []
        var above: Set<DomainName>?
        var lookups = SPFLimits().lookups
        let leavesOut: Bool
        switch purpose {
        case .senders(let all): (addresses, leavesOut) = (all, !all.isEmpty)
        case .included(let names, let leaves, let most): (above, leavesOut, lookups) = (names, leaves, most)
        }
        let reading = SPFReading.Setting(
            domain: domain, answers: LiveAnswers(network: planned.answers), scopes: plan.deployment.networks,
            losesAlias: planned.answers.replacesAlias(of: domain), leavesOut: standing.records.count == 1 && leavesOut,
            above: above,
            broken: planned.broken)
        let readings = await concurrently(standing.records) { await SPFReading($0, in: reading) }
        let meant = readings.map(\.text)
        let outcome = await SPFRecordRepair.repair(
            meant, at: domain, authorising: addresses, answers: planned.answers, view: ViewName.public.rawValue,
            lookups: lookups)
        let new: String
        var notes: [String] = []
        switch outcome {
        case .undetermined(let failure):
            let cause = failure.map { " (\($0.rawValue))" } ?? ""
            let note = "what the record includes could not all be learned\(cause)"
            return [set(wanted, [RecordChange(.unknown, data: Self.txt(standing.records[0]), note: note)], standing.result)]
        case .unchanged(let text): new = text
        case .record(let repaired):
            new = repaired.text
            notes = repaired.changes + repaired.remaining
        case .impossible(let reason):
            // A record of the planner's making would drop whoever else the old one names.
            let note = "only its author can write it anew: \(reason)"
            guard !addresses.isEmpty else { return [] }
            return [set(wanted, [RecordChange(.unknown, data: Self.txt(standing.records[0]), note: note)], standing.result)]
        }
        notes += readings.flatMap(\.notes)
        let repair = notes.isEmpty ? nil : notes.joined(separator: "; ")
        if let moved = standing.moved {
            let change = RecordChange(.missing, data: Self.txt(new)).noting(moved.note).noting(repair)
            return [complete(wanted, [change], standing), removal(moved)]
        }
        guard standing.records != [new] || !standing.texts.contains(new) else {
            return [complete(wanted, [RecordChange(.present, data: Self.txt(new), note: repair)], standing)]
        }
        let kept = standing.texts.contains(new) ? standing.records.firstIndex(of: new) : nil
        let first =
            kept.map { _ in RecordChange(.present, data: Self.txt(new), note: repair) }
            ?? RecordChange(.wrong, data: Self.txt(new), was: Self.txt(standing.records[0]), note: repair)
        let rest = standing.records.enumerated().filter { $0.offset != kept ?? 0 }.map {
            RecordChange(.superfluous, data: nil, was: Self.txt($0.element))
        }
        return [complete(wanted, [first] + rest, standing)]
    }

    static func txt(_ text: String) -> String { RecordData.text(text).zoneText }
}
