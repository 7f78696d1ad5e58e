import DNS
import Deployment
import Facts
import MailPolicy

/// Zones of the internal view that shadow public ones, and what they lack; a domain whose answers failed stands for itself.
struct InternalZoneCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [InternalZoneFacts.self]

    let context: SurveyContext

    /// Something that the public view shows and that internal hosts need as well.
    private struct Wanted: Sendable {
        let name: DomainName
        let type: RecordType
        let what: String
        let counts: @Sendable ([String]) -> Bool
    }

    func collect() async -> CollectedSubjects {
        // Without relay and balancer, no mail route depends on the internal view.
        guard plan.deployment.scheme != .direct || plan.deployment.relay != nil else { return CollectedSubjects() }
        guard let outside = client(.public), let inside = client(.internal) else { return CollectedSubjects() }
        let found = await concurrently(wantedInside()) { wanted in await self.inside(wanted, outside, inside) }
        let groups = Dictionary(grouping: found.compactMap(\.self), by: \.zone)
        return CollectedSubjects(
            groups.sorted { $0.key < $1.key }.map { zone, entries in
                let text = zone.lowercased.text
                var object = TypedObject<InternalZoneFacts>(
                    .internalZone(zone), role: .mail(.mailFrom), name: text, view: .internal)
                let sources = entries.flatMap(\.sources).sorted()
                object.set(\.zone, text, from: sources)
                object.set(
                    \.missing,
                    .found(entries.compactMap(\.missing).sorted(), unless: Unknown.merging(entries.compactMap(\.unknown))),
                    from: sources)
                return object
            })
    }

    private func wantedInside() -> [Wanted] {
        let senders = plan.deployment.senders
        let isPresent = { @Sendable (texts: [String]) in !texts.isEmpty }
        var all = Set(senders.flatMap(\.mailFrom).map(\.name)).map {
            Wanted(name: $0, type: .txt, what: "SPF", counts: { !SPFRecordSelection.records(in: $0).isEmpty })
        }
        all += Set(senders.flatMap(\.from).map(\.name)).compactMap { $0.prepending("_dmarc") }.map {
            Wanted(name: $0, type: .txt, what: "DMARC", counts: isPresent)
        }
        all += plan.dkimKeys.map { Wanted(name: $0.recordName, type: .txt, what: "DKIM", counts: isPresent) }
        let web = plan.webNames.filter { $0.view == .public && $0.exposure == .public }
        for name in Set(web.map(\.host.name)) {
            let families = Set(web.filter { $0.host.name == name }.flatMap(\.expected).map(\.family))
            for family in families {
                let type: RecordType = family == .ipv4 ? .a : .aaaa
                all.append(Wanted(name: name, type: type, what: "web", counts: isPresent))
            }
        }
        return all
    }

    private struct Inside: Sendable {
        let zone: DomainName
        let missing: String?
        let unknown: Unknown?
        let sources: [Int]
    }

    /// `nil` for what the public view itself lacks.
    private func inside(_ wanted: Wanted, _ outside: ViewClient, _ inside: ViewClient) async -> Inside? {
        let name = wanted.name.lowercased
        async let publicAnswer = outside.ask(name, wanted.type)
        let answer = await inside.ask(name, wanted.type)
        let published = await publicAnswer
        let sources = [published.source, answer.source]
        if let unknown = Unknown.merging([published, answer].compactMap(\.result.unknown)) {
            return Inside(zone: name, missing: nil, unknown: unknown, sources: sources)
        }
        guard wanted.counts(Self.texts(published)) else { return nil }
        guard !wanted.counts(Self.texts(answer)) else { return Inside(zone: name, missing: nil, unknown: nil, sources: sources) }
        let (zone, unknown) = await zone(of: name, inside)
        let missing = unknown == nil ? "\(name) \(wanted.type) (\(wanted.what))" : nil
        return Inside(zone: zone, missing: missing, unknown: unknown, sources: sources)
    }

    private static func texts(_ seen: ViewClient.Answer) -> [String] {
        (seen.result.records ?? []).map { $0.data.joinedText ?? $0.data.zoneText }
    }

    /// The zone of the name in a view: the nearest SOA record at or above it; the name itself if there is none, or if it is unknown.
    private func zone(of name: DomainName, _ client: ViewClient) async -> (DomainName, Unknown?) {
        var step: DomainName? = name
        while let candidate = step {
            let seen = await client.ask(candidate, .soa, incidentally: true)
            if let unknown = seen.result.unknown { return (name, unknown) }
            if seen.result.aliases.isEmpty, seen.result.records?.isEmpty == false { return (candidate, nil) }
            step = candidate.parent
        }
        return (name, nil)
    }
}
