/// A proven change of one record: evaluated with it, the findings that it clears are gone, and no new ones appear.
package struct Repair: Sendable, Hashable {
    /// Absolute, with the final dot.
    package let owner: String
    package let type: String
    package let view: String
    /// The zone to edit, without the final dot.
    package let zone: String
    /// The existing data that is removed: text of TXT joined, others as in a zone file, `CNAME …` for an alias in the way.
    /// `nil` when the record is added.
    package let old: String?
    /// The new data; `nil` when the record is only removed.
    package let new: String?
    /// Fingerprints of the findings that it clears, alone or with others.
    package internal(set) var clears: [String]
    package let by: RepairOwner
    /// Why the record must exist, in sentences.
    package let reasons: [String]
    /// Additional notes.
    package let note: String?

    package init(
        owner: String, type: String, view: String, zone: String, old: String?, new: String?, clears: [String], by: RepairOwner,
        reasons: [String] = [], note: String? = nil
    ) {
        self.owner = owner
        self.type = type
        self.view = view
        self.zone = zone
        self.old = old
        self.new = new
        self.clears = clears
        self.by = by
        self.reasons = reasons
        self.note = note
    }

    /// The record that it publishes; `nil` for a removal.
    package var record: PublishedRecord? {
        new.map { PublishedRecord(owner: owner, type: type, value: $0, view: view, replaces: old) }
    }
}

/// All proven repairs, and what they leave.
package struct ProvenRepairs: Sendable, Hashable {
    /// A finding that remains when the operator has published the repairs in his own zones.
    package struct Left: Sendable, Hashable {
        package let finding: Finding
        /// Who can clear it.
        package let by: RepairOwner

        package init(_ finding: Finding, by: RepairOwner) {
            self.finding = finding
            self.by = by
        }
    }

    /// A change that no report shows, because it would not achieve its purpose.
    package struct Dropped: Sendable, Hashable, CustomStringConvertible {
        package let repair: Repair
        /// Findings that would appear with it, or would remain in spite of it.
        package let findings: [Finding]
        package let breaks: Bool

        package init(_ repair: Repair, breaks: Bool, _ findings: [Finding]) {
            self.repair = repair
            self.breaks = breaks
            self.findings = findings
        }

        package var description: String {
            let what = findings.map { "\($0.rule) \($0.subject.key)" }.joined(separator: ", ")
            return "\(repair.owner) \(repair.type) (\(repair.view)) \(repair.old ?? "nothing") -> \(repair.new ?? "nothing") "
                + (breaks ? "breaks \(what)" : "leaves \(what)")
        }
    }

    package let repairs: [Repair]
    /// Changes of the plan that were tried but are not shown: each is a planner bug.
    package let dropped: [Dropped]
    /// The verdict after the operator's own repairs, and nobody else's.
    package let verdict: Verdict
    /// Failures and undetermined findings, worst first.
    package let left: [Left]

    package init(repairs: [Repair], verdict: Verdict, left: [Left], dropped: [Dropped] = []) {
        self.repairs = repairs
        self.dropped = dropped
        self.verdict = verdict
        self.left = left
    }
}

extension Judgement {
    /// The judgement with the proven repairs: each failed finding gets the records that clear it, complete over all views,
    /// and no unproven ones.
    package func with(_ proven: ProvenRepairs) -> Judgement {
        let repairs = proven.repairs
        let clearing = proven.clearing
        let place = { (index: Int) in [repairs[index].owner, repairs[index].type] }
        let atPlace = Dictionary(grouping: repairs.indices, by: place)
        let findings = findings.map { finding -> Finding in
            guard [.fail, .waived].contains(finding.outcome) else { return finding.publishing([]) }
            let indexes = clearing[finding.fingerprint] ?? []
            let own = indexes.map { repairs[$0] }
            let beside = Set(indexes.map(place)).flatMap { atPlace[$0] ?? [] }.sorted()
            var mended = finding.publishing(beside.compactMap { repairs[$0].record })
            if let owner = own.owner(insteadOf: finding.owner) { mended.owner = owner }
            return mended
        }
        return replacing(findings, repairs: proven)
    }

    /// The judgement without any records to publish: nothing was proven.
    package var unproven: Judgement { replacing(findings.map { $0.publishing([]) }, repairs: repairs) }

    private func replacing(_ findings: [Finding], repairs: ProvenRepairs?) -> Judgement {
        Judgement(
            findings: findings, verdict: verdict, providers: providers, causes: causes, remarks: remarks,
            rulesDigest: rulesDigest, repairs: repairs)
    }
}

extension ProvenRepairs {
    /// The repairs of each finding that some clear, in their order, by its fingerprint.
    package var clearing: [String: [Int]] {
        repairs.indices.reduce(into: [:]) { result, index in
            for fingerprint in repairs[index].clears { result[fingerprint, default: []].append(index) }
        }
    }
}

extension [Repair] {
    /// Who repairs what they clear: whoever can publish them, whatever the rule expects; of several, somebody whom the operator has to ask.
    fileprivate func owner(insteadOf expected: RepairOwner) -> RepairOwner? {
        let owners = Set(map(\.by))
        guard !owners.contains(expected) else { return expected }
        return RepairOwner.allCases.last(where: owners.contains)
    }
}

extension Finding {
    /// The finding with these records in place of its rule's own.
    fileprivate func publishing(_ records: [PublishedRecord]) -> Finding {
        guard fix?.publish.isEmpty == false || !records.isEmpty else { return self }
        var finding = self
        finding.fix = Fix(text: fix?.text ?? "", publish: records)
        return finding
    }
}
