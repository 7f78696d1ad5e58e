import DNS
import Deployment
import Facts
import Resolver

/// What was seen of a zone.
struct ZoneLook: Sendable {
    let path: ZonePath
    /// `nil` for a zone that only bars the way.
    let servers: ZoneServers?
    let security: ZoneSecurity?

    /// The facts of a zone; `answers` are those to needed questions about its names.
    func fact(_ answers: [AuthorityLook], _ log: ObservationLog) -> FactObject {
        let zone = path.zone?.zone ?? .root
        let view = ViewName.authoritative.rawValue
        var object = FactObject(.zone)
        object.set(
            "subject", FactObject.identity(key: "\(zone)/\(view)", role: "zone", name: zone.text, view: view))
        object.set("name", .string(zone.text))
        object.set("owner", .string(zone.absoluteText))
        object.set("detail", .string(detail))
        guard let servers else {
            let unknown = Unknown(
                path.problem?.failure.cause ?? .network, question: "\(zone.absoluteText) NS", view: view, detail: detail)
            for field in object.type.fields.map(\.name) where !["subject", "name", "owner", "detail"].contains(field) {
                object.set(field, .unknown(unknown))
            }
            return object
        }
        let sources = servers.servers.compactMap { server in
            server.authority.map { log.record($0.result(in: view), isNeeded: false, from: server.address) }
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

    private func setServers(_ object: inout FactObject, _ servers: ZoneServers, _ answers: [AuthorityLook], _ sources: [Int]) {
        object.set("answers", answersFact(servers, answers), from: sources)
        object.set("servers", .objects(servers.servers.map(Self.fact)), from: sources)
        object.set("unlocated", .strings(servers.unlocated.map { "\($0.name) \($0.problem ?? .noAddress)" }), from: sources)
        object.set("serials", .list(Set(servers.servers.compactMap(\.serial)).sorted().map { .integer(Int($0)) }), from: sources)
        // Servers that were not heard might say something else; those that we have no way to are not waited for.
        let silent = Unknown.merging(servers.servers.compactMap { $0.isHeard ? nil : $0.unknown })
        object.set("disagreements", .found(answers.compactMap(\.disagreement), unless: silent), from: sources)
    }

    /// Silence alone may be our own: it counts once the public view's resolvers get no answer from the zone either.
    private func answersFact(_ servers: ZoneServers, _ answers: [AuthorityLook]) -> FactValue {
        if servers.servers.contains(where: { $0.serial != nil }) { return .boolean(true) }
        let unknown = Unknown.merging(
            servers.servers.compactMap(\.unknown)
                + servers.unlocated.compactMap { server in
                    guard case .failed(let failure)? = server.problem else { return nil }
                    return Unknown(
                        failure.cause, question: "\(server.name.absoluteText) A", view: ViewName.authoritative.rawValue,
                        detail: "\(server.name) \(server.problem ?? .noAddress)")
                })
        guard let unknown else { return .boolean(false) }
        let resolversFail = !answers.isEmpty && answers.allSatisfy { $0.given.unknown != nil }
        return resolversFail ? .boolean(false) : .unknown(unknown)
    }

    private static func fact(_ server: ZoneServers.Server) -> FactObject {
        let authoritative = server.unknown.map(FactValue.unknown) ?? .boolean(server.serial != nil)
        return FactObject(.zoneServer)
            .setting("name", .string(server.name.text)).setting("address", .address(server.address))
            .setting("delegated", .boolean(server.isDelegatedTo)).setting("listed", .boolean(server.isOwn))
            .setting("asked", .boolean(server.authority != nil)).setting("authoritative", authoritative).setting(
                "serial", server.serial.map { .integer(Int($0)) } ?? .absent
            )
            .setting("detail", .string(server.words))
    }

    private func setDelegation(_ object: inout FactObject, _ servers: ZoneServers, _ sources: [Int]) {
        let delegated = servers.delegatedNames.map(Set.init)
        let own = servers.ownNames.map(Set.init)
        let all = (delegated ?? []).union(own ?? []).union(path.zone?.servers.map(\.name) ?? [])
        object.set("server_names", .integer(all.count), from: sources)
        object.set("server_addresses", .integer(Set(servers.servers.map(\.address)).count), from: sources)
        let unseen = { (what: String) in
            FactValue.unknown(Unknown(.notProbed, view: ViewName.authoritative.rawValue, detail: what))
        }
        if own == nil {
            let silence = Unknown.merging(servers.servers.compactMap(\.unknown)).map(FactValue.unknown)
            for field in ["only_delegated", "only_own"] {
                object.set(field, silence ?? unseen("no server gives the zone's own NS records"), from: sources)
            }
        } else {
            // A server that has both zones does not show what the upper one says: then there is nothing to compare.
            let names = { (names: Set<DomainName>) in FactValue.strings(names.sorted().map(\.text)) }
            object.set("only_delegated", names(delegated.map { $0.subtracting(own ?? []) } ?? []), from: sources)
            object.set("only_own", names(delegated.map { (own ?? []).subtracting($0) } ?? []), from: sources)
        }
        let stale = servers.staleGlue.map { glue in
            let list = { (addresses: [IPAddress]) in addresses.map(\.description).joined(separator: ", ") }
            return "\(glue.name): \(list(glue.glue)) above, \(list(glue.own)) in its own zone"
        }
        object.set("stale_glue", .strings(stale), from: sources)
    }

    private func setSigning(_ object: inout FactObject, _ answers: [AuthorityLook], _ sources: [Int]) {
        guard let security else {
            let missing = path.problem.map {
                FactValue.unknown(Unknown($0.failure.cause, view: ViewName.authoritative.rawValue, detail: $0.description))
            }
            for field in ["security", "security_reason", "signatures_end", "ending_first"] {
                object.set(field, missing ?? .absent)
            }
            object.set("weak_signing", missing ?? .list([]))
            object.set("signs_online", missing ?? .boolean(false))
            return
        }
        let question = Question(security.zone, .dnskey)
        let status = security.status.fact(of: question)
        object.set("security", status, from: sources)
        object.set("security_reason", security.status.reason.isEmpty ? .absent : .string(security.status.reason), from: sources)
        let signatures = security.signatures + answers.flatMap { $0.statuses.filter { $0.link == 0 }.flatMap(\.signatures) }
        let first = signatures.min { ($0.expiration, $0.owner, $0.type.rawValue) < ($1.expiration, $1.owner, $1.type.rawValue) }
        var (end, ending) = (FactValue.absent, FactValue.absent)
        if case .unknown = status { (end, ending) = (status, status) }
        if let first {
            end = .timestamp(Timestamp(seconds: first.expiration))
            ending = .string("\(first.owner.lowercased.absoluteText) \(first.type)")
        }
        object.set("signatures_end", end, from: sources)
        object.set("signs_online", .boolean(answers.contains(where: \.showsOnlineSigning)), from: sources)
        object.set("ending_first", ending, from: sources)
        let weak = Self.weaknesses(security)
        if weak.isEmpty, case .unknown = status {
            object.set("weak_signing", status)
        } else {
            object.set("weak_signing", .strings(weak), from: sources)
        }
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

    /// Whether it said anything at all.
    var isHeard: Bool { serial != nil || isLame || authority == nil || authority?.isClosed == true }

    /// What it did to the question for the zone's SOA.
    var words: String {
        guard let authority else { return "not asked, this machine has no way to it" }
        if let serial { return "serial \(serial)" }
        guard let failure = authority.failure else { return "no SOA record" }
        let said = authority.message.map { message in
            [.noError, .nonexistentDomain].contains(message.code) ? "no authority" : message.code.description
        }
        return said ?? (authority.isClosed ? "no server listens there" : failure.rawValue)
    }

    /// Why nothing is known of it; `nil` when it is known to answer, to be lame, or to refuse every packet.
    var unknown: Unknown? {
        guard serial == nil, !isLame else { return nil }
        let view = ViewName.authoritative.rawValue
        guard let authority else { return Unknown(.network, view: view, detail: "\(label): \(words)") }
        guard !authority.isClosed else { return nil }
        return authority.result(in: view).unknown
    }
}
