package import DNS
package import Deployment
import MailPolicy

/// A record that a zone of the internal view must have, too, if the public view has it: by the same needs audits look at such zones and
/// plans copy records into them.
package struct InsideNeed: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
        case spf = "SPF"
        case dmarc = "DMARC"
        case dkim = "DKIM"
        case web
    }

    package let name: DomainName
    package let type: RecordType
    package let kind: Kind

    /// Whether mail routes depend on the internal view: without relay and balancer, none does.
    package static func hasRoutes(_ plan: Plan) -> Bool { plan.deployment.scheme != .direct || plan.deployment.relay != nil }

    /// Web names, which people inside open; and texts, where mail routes depend on the view.
    package static func all(of plan: Plan) -> [InsideNeed] {
        let senders = hasRoutes(plan) ? plan.deployment.senders : []
        func texts(_ names: [DomainName?], _ kind: Kind) -> [InsideNeed] {
            Set(names.compactMap { $0?.lowercased }).map { InsideNeed(name: $0, type: .txt, kind: kind) }
        }
        let policies =
            texts(senders.flatMap(\.mailFrom).map(\.name), .spf)
            + texts(senders.flatMap(\.from).map { $0.name.prepending("_dmarc") }, .dmarc)
            + texts(hasRoutes(plan) ? plan.dkimKeys.map(\.recordName) : [], .dkim)
        let web = plan.webNames.filter { $0.view == .public && $0.exposure == .public }
        let addresses = web.flatMap { name in
            Set(name.expected.map(\.family)).map {
                InsideNeed(name: name.host.name.lowercased, type: .address($0), kind: .web)
            }
        }
        return Set(policies + addresses).sorted { ($0.name, $0.type.rawValue) < ($1.name, $1.type.rawValue) }
    }

    /// Whether records serve it, texts joined. What they say is the affair of whoever keeps the zone; a text that receivers discard, or
    /// end with an error at, says nothing.
    package func isMet(by texts: [String]) -> Bool {
        switch kind {
        case .web: return !texts.isEmpty
        case .spf:
            let records = SPFRecordSelection.records(in: texts)
            return records.count == 1 && SPFRecord(parsing: records[0]).isValid
        case .dmarc:
            let records = texts.compactMap { DMARCRecord($0) }
            return records.count == 1 && records[0].discard == nil
        case .dkim:
            guard case .record(let record) = DKIMAnswer(texts) else { return false }
            return record.verdict == .usable
        }
    }

    /// Whether a text stands in the place of the one that is needed.
    func isRival(_ text: String) -> Bool {
        switch kind {
        case .spf: SingleValuedText(text) == .spf
        case .dmarc: SingleValuedText(text) == .dmarc
        case .dkim: true
        case .web: false
        }
    }
}
