import DNS
import Deployment
import MailPolicy

/// SPF records that those of the deployment's domains include or redirect to, and that are broken where the operator or the platform can put
/// them right.
struct IncludedSPFRecords: Sendable {
    /// What is published at the included names.
    fileprivate(set) var sets: [RecordSetPlan] = []
    /// The answers with it.
    fileprivate(set) var answers: PlannedAnswers
    /// Names of the deployment's own that receivers still cannot evaluate.
    fileprivate(set) var broken: Set<DomainName> = []

    /// The sets whose names the records of `domains` still lead to, once everything is published.
    func needed(by domains: [DomainName], publishing own: [RecordSetPlan]) async -> [RecordSetPlan] {
        let answers = LiveAnswers(network: answers.publishing(own))
        var reached: Set<DomainName> = []
        var open = domains.map(\.lowercased)
        while let name = open.popLast() {
            guard reached.insert(name).inserted else { continue }
            let texts = SPFRecordSelection.records(in: await answers.texts(at: name).texts ?? [])
            open += texts.flatMap { SPFReading.targets(in: SPFRecord(parsing: $0)) }.map(\.lowercased)
        }
        return sets.filter { $0.lookedForAt.first.map(reached.contains) ?? true }
    }
}

/// A record that others lead to.
private struct IncludedRecord: Sendable {
    let name: DomainName
    let by: Responsibility
    /// The records on the way to it: a term that leads back to one of them is a loop.
    let above: Set<DomainName>
    /// Domains of the deployment whose records lead there.
    var includers: [DomainName] = []
    /// Sending addresses that those records have to authorise.
    var authorised: Set<IPAddress> = []
    /// Sending addresses of whoever uses those domains.
    var senders: Set<IPAddress> = []
}

extension ZonePlanner {
    /// A domain whose record is looked at for itself.
    struct SPFRoot: Sendable {
        let domain: DomainName
        let authorised: Set<IPAddress>
        let senders: Set<IPAddress>
    }

    /// The broken ones among the records to which those of `roots` lead, put right from below, so that each is evaluated with those below it.
    func includedRecords(of roots: [SPFRoot], _ planned: PlannedAnswers) async -> IncludedSPFRecords {
        var result = IncludedSPFRecords(answers: planned)
        guard live.isCompared else { return result }
        let apart = Set(roots.map(\.domain.lowercased))
        var found: [IncludedRecord] = []
        for root in roots {
            var seen = apart
            await find(below: root.domain.lowercased, of: root, above: [], &seen, &found)
        }
        for record in found {
            let setting = SPFSetting(answers: result.answers, broken: result.broken)
            let sets = await mended(record, setting)
            if sets.contains(where: \.needsChange) {
                result.answers = result.answers.publishing(sets)
                result.sets += sets.map { set in
                    var set = set
                    set.lookedForAt = [record.name] + record.includers
                    return set
                }
            } else if record.by == .you, await isBroken(record.name) {
                result.broken.insert(record.name)
            }
        }
        return result
    }

    /// Whether receivers end with permerror there.
    private func isBroken(_ name: DomainName) async -> Bool {
        let records = SPFRecordSelection.records(in: await live.texts(at: name).texts ?? [])
        return records.count > 1 || records.contains { !SPFRecord(parsing: $0).isValid }
    }

    /// Adds the records below one, the lowest first.
    private func find(
        below name: DomainName, of root: SPFRoot, above: [DomainName], _ seen: inout Set<DomainName>,
        _ found: inout [IncludedRecord]
    ) async {
        // RFC 7208 §4.6.4: receivers follow no more.
        guard above.count < SPFLimits().lookups else { return }
        let path = above + [name]
        for target in await includedNames(at: name) where seen.insert(target).inserted {
            await find(below: target, of: root, above: path, &seen, &found)
            // Behind an alias, it is the record of whoever keeps its end.
            let end = await live.texts(at: target).result.aliases.last.flatMap(LiveAnswers.target)
            let by = ownership.responsible(for: end ?? target, .txt)
            guard by == .you || by == .platform else { continue }
            var record = found.first { $0.name == target } ?? IncludedRecord(name: target, by: by, above: Set(path))
            record.includers.append(root.domain.lowercased)
            record.authorised.formUnion(root.authorised)
            record.senders.formUnion(root.senders)
            if let index = found.firstIndex(where: { $0.name == target }) {
                found[index] = record
            } else {
                found.append(record)
            }
        }
    }

    /// The names to which the records of a domain lead, as they are meant.
    private func includedNames(at name: DomainName) async -> [DomainName] {
        guard let standing = await standingSPF(at: name) else { return [] }
        var names: [DomainName] = []
        for text in standing.records {
            let record = SPFRecord(parsing: SPFReading.legal(text, leavesOut: true)?.text ?? text)
            for target in SPFReading.targets(in: record) {
                let meant = await SPFReading.intended(target, at: name, live) ?? target
                if !names.contains(meant.lowercased) { names.append(meant.lowercased) }
            }
        }
        return names
    }

    /// What has to stand at an included name; nothing where that is right, or where only the author of the record can tell.
    private func mended(_ record: IncludedRecord, _ setting: SPFSetting) async -> [RecordSetPlan] {
        guard let standing = await standingSPF(at: record.name) else { return [] }
        let why = "the SPF record of \(record.includers.map(\.text).sorted().joined(separator: ", ")) leads to \(record.name)"
        let wanted = WantedRecords(owner: record.name, type: .txt, view: .public, data: [], isExact: false, reasons: [why])
        guard standing.records.isEmpty else {
            let purpose = SPFPurpose.included(
                above: record.above, leavesOut: !record.authorised.isEmpty, lookups: await lookups(of: record, setting))
            return await repairedSPF(standing, wanted, for: purpose, setting)
        }
        // In a zone of the deployment's own, nobody knows what was to stand there: what leads there goes.
        guard record.by == .platform, !record.senders.isEmpty else { return [] }
        let text = Self.txt(SPFRepair.record(for: record.senders.sorted()))
        return [set(wanted, [RecordChange(.missing, data: text, note: "with whatever else sends from there")], standing.result)]
    }

    /// How many terms of a record may query the DNS: as many as those that lead there leave to it, if its own are too many for any of them.
    private func lookups(of record: IncludedRecord, _ setting: SPFSetting) async -> Int {
        let limit = SPFLimits().lookups
        let view = ViewName.public.rawValue
        let own = await SPFTree.walk(from: record.name, lookup: setting.answers, view: view).lookups
        guard own > limit - record.above.count else { return limit }
        let rest = await concurrently(record.includers) {
            await SPFTree.walk(from: $0, lookup: setting.answers, view: view).lookups - own
        }
        return max(0, limit - (rest.max() ?? 0))
    }
}
