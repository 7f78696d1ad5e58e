import DNS
import Deployment
import Facts
import ZonePlan

/// Zones of the internal view that shadow public ones, and what they lack; a domain whose answers failed stands for itself.
struct InternalZoneCollector: Collector {
    static let kinds: [any SubjectDeclaration.Type] = [InternalZoneFacts.self]

    let context: SurveyContext

    func collect() async -> CollectedSubjects {
        // In other deployments, rules for addresses look at the web names.
        guard InsideNeed.hasRoutes(plan) else { return CollectedSubjects() }
        guard let outside = client(.public), let inside = client(.internal) else { return CollectedSubjects() }
        let found = await concurrently(InsideNeed.all(of: plan)) { await self.inside($0, outside, inside) }
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

    private struct Inside: Sendable {
        let zone: DomainName
        let missing: String?
        let unknown: Unknown?
        let sources: [Int]
    }

    /// `nil` for what the public view itself lacks.
    private func inside(_ need: InsideNeed, _ outside: ViewClient, _ inside: ViewClient) async -> Inside? {
        async let publicAnswer = outside.ask(need.name, need.type)
        let answer = await inside.ask(need.name, need.type)
        let published = await publicAnswer
        let sources = [published.source, answer.source]
        if let unknown = Unknown.merging([published, answer].compactMap(\.result.unknown)) {
            return Inside(zone: need.name, missing: nil, unknown: unknown, sources: sources)
        }
        guard need.isMet(by: Self.texts(published)) else { return nil }
        let texts = Self.texts(answer)
        guard !need.isMet(by: texts) else { return Inside(zone: need.name, missing: nil, unknown: nil, sources: sources) }
        let (zone, unknown) = await zone(of: need.name, inside)
        let what = texts.isEmpty ? need.kind.rawValue : "\(need.kind.rawValue), instead of what is not valid"
        let missing = unknown == nil ? "\(need.name) \(need.type) (\(what))" : nil
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
