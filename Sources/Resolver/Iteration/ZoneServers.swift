package import DNS

/// What is known about a zone's servers: who names them, their addresses, and each one's reply for the zone.
package struct ZoneServers: Sendable {
    /// From the root to the zone itself.
    package let path: ZonePath
    /// By address, then name; a server with two names appears twice.
    package let servers: [Server]
    /// Names of servers without a usable address.
    package let unlocated: [NameServer]
    /// The names in the zone's own NS records, from all servers that answered authoritatively; `nil` when none did.
    package let ownNames: [DomainName]?
    /// Names whose glue differs from the addresses that they have now.
    package let staleGlue: [StaleGlue]
    /// The limits that cut the list of servers, or of their addresses, sorted.
    package let limitsReached: [AnswerLimit]

    package struct Server: Sendable {
        package let name: DomainName
        package let address: IPAddress
        /// Whether the parent zone, and the zone's own records, name it.
        package let isDelegatedTo: Bool
        package let isOwn: Bool
        /// Its reply for the zone's SOA; `nil` when this machine has no route for this address family.
        package let authority: AuthorityReply?

        /// The zone's serial number on this server.
        package var serial: UInt32? {
            guard let authority, authority.failure == nil else { return nil }
            return authority.ownRecords.lazy.compactMap { record -> UInt32? in
                guard case .startOfAuthority(let soa) = record.data else { return nil }
                return soa.serial
            }.first
        }

        /// The target of a CNAME that the server gives authoritatively instead of the zone's SOA record: a CNAME at the
        /// apex hides everything else there (RFC 1034 §3.6.2, RFC 2181 §10.1).
        package var apexAlias: DomainName? {
            guard let authority, authority.failure == nil, serial == nil else { return nil }
            return authority.ownRecords.lazy.compactMap { record -> DomainName? in
                guard record.type == .cname, case .name(let target) = record.data else { return nil }
                return target.lowercased
            }.first
        }

        /// It serves the zone: it gives the SOA record, or an alias in its place.
        package var hasAuthority: Bool { serial != nil || apexAlias != nil }

        /// Reached, but not authoritative for the zone: an error, a refusal, or no SOA.
        package var isLame: Bool {
            guard let authority else { return false }
            return authority.isLame || authority.failure == nil && !hasAuthority
        }
    }

    package struct StaleGlue: Hashable, Sendable {
        package let name: DomainName
        package let glue: [IPAddress]
        package let own: [IPAddress]
    }

    /// The names that the parent zone gives; `nil` when it was not seen to name any.
    package var delegatedNames: [DomainName]? {
        guard let zone = path.zone, zone.isSeenAbove else { return nil }
        return zone.servers.map(\.name)
    }

    /// Addresses of authoritative servers.
    package var authoritativeAddresses: [IPAddress] {
        Array(Set(servers.filter(\.hasAuthority).map(\.address))).sorted()
    }
}

extension AuthorityClient {
    /// Queries every server of the zone at a path's end: those that the parent names and those that the zone itself names.
    package func servers(at path: ZonePath) async -> ZoneServers? {
        guard let zone = path.zone, !zone.zone.isRoot else { return nil }
        let delegated = await located(zone.servers)
        let known = Array(Set(delegated.flatMap(\.addresses)).sorted())
        async let serials = each(Question(zone.zone, .soa), of: zone.zone, at: known)
        let ownRecords = await each(Question(zone.zone, .ns), of: zone.zone, at: known).values.compactMap { $0 }
        let answers = ownRecords.filter { $0.failure == nil }.flatMap(\.ownRecords).filter { $0.name == zone.zone }
        let ownNames = Set(answers.compactMap(\.serverName))
        let names = Set(delegated.map(\.name))
        let others = ownNames.subtracting(names).sorted()
        var limits = path.limitsReached
        if others.count > AnswerLimit.serversPerZone.value { limits.insert(.serversPerZone) }
        let found = await located(others.prefix(AnswerLimit.serversPerZone.value).map { NameServer(name: $0) })
        let further = Array(Set(found.flatMap(\.addresses)).subtracting(known)).sorted()
        let replies = await serials.merging(each(Question(zone.zone, .soa), of: zone.zone, at: further)) { own, _ in own }
        let servers = (delegated + found).flatMap { server in
            server.addresses.map { address in
                ZoneServers.Server(
                    name: server.name, address: address, isDelegatedTo: zone.isSeenAbove && names.contains(server.name),
                    isOwn: ownNames.contains(server.name), authority: replies[address] ?? nil)
            }
        }
        return ZoneServers(
            path: path, servers: servers.sorted { ($0.address, $0.name) < ($1.address, $1.name) },
            unlocated: (delegated + found).filter(\.addresses.isEmpty), ownNames: answers.isEmpty ? nil : ownNames.sorted(),
            staleGlue: await staleGlue(zone), limitsReached: limits.sorted())
    }

    /// Queries each server separately; `nil` where this machine has no route.
    package func each(
        _ question: Question, of zone: DomainName, at addresses: [IPAddress]
    ) async -> [IPAddress: AuthorityReply?] {
        let replies = await concurrently(addresses) { address in
            self.canReach(address) ? await self.ask(question, of: zone, at: [address]) : nil
        }
        return Dictionary(zip(addresses, replies)) { first, _ in first }
    }

    /// Glue of the parent zone for names that have other addresses now.
    private func staleGlue(_ zone: Delegation) async -> [ZoneServers.StaleGlue] {
        let glued = zone.servers.filter { zone.isSeenAbove && !$0.glue.isEmpty }
        let own = await located(glued.map { NameServer(name: $0.name) })
        return zip(glued, own).compactMap { glued, own in
            guard !own.addresses.isEmpty, !Set(glued.glue).isSubset(of: own.addresses) else { return nil }
            return .init(name: glued.name, glue: glued.glue, own: own.addresses)
        }
    }
}
