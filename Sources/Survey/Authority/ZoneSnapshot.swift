import DNS
import Deployment
import Facts
import Resolver

/// Everything seen of a zone.
struct ZoneSnapshot: Sendable {
    let path: ZonePath
    /// `nil` for a zone that only blocks the path.
    let servers: ZoneServers?
    let security: ZoneSecurity?

    private typealias Object = TypedObject<ZoneFacts>

    /// The facts of a zone; `answers` are those to required questions about its names.
    func fact(_ answers: [AuthorityComparison], _ log: ObservationLog) -> TypedObject<ZoneFacts> {
        let zone = path.zone?.zone ?? .root
        let view = ViewName.authoritative
        var object = Object(.zone(zone), role: .zone, name: zone.text, view: view)
        object.set(\.name, zone.text)
        object.set(\.owner, zone.absoluteText)
        object.set(\.detail, detail)
        guard let servers else {
            let unknown = Unknown(
                path.problem?.failure.cause ?? .network, question: "\(zone.absoluteText) NS", view: view.word, detail: detail)
            object.set(
                unknown: unknown, \.answers, \.servers, \.unlocated, \.serverNames, \.serverAddresses, \.onlyDelegated,
                \.onlyOwn, \.staleGlue, \.serials, \.disagreements, \.security, \.securityReason, \.bogus, \.bogusAbove,
                \.signaturesEnd, \.endingFirst, \.signsOnline, \.weakSigning)
            return object
        }
        let sources = servers.servers.compactMap { server in
            server.authority.map { log.record($0.result(in: view.word), isNeeded: false, from: server.address) }
        }
        setServers(&object, servers, answers, sources)
        setDelegation(&object, servers, sources)
        setSigning(&object, answers, sources)
        return object
    }

    /// What the servers that do not answer did.
    private var detail: String {
        guard let servers else { return path.problem?.description ?? "" }
        let silent = servers.servers.filter { $0.serial == nil }.map { "\($0.label): \($0.words)" }
        let lost = servers.unlocated.map { "\($0.name) \($0.problem ?? .noAddress)" }
        return (silent + lost).joined(separator: "; ")
    }

    private func setServers(
        _ object: inout Object, _ servers: ZoneServers, _ answers: [AuthorityComparison], _ sources: [Int]
    ) {
        object.set(\.answers, answersFact(servers, answers), from: sources)
        object.set(\.servers, servers.servers.map(Self.fact), from: sources)
        object.set(\.unlocated, servers.unlocated.map { "\($0.name) \($0.problem ?? .noAddress)" }, from: sources)
        object.set(\.serials, Set(servers.servers.compactMap(\.serial)).sorted().map(Int.init), from: sources)
        // Servers that were not reached might answer differently; those without a route from this machine do not count.
        let silent = Unknown.merging(servers.servers.compactMap { $0.isHeard ? nil : $0.unknown })
        object.set(\.disagreements, .found(answers.compactMap(\.disagreement), unless: silent), from: sources)
    }

    /// Silence alone may be this machine's fault: it counts once the public view's resolvers get no answer from the zone
    /// either.
    private func answersFact(_ servers: ZoneServers, _ answers: [AuthorityComparison]) -> Learned<Bool> {
        if servers.servers.contains(where: \.hasAuthority) { return .known(true) }
        let unknown = Unknown.merging(
            servers.servers.compactMap(\.unknown)
                + servers.unlocated.compactMap { server in
                    guard case .failed(let failure)? = server.problem else { return nil }
                    return Unknown(
                        failure.cause, question: "\(server.name.absoluteText) A", view: ViewName.authoritative.rawValue,
                        detail: "\(server.name) \(server.problem ?? .noAddress)")
                })
        guard let unknown else { return .known(false) }
        let resolversFail = !answers.isEmpty && answers.allSatisfy { $0.given.unknown != nil }
        return Learned(false, unless: resolversFail ? nil : unknown)
    }

    private static func fact(_ server: ZoneServers.Server) -> TypedObject<ZoneServerFacts> {
        TypedObject {
            $0.set(\.name, server.name.text)
            $0.set(\.address, server.address)
            $0.set(\.delegated, server.isDelegatedTo)
            $0.set(\.listed, server.isOwn)
            $0.set(\.asked, server.authority != nil)
            $0.set(\.authoritative, Learned(server.hasAuthority, unless: server.unknown))
            $0.set(\.serial, server.serial.map(Int.init))
            $0.set(\.detail, server.words)
        }
    }

    private func setDelegation(_ object: inout Object, _ servers: ZoneServers, _ sources: [Int]) {
        let delegated = servers.delegatedNames.map(Set.init)
        let own = servers.ownNames.map(Set.init)
        let all = (delegated ?? []).union(own ?? []).union(path.zone?.servers.map(\.name) ?? [])
        object.set(\.serverNames, all.count, from: sources)
        object.set(\.serverAddresses, Set(servers.servers.map(\.address)).count, from: sources)
        if let own {
            // A server of both zones does not show the parent's records: then there is nothing to compare.
            let names = { (names: Set<DomainName>) in names.sorted().map(\.text) }
            object.set(\.onlyDelegated, names(delegated.map { $0.subtracting(own) } ?? []), from: sources)
            object.set(\.onlyOwn, names(delegated.map { own.subtracting($0) } ?? []), from: sources)
        } else {
            let unseen = Unknown(
                .notProbed, view: ViewName.authoritative.rawValue, detail: "no server gives the zone's own NS records")
            let unknown = Unknown.merging(servers.servers.compactMap(\.unknown)) ?? unseen
            object.set(unknown: unknown, \.onlyDelegated, \.onlyOwn, from: sources)
        }
        let stale = servers.staleGlue.map { glue in
            let list = { (addresses: [IPAddress]) in addresses.map(\.description).joined(separator: ", ") }
            return "\(glue.name): \(list(glue.glue)) above, \(list(glue.own)) in its own zone"
        }
        object.set(\.staleGlue, stale, from: sources)
    }

    private func setSigning(_ object: inout Object, _ answers: [AuthorityComparison], _ sources: [Int]) {
        guard let security else {
            let missing = path.problem.map {
                Unknown($0.failure.cause, view: ViewName.authoritative.rawValue, detail: $0.description)
            }
            object.set(\.security, Learned(nil, unless: missing))
            object.set(\.securityReason, Learned(nil, unless: missing))
            object.set(\.bogus, Learned([], unless: missing))
            object.set(\.bogusAbove, Learned(nil, unless: missing))
            object.set(\.signaturesEnd, Learned(nil, unless: missing))
            object.set(\.endingFirst, Learned(nil, unless: missing))
            object.set(\.weakSigning, Learned([], unless: missing))
            object.set(\.signsOnline, Learned(false, unless: missing))
            return
        }
        let status = security.status.fact(of: Question(security.zone, .dnskey))
        object.set(\.security, status, from: sources)
        let reason = security.status.reason
        object.set(\.securityReason, reason.isEmpty ? nil : reason, from: sources)
        object.set(\.bogus, Self.bogus(security.status, answers), from: sources)
        let culprit = security.status.fault?.zone
        object.set(\.bogusAbove, culprit.flatMap { $0 == security.zone ? nil : $0.lowercased.absoluteText }, from: sources)
        let signatures = security.signatures + answers.flatMap { $0.statuses.filter { $0.link == 0 }.flatMap(\.signatures) }
        let first = signatures.min { ($0.expiration, $0.owner, $0.type.rawValue) < ($1.expiration, $1.owner, $1.type.rawValue) }
        let unseen = first == nil ? status.unknown : nil
        let end = first.map { Timestamp(seconds: $0.expiration) }
        let ending = first.map { "\($0.owner.lowercased.absoluteText) \($0.type)" }
        object.set(\.signaturesEnd, Learned(end, unless: unseen), from: sources)
        object.set(\.signsOnline, answers.contains(where: \.showsOnlineSigning), from: sources)
        object.set(\.endingFirst, Learned(ending, unless: unseen), from: sources)
        object.set(\.weakSigning, .found(Self.weaknesses(security), unless: status.unknown), from: sources)
    }

    /// Why validation fails: once for the zone if nothing in it can pass, otherwise for each required name.
    private static func bogus(_ zone: SecurityStatus, _ answers: [AuthorityComparison]) -> Learned<[String]> {
        if case .bogus = zone { return .known([zone.reason]) }
        var reasons: [String: [String]] = [:]
        var unknowns: [Unknown] = []
        for answer in answers {
            guard let status = answer.status else { continue }
            if case .bogus = status {
                reasons[status.reason, default: []].append(answer.given.question.name.lowercased.text)
            } else if let unknown = status.fact(of: answer.given.question).unknown {
                unknowns.append(unknown)
            }
        }
        let texts = reasons.map { "\(Set($0.value).sorted().joined(separator: ", ")): \($0.key)" }.sorted()
        return .found(texts, unless: Unknown.merging(unknowns))
    }

    /// RFC 9904, RFC 9905 and the IANA registries of algorithms and digest types.
    private static func weaknesses(_ security: ZoneSecurity) -> [String] {
        let algorithms = security.algorithms.union(security.signers.map(\.algorithm))
        var words: [String] = []
        if !algorithms.isEmpty, !algorithms.contains(where: \.isSupported) {
            let names = algorithms.map(\.description).sorted().joined(separator: " and ")
            words.append("its keys use only \(names), which validators must treat as no signature at all")
        }
        let old = security.signers.filter { $0.digestType == .sha1 }.map { String($0.keyTag) }
        if !old.isEmpty {
            words.append("the DS record of key \(Set(old).sorted().joined(separator: " and ")) has a SHA-1 digest")
        }
        return words
    }
}

extension ZoneServers.Server {
    var label: String { "\(name) (\(address))" }

    /// Whether it responded at all.
    var isHeard: Bool { hasAuthority || isLame || authority == nil || authority?.isClosed == true }

    /// Its response to the query for the zone's SOA.
    var words: String {
        guard let authority else { return "not asked, this machine has no route to it" }
        if let serial { return "serial \(serial)" }
        if let apexAlias { return "an alias to \(apexAlias.absoluteText) instead of the zone's SOA record" }
        guard let failure = authority.failure else { return "no SOA record" }
        let said = authority.message.map { message in
            [.noError, .nonexistentDomain].contains(message.code) ? "no authority" : message.code.description
        }
        return said ?? (authority.isClosed ? "no server listens there" : failure.rawValue)
    }

    /// Why nothing is known about it; `nil` when it is known to answer, to be lame, or to refuse every packet.
    var unknown: Unknown? {
        guard !hasAuthority, !isLame else { return nil }
        let view = ViewName.authoritative.rawValue
        guard let authority else { return Unknown(.network, view: view, detail: "\(label): \(words)") }
        guard !authority.isClosed else { return nil }
        return authority.result(in: view).unknown
    }
}
