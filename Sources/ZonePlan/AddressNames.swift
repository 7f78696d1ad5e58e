import DNS
import Deployment
import Facts
import MailPolicy

/// The host name of each sending address: the announced name, and the intended PTR record.
struct AddressName: Sendable {
    let address: IPAddress
    let name: DomainName
    /// Other names that it announces, each of which must lead back to it.
    let others: [DomainName]
    /// Other PTR names that do no harm.
    let kept: [DomainName]
    /// Whose PTR record it is: a sender's, or the relay's.
    let holder: String
    let pointers: LookupResult

    var names: [DomainName] { [name] + others }
}

extension ZonePlanner {
    /// Once per address that receivers see. Preference: a name from the deployment file; then a PTR name that
    /// receivers accept; then a generated one. A name with another use is none of these.
    func addressNames(_ advice: inout [PlanAdvice]) async -> [AddressName] {
        var seen: Set<IPAddress> = []
        let addresses = plan.sendingAddresses.filter { seen.insert($0.address).inserted && !isInternal($0.address) }
        let pointers = await concurrently(addresses) { await live.ask($0.address.reverseName, .ptr, .public) }
        let roles = await HostRoles(self)
        let hosts = await exchangeHosts(but: Set(pointers.flatMap(Self.pointerNames)))
        var proposals = NameProposals(plan.deployment)
        var result: [AddressName] = []
        for (planned, pointers) in zip(addresses, pointers) {
            let holder =
                planned.route == .relay ? "relay \(plan.deployment.relay?.host.written ?? "")" : "sender \(planned.sender)"
            // Counted even where it is not used, so that names stay stable when one PTR record is repaired.
            let proposal = await roles.free(proposals.next(for: planned))
            let pointed = await fitNames(pointers, planned.address)
            let fit = FittingNames(
                pointed: pointed,
                others: [hosts[planned.address], proposal].compactMap(\.self) + proposals.similar(to: proposal, planned))
            var accepted: [DomainName] = []
            for name in pointed where await roles.objection(to: name, planned, fit) == nil { accepted.append(name) }
            let own = accepted.first
            var given: [DomainName] = []
            var refused: [(name: DomainName, objection: String)] = []
            if case .names(let hosts) = planned.helo {
                for name in hosts.map(\.name.lowercased) {
                    let isPublic = PublicNameSpace.holds(name)
                    let objection = isPublic ? await roles.objection(to: name, planned, fit) : "is no name of the public DNS"
                    if let objection {
                        refused.append((name, objection))
                    } else {
                        given.append(name)
                    }
                }
            }
            var standing: DomainName?
            if given.isEmpty, own == nil, !pointed.isEmpty || !refused.isEmpty {
                standing = await roles.standing(fit.others, planned)
            }
            guard let name = given.first ?? own ?? hosts[planned.address] ?? standing ?? proposal else { continue }
            for (wrong, objection) in refused {
                let how = given.isEmpty ? "\(name), which its PTR record can say (helo: ptr)" : given[0].text
                advice.append(
                    PlanAdvice(
                        text:
                            "\(wrong) is announced from \(planned.address) by \(holder), and \(objection): let it announce \(how)",
                        repairs: [
                            "helo/not-at-sender", "helo/unresolvable", "helo/shared", "helo/differs-from-ptr", "helo/not-fqdn",
                        ].map {
                            RepairedFinding(
                                rule: $0,
                                subject: SubjectKey.announcement(sender: planned.sender, planned.address, name: wrong).text)
                        }))
            }
            result.append(
                AddressName(
                    address: planned.address, name: name.lowercased, others: Array(given.dropFirst()),
                    kept: await harmless(accepted, announcing: given.isEmpty ? [name] : given, planned.address, pointers),
                    holder: holder, pointers: pointers))
        }
        return result
    }

    /// The hosts of bounces that lead to one sending address alone: existing names are not generated anew.
    private func exchangeHosts(but named: Set<DomainName>) async -> [IPAddress: DomainName] {
        let domains = Set(plan.deployment.senders.flatMap(\.mailFrom).map(\.name)).sorted()
        let answers = await concurrently(domains) { await live.ask($0, .mx, .public) }
        let hosts = answers.flatMap { $0.records ?? [] }.compactMap { record -> DomainName? in
            if case .mailExchange(_, let host) = record.data, !host.isRoot { host.lowercased } else { nil }
        }
        let given = plan.sendingAddresses.flatMap { address -> [DomainName] in
            if case .names(let names) = address.helo { names.map(\.name.lowercased) } else { [] }
        }
        let web = plan.webNames.map(\.host.name.lowercased)
        let free = Set(hosts).subtracting(named).subtracting(given).subtracting(web).filter(ownership.includes).sorted()
        let resolved = await concurrently(free) { ($0, await live.host($0, .public)) }
        var result: [IPAddress: DomainName] = [:]
        for (name, host) in resolved {
            guard let host, host.alias == nil, host.addresses.count == 1, result[host.addresses[0]] == nil else { continue }
            result[host.addresses[0]] = name
        }
        return result
    }

    /// The names of a PTR answer, with a missing final dot repaired.
    static func pointerNames(_ result: LookupResult) -> [DomainName] {
        let names = (result.records ?? []).compactMap { record -> DomainName? in
            guard case .name(let name) = record.data else { return nil }
            return MissingDot.intended(name, at: record.name).first?.lowercased ?? name.lowercased
        }
        return Set(names).sorted()
    }

    /// The PTR names that may stay: those of the deployment's organizations and of the platform, whose addresses can be corrected, and
    /// anybody else's that lead back already.
    private func fitNames(_ pointers: LookupResult, _ address: IPAddress) async -> [DomainName] {
        let names = Self.pointerNames(pointers).filter {
            PointerName($0, of: address, isPlatform: plan.deployment.isInfrastructure($0)).isFit
        }
        return await concurrently(names) { name in
            if ownership.includes(name) { return name }
            return await leadsBack(name, to: address) ? name : nil
        }.compactMap(\.self)
    }

    private func leadsBack(_ name: DomainName, to address: IPAddress) async -> Bool {
        await live.addresses(of: name, .public)?.contains(address) == true
    }

    /// The accepted names that already lead back, where every announced name is among the PTR names: whichever a receiver uses then is
    /// confirmed.
    private func harmless(
        _ accepted: [DomainName], announcing announced: [DomainName], _ address: IPAddress, _ pointers: LookupResult
    ) async -> [DomainName] {
        let standing = Set(
            (pointers.records ?? []).compactMap { if case .name(let name) = $0.data { name.lowercased } else { nil } })
        guard standing.count > 1, announced.allSatisfy({ standing.contains($0.lowercased) }) else { return [] }
        return await concurrently(accepted.filter(standing.contains)) { name in
            await leadsBack(name, to: address) ? name : nil
        }.compactMap(\.self)
    }
}

/// The names that may be meant for a sending address.
private struct FittingNames: Sendable {
    /// By its PTR records.
    let pointed: [DomainName]
    /// The host of bounces that leads to it alone, and generated names, which need not exist.
    let others: [DomainName]
}

/// The existing uses of names: none becomes the host name of a sending address if that would break its use.
private struct HostRoles: Sendable {
    private let planner: ZonePlanner
    /// The hosts of live MX records, each with a domain whose mail it takes.
    private let exchanges: [DomainName: Exchange]

    private struct Exchange: Sendable {
        let domain: DomainName
        /// The addresses that accept the mail of every MAIL FROM domain that leads here; `nil` for From domains alone, whose mail may be
        /// taken anywhere.
        var accepted: Set<IPAddress>?
    }

    init(_ planner: ZonePlanner) async {
        self.planner = planner
        let homes = planner.plan.bounceHomes.filter { $0.view == .public }
        let domains = Set(planner.plan.deployment.senders.flatMap { $0.from + $0.mailFrom }.map(\.name)).sorted()
        let answers = await concurrently(domains) { await planner.live.ask($0, .mx, .public) }
        var exchanges: [DomainName: Exchange] = [:]
        for (domain, answer) in zip(domains, answers) {
            let accepted = homes.first { $0.domain.name == domain }.map { Set($0.expected) }
            for case .mailExchange(_, let host) in (answer.records ?? []).map(\.data) {
                let known = exchanges[host]
                let all = [known?.accepted, accepted].compactMap(\.self)
                let common = all.dropFirst().reduce(all.first) { $0?.intersection($1) }
                exchanges[host] = Exchange(domain: known?.domain ?? domain, accepted: common)
            }
        }
        self.exchanges = exchanges
    }

    /// The generated name, or one like it if a host that has nothing to do with the deployment has that name.
    func free(_ proposal: DomainName?) async -> DomainName? {
        guard let proposal, planner.live.isCompared else { return proposal }
        guard await isTaken(proposal), let label = proposal.labels.first, let parent = proposal.parent else { return proposal }
        for number in 2...9 {
            let other = parent.prepending("\(String(decoding: label, as: UTF8.self))-\(number)")
            if let other, await !isTaken(other) { return other }
        }
        return proposal
    }

    private func isTaken(_ name: DomainName) async -> Bool {
        guard exchanges[name] == nil, let host = await planner.live.host(name, .public) else { return false }
        if let alias = host.alias { return await !planner.live.isWildcardAlias(name, alias, .public) }
        let own = Set(planner.plan.sendingAddresses.map(\.address) + planner.plan.mailServerAddresses)
        guard !host.addresses.isEmpty, own.isDisjoint(with: host.addresses) else { return false }
        for type in [RecordType.a, .aaaa] where await planner.live.hasOwn(type, at: name, .public) { return true }
        return false
    }

    /// The first of the names that leads to the address.
    func standing(_ names: [DomainName], _ planned: PlannedSendingAddress) async -> DomainName? {
        guard planner.live.isCompared else { return nil }
        for name in names {
            guard let host = await planner.live.host(name, .public), host.alias == nil else { continue }
            if host.addresses.contains(planned.address) { return name }
        }
        return nil
    }

    /// Whether a name that leads to none of the deployment's addresses is another machine's, whose address must stay. It is one if it is in
    /// use as a name server or for a web site (`www`), or if the sending address has another name that leads to it: a PTR name, or, unless
    /// file and PTR record agree on `name`, the host of bounces or a generated name. Otherwise its own address record is out of date, if
    /// the file names it, or if it is a mail server's: a host of bounces, one with an SPF record, or one that is named like one.
    private func isElsewhere(
        _ name: DomainName, _ planned: PlannedSendingAddress, _ fit: FittingNames
    ) async -> Bool {
        if name.labels.first.map({ String(decoding: $0, as: UTF8.self).lowercased() }) == "www" { return true }
        if let zone = await planner.live.zone(of: name, .public), !zone.isRoot {
            let servers = await planner.live.ask(zone, .ns, .public).records ?? []
            if servers.contains(where: { $0.data == .name(name) }) { return true }
        }
        var others = fit.pointed.filter { $0 != name }
        let isNamed = if case .names(let hosts) = planned.helo { hosts.contains { $0.name == name } } else { false }
        if !isNamed || !fit.pointed.contains(name) { others += fit.others.filter { $0 != name } }
        if await standing(others, planned) != nil { return true }
        guard !isNamed, exchanges[name] == nil, !NameProposals.isLikely(name) else { return false }
        let texts = await planner.live.texts(at: name).texts ?? []
        return !texts.contains(where: SPFRecordSelection.isRecord)
    }

    /// Why `name` cannot become a host name of the address, as the end of a sentence; `nil` when it can.
    func objection(to name: DomainName, _ planned: PlannedSendingAddress, _ fit: FittingNames) async -> String? {
        let plan = planner.plan
        for web in plan.webNames where web.view == .public && web.host.name == name {
            if let alias = web.alias { return "is the \(web.role.rawValue) name, an alias of \(alias)" }
            if web.mustResolve, !web.expected.contains(planned.address) { return "is the \(web.role.rawValue) name" }
        }
        guard planner.live.isCompared, let host = await planner.live.host(name, .public) else { return nil }
        if let alias = host.alias, await !planner.live.isWildcardAlias(name, alias, .public) { return "is an alias of \(alias)" }
        guard host.alias == nil, !host.addresses.isEmpty, !host.addresses.contains(planned.address) else { return nil }
        let found = host.addresses.map(\.description).joined(separator: ", ")
        let sending = Set(plan.sendingAddresses.map(\.address))
        let others = Set(plan.mailServerAddresses + (plan.deployment.balancer?.addresses ?? [])).subtracting(sending)
        if host.addresses.contains(where: others.contains) { return "leads to \(found), where mail or visitors arrive" }
        if let exchange = exchanges[name] {
            // Where the mail of a From domain is taken by the deployment's own servers, one more of them does no harm.
            let isOwn = host.addresses.allSatisfy { sending.contains($0) || plan.mailServerAddresses.contains($0) }
            let isFit = exchange.accepted?.contains(planned.address) ?? isOwn
            if !isFit { return "takes the mail of \(exchange.domain) at \(found)" }
        }
        let domains = plan.deployment.senders.flatMap { $0.from + $0.mailFrom }.map(\.name)
        let own = sending.union(plan.mailServerAddresses)
        if domains.contains(name), !own.isSuperset(of: host.addresses) { return "is a mail domain that leads to \(found)" }
        guard own.isDisjoint(with: host.addresses) else { return nil }
        return await isElsewhere(name, planned, fit) ? "is the name of another host, at \(found)" : nil
    }
}

/// Generates host names for sending addresses: `mta1`, `mta2`, … below the sender's MAIL FROM domain, one per address and
/// family; the relay's own name for an address at which it also accepts mail.
private struct NameProposals {
    private let deployment: Deployment
    private var counts: [DomainName: [IPAddress.Family: Int]] = [:]

    init(_ deployment: Deployment) { self.deployment = deployment }

    private static let words = (sending: "mta", forwarding: "out")

    /// Whether people, too, name a sending host so: `mta2`.
    static func isLikely(_ name: DomainName) -> Bool {
        let label = name.labels.first.map { String(decoding: $0, as: UTF8.self).lowercased() } ?? ""
        return [words.sending, words.forwarding].contains {
            label.hasPrefix($0) && label.dropFirst($0.count).allSatisfy(\.isNumber)
        }
    }

    mutating func next(for planned: PlannedSendingAddress) -> DomainName? {
        if planned.route == .relay, let relay = deployment.relay {
            // An address that only sends gets its own name: mail to the relay must not arrive there.
            if relay.addresses.contains(planned.address) { return relay.host.name }
            return numbered(Self.words.forwarding, below: relay.host.name, planned.address.family)
        }
        guard let sender = deployment.senders.first(where: { $0.name == planned.sender }),
            let base = sender.mailFrom.first ?? sender.from.first
        else { return nil }
        return numbered(Self.words.sending, below: base.name, planned.address.family)
    }

    /// The same name below the sender's other domains.
    func similar(to proposal: DomainName?, _ planned: PlannedSendingAddress) -> [DomainName] {
        guard planned.route != .relay, let label = proposal?.labels.first.map({ String(decoding: $0, as: UTF8.self) }),
            let sender = deployment.senders.first(where: { $0.name == planned.sender })
        else { return [] }
        return (sender.mailFrom.dropFirst() + sender.from).compactMap { $0.name.prepending(label)?.lowercased }
    }

    private mutating func numbered(_ word: String, below base: DomainName, _ family: IPAddress.Family) -> DomainName? {
        counts[base, default: [:]][family, default: 0] += 1
        return base.prepending("\(word)\(counts[base]?[family] ?? 1)")
    }
}
