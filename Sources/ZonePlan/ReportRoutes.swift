import DNS
import Deployment
import MailPolicy

extension ZonePlanner {
    /// A route for each domain of the deployment's own organizations to which DMARC records have reports sent, and which takes no mail.
    ///
    /// - Parameter sets: what is planned, the DMARC records among it.
    func reportRoutes(_ sets: [RecordSetPlan]) async -> [RecordSetPlan] {
        // Without a look nobody knows where a domain's mail is taken that is none of the senders'.
        guard live.isCompared else { return [] }
        let mail = Set(plan.deployment.senders.flatMap { $0.from + $0.mailFrom }.map(\.name.lowercased))
        let outside = sets.filter { $0.view == .public }
        let host = outside.lazy.filter { $0.type == .mx }.flatMap(\.changes).compactMap(\.data).first.flatMap { data in
            data.split(separator: " ").last.flatMap { DomainName(String($0)) }
        }
        let destinations = outside.filter { $0.type == .txt }.flatMap(Self.reportDestinations)
        let own = Set(destinations).subtracting(mail).filter { ownership.responsible(for: $0, .mx) == .you }.sorted()
        return await concurrently(own) { domain -> RecordSetPlan? in
            // A null MX record is a decision: the reports have to go elsewhere (RFC 7505).
            let records = await live.ask(domain, .mx, .public).records ?? []
            guard !records.contains(where: { if case .mailExchange(_, let host) = $0.data { host.isRoot } else { false } }) else {
                return nil
            }
            return await anyRoute(
                domain, host, "DMARC records have reports sent to mailboxes at \(domain)")
        }
        .compactMap(\.self)
    }

    private static func reportDestinations(_ set: RecordSetPlan) -> [DomainName] {
        guard set.owner.labels.first.map({ String(decoding: $0, as: UTF8.self) }) == "_dmarc", let place = set.owner.parent else {
            return []
        }
        let texts = set.changes.filter { $0.state != .superfluous }.compactMap(\.data).map(ZoneText.joined)
        return texts.compactMap { DMARCRecord($0) }.flatMap { DMARCReportDestination.all(of: $0, at: place) }.map(
            \.host.lowercased)
    }
}
