package import DNS

/// A name server of a zone, and its addresses.
package struct NameServer: Hashable, Sendable {
    package let name: DomainName
    /// The addresses that the parent zone gives with the name; root hints count as glue.
    package let glue: [IPAddress]
    /// Its addresses: the glue, or what its name resolves to when there is none.
    package var addresses: [IPAddress]
    /// Why there is no address.
    package var problem: Problem?

    package enum Problem: Hashable, Sendable {
        /// The name does not exist, or has no address.
        case noAddress
        /// The name is an alias, which an NS record must not point to (RFC 2181 §10.3).
        case alias
        /// Only the server itself could give its address.
        case circular
        case failed(LookupResult.Failure)
    }

    package init(name: DomainName, glue: [IPAddress] = []) {
        self.name = name
        self.glue = glue
        addresses = glue
    }

    /// The servers that NS records name, deduplicated and in canonical order, with their addresses, within limits.
    struct List {
        let servers: [NameServer]
        let limitsReached: Set<AnswerLimit>

        /// - Parameter addresses: A and AAAA records, of which each server gets its own.
        init(_ records: [Record], addresses: [Record]) {
            let names = Set(records.compactMap(\.serverName)).sorted()
            let glue = Dictionary(grouping: addresses, by: \.name).mapValues { Set($0.compactMap(\.address)).sorted() }
            var limits: Set<AnswerLimit> = []
            servers = names.prefix(AnswerLimit.serversPerZone.value).map { name in
                let own = glue[name] ?? []
                if own.count > AnswerLimit.addressesPerServer.value { limits.insert(.addressesPerServer) }
                return NameServer(name: name, glue: Array(own.prefix(AnswerLimit.addressesPerServer.value)))
            }
            if names.count > AnswerLimit.serversPerZone.value { limits.insert(.serversPerZone) }
            limitsReached = limits
        }
    }
}

extension NameServer.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noAddress: "has no address"
        case .alias: "is an alias"
        case .circular: "can only be found by asking itself"
        case .failed(let failure): "could not be looked up: \(failure.rawValue)"
        }
    }
}

extension Record {
    /// The server that an NS record names.
    var serverName: DomainName? {
        guard type == .ns, case .name(let name) = data else { return nil }
        return name.lowercased
    }

    var address: IPAddress? {
        guard case .address(let address) = data else { return nil }
        return address
    }
}
