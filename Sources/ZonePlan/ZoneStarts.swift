package import DNS
package import Deployment

/// The SOA records at a name in the public and in the internal view: they tell whether the internal view shows a public zone or has one of its
/// own.
package struct ZoneStarts: Sendable {
    /// Empty where no zone starts. An alias is no start: nothing else stands beside it.
    let outside: Set<RecordData>
    let inside: Set<RecordData>

    /// `nil` if an answer could not be learned.
    static func at(_ name: DomainName, by network: any Lookup) async -> ZoneStarts? {
        let question = Question(name, .soa)
        async let outside = network.lookup(question, in: ViewName.public.rawValue)
        let inside = await network.lookup(question, in: ViewName.internal.rawValue)
        return ZoneStarts(outside: await outside, inside: inside)
    }

    private init?(outside: LookupResult, inside: LookupResult) {
        guard let original = outside.records, let copy = inside.records else { return nil }
        self.outside = outside.aliases.isEmpty ? Set(original.map(\.data)) : []
        self.inside = inside.aliases.isEmpty ? Set(copy.map(\.data)) : []
    }

    private var isNone: Bool { outside.isEmpty && inside.isEmpty }

    /// Whether what is published at a name in the public view is seen in the internal one too: the nearest zone above it starts equally in
    /// both, and says the same of every name of `plan`. Two files of one zone, edited side by side, may have equal serial numbers.
    /// If that cannot be learned, it does not count as seen.
    package static func showPublicZone(of name: DomainName, of plan: Plan, by network: any Lookup) async -> Bool {
        guard let (zone, starts) = await nearest(name, by: network) else { return false }
        return await starts.areOfOneZone(zone, plan, by: network)
    }

    /// The zone of a name in either view, and how it starts there; the root without a start where neither view has any. `nil` if that cannot
    /// be learned.
    package static func nearest(_ name: DomainName, by network: any Lookup) async -> (zone: DomainName, starts: ZoneStarts)? {
        var step = name
        while true {
            guard let starts = await at(step, by: network) else { return nil }
            guard starts.isNone, let above = step.parent else { return (step.lowercased, starts) }
            step = above
        }
    }

    /// Whether the internal view shows the public zone that starts at `name`.
    package func areOfOneZone(_ name: DomainName, _ plan: Plan, by network: any Lookup) async -> Bool {
        guard outside == inside else { return false }
        guard !isNone else { return true }
        let questions = Self.questions(of: plan).filter { $0.name.isEqualOrSubdomain(of: name) }.prefix(Self.sample)
        return await concurrently(questions) { question in
            async let outside = network.lookup(question, in: ViewName.public.rawValue)
            let inside = await network.lookup(question, in: ViewName.internal.rawValue)
            return Self.agree(await outside, inside)
        }.allSatisfy(\.self)
    }

    /// How many answers of a zone are compared.
    private static let sample = 32

    /// What a zone says of the plan's names; of each name first what both views need.
    private static func questions(of plan: Plan) -> [Question] {
        let senders = plan.deployment.senders
        let domains = Set(senders.flatMap { $0.from + $0.mailFrom }.map(\.name.lowercased)).sorted()
        let policies = Set(senders.flatMap(\.from).map(\.name.lowercased)).sorted().compactMap { $0.prepending("_dmarc") }
        let hosts = Set(
            plan.sendingAddresses.flatMap { address -> [DomainName] in
                if case .names(let hosts) = address.helo { hosts.map(\.name.lowercased) } else { [] }
            }
        ).sorted()
        let web = Set(plan.webNames.map(\.host.name.lowercased)).sorted()
        let keys = Set(plan.dkimKeys.map(\.recordName.lowercased)).sorted()
        return domains.flatMap { [Question($0, .mx), Question($0, .txt)] } + (web + hosts).map { Question($0, .a) }
            + (policies + keys).map { Question($0, .txt) } + domains.map { Question($0, .a) } + web.map { Question($0, .aaaa) }
    }

    /// Whether two answers can come from one zone: what cannot be learned tells nothing, and what an alias leads to is another zone's.
    private static func agree(_ outside: LookupResult, _ inside: LookupResult) -> Bool {
        let aliases = [outside, inside].map { $0.aliases.first?.data }
        guard aliases == [nil, nil] else { return aliases[0] == aliases[1] || outside.records == nil || inside.records == nil }
        guard let original = outside.records, let copy = inside.records else { return true }
        return Set(original.map(\.data)) == Set(copy.map(\.data))
    }
}
