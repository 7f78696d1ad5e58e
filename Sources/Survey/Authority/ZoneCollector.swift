import DNS
import Deployment
import Facts
import MailPolicy
import Resolver

/// What authoritative servers add to the resolvers' answers.
struct AuthorityFindings {
    var zones: [TypedObject<ZoneFacts>] = []
    /// By name, for the public view.
    var names: [DomainName: NameAuthority] = [:]
    /// Zones whose apex is an alias on some server, and the alias's target.
    var apexAliases: [DomainName: DomainName] = [:]
}

/// The zones of the deployment's names, as seen on their authoritative servers.
struct ZoneCollector {
    let context: SurveyContext

    private var plan: Plan { context.plan }

    /// The names required by the deployment file itself, in plan order: their zones are checked.
    private var namesForZones: [DomainName] {
        var names = plan.webNames.filter { $0.view == .public && $0.mustResolve }.map(\.host.name)
        names += plan.mailDomains.filter { $0.view == .public }.map(\.domain.name)
        names += plan.dkimKeys.map(\.recordName)
        names += plan.sendingAddresses.map(\.address.reverseName)
        names += plan.deployment.relay.map { [$0.host.name] } ?? []
        var seen: Set<DomainName> = []
        return names.map(\.lowercased).filter { seen.insert($0).inserted }
    }

    /// Finds the path to every zone while resolvers are being queried.
    func paths() async -> [ZonePath] {
        guard let authority = context.zoneAuthority, context.needs([ZoneFacts.self]) else { return [] }
        return await concurrently(namesForZones) { await authority.client.path(to: $0) }
    }

    /// Queries each server of each zone for what the public view's resolvers were needed for.
    func collect(_ paths: [ZonePath], observedAt: Timestamp) async -> AuthorityFindings {
        guard let authority = context.zoneAuthority else { return AuthorityFindings() }
        let zones = await concurrently(zonesToVisit(paths)) { path in
            async let servers = isOwn(path) ? authority.client.servers(at: path) : nil
            async let security = path.problem == nil ? authority.validator?.security(of: path) : nil
            return ZoneSnapshot(path: path, servers: await servers, security: await security)
        }
        let own = Set(zones.filter { $0.servers != nil }.compactMap { $0.path.zone?.zone })
        let log = context.log
        let needed = log.needed
        let results = log.results
        let asked = results.indices.filter { needed.contains($0) && results[$0].view == ViewName.public.rawValue }
            .map { results[$0] }
        let answers = await concurrently(asked) { given in
            await AuthorityComparison(given, own: own, authority: authority)
        }.compactMap { $0 }
        var findings = AuthorityFindings()
        findings.zones = zones.map { zone in zone.fact(answers.filter { $0.zone == zone.path.zone?.zone }, log) }
        for zone in zones {
            guard let name = zone.path.zone?.zone.lowercased, let servers = zone.servers?.servers else { continue }
            findings.apexAliases[name] = servers.lazy.compactMap(\.apexAlias).first
        }
        let byName = Dictionary(grouping: answers.filter { $0.answer != nil }) { $0.given.question.name.lowercased }
        findings.names = byName.mapValues { NameAuthority($0, observedAt: observedAt, log) }
        return findings
    }

    /// One path to each zone that belongs to the deployment or blocks the path to one.
    private func zonesToVisit(_ paths: [ZonePath]) -> [ZonePath] {
        var chosen: [DomainName: ZonePath] = [:]
        for path in paths {
            guard let zone = path.zone?.zone, path.problem != nil || isOwn(path) else { continue }
            if chosen[zone] == nil || path.problem == nil { chosen[zone] = path }
        }
        return chosen.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Registry zones belong to no deployment: the root, public suffixes, and address space as allocated to providers.
    private func isOwn(_ path: ZonePath) -> Bool {
        guard let zone = path.zone?.zone, zone.labelCount > 1 else { return false }
        if zone.isEqualOrSubdomain(of: Self.reverseIPv4) { return zone.labelCount > 3 }
        if zone.isEqualOrSubdomain(of: Self.reverseIPv6) { return zone.labelCount > 6 }
        return context.publicSuffixes?.publicSuffix(of: zone) != zone
    }

    private static let reverseIPv4 = DomainName("in-addr.arpa") ?? .root
    private static let reverseIPv6 = DomainName("ip6.arpa") ?? .root
}

extension Authority {
    /// The validation result of an answer, for facts that need it; absent without a trust anchor, unknown when it could not
    /// be determined.
    func security(of question: Question) async -> Learned<DNSSECStatus?> {
        guard validator != nil else { return .known(nil) }
        let answer = await client.answer(to: question) { _ in .one }
        let status =
            await SecurityStatus.weakest(statuses(of: answer).map(\.status)) ?? .indeterminate(nil, "no answer")
        return status.fact(of: question)
    }

    /// The validation result of each reply of an answer, alias targets included.
    func statuses(of answer: AuthorityAnswer) async -> [(
        link: Int, server: AuthorityAnswer.ServerReply?, status: SecurityStatus, signatures: [SeenSignature]
    )] {
        guard let validator else { return [] }
        var statuses: [(link: Int, server: AuthorityAnswer.ServerReply?, status: SecurityStatus, signatures: [SeenSignature])] =
            []
        for (index, link) in answer.links.enumerated() {
            var isKnown = false
            for server in link.replies {
                guard let reply = server.reply, reply.failure == nil else { continue }
                let validation = await validator.validate(reply, in: link.path)
                statuses.append((index, server, validation.status, validation.signatures))
                isKnown = true
            }
            guard !isKnown else { continue }
            let failure = link.path.problem?.failure ?? link.replies.lazy.compactMap { $0.reply?.failure }.first ?? .unreachable
            let why = link.path.problem?.description ?? "no server of the zone answers \(link.question)"
            // A zone whose servers do not answer may still be known to be broken: keys that do not match.
            let zone = await validator.security(of: link.path)
            if case .bogus = zone.status, link.path.problem == nil {
                statuses.append((index, nil, zone.status, []))
            } else {
                statuses.append((index, nil, .indeterminate(failure, why), []))
            }
        }
        return statuses
    }
}

extension SecurityStatus {
    /// The DNSSEC status of a question's answer as a fact.
    func fact(of question: Question) -> Learned<DNSSECStatus?> {
        switch self {
        case .secure: .known(.secure)
        case .insecure: .known(.insecure)
        case .bogus: .known(.bogus)
        case .indeterminate(let failure, let reason):
            .unknown(
                Unknown(
                    failure?.cause ?? .notProbed, question: question.description, view: ViewName.authoritative.rawValue,
                    detail: reason))
        }
    }
}
