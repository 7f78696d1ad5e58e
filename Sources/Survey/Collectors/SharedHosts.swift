import DNS
import Deployment
import Facts

/// Marks which of several subjects represents a host that receives mail for several domains, so that problems of the host
/// are reported once, with all their names.
enum SharedHosts {
    static func marking(_ servers: [TypedObject<SMTPEndpointFacts>]) -> [TypedObject<SMTPEndpointFacts>] {
        var servers = servers
        let hosts = servers.map {
            [$0[\.exchange].value ?? "", $0[\.address].value?.description ?? "", $0[\.view]?.rawValue ?? ""]
        }
        let terms = zip(hosts, servers).map { host, server in
            // Without a dialogue, what matters is who misses the mail, not policies or DANE.
            host
                + (server[\.reachable] == .known(true)
                    ? [Self.text(server[\.tlsRequired]), Self.text(server[\.daneSecure])] : ["\(server[\.returnPath] ?? false)"])
        }
        let groups = groups(terms)
        let firsts = Set(Self.groups(hosts).values.compactMap(\.first))
        for index in servers.indices {
            let group = groups[terms[index]] ?? []
            servers[index].set(\.shared.alike, group.map { servers[$0][\.domain] ?? "" })
            servers[index].set(\.shared.speaks, group.first == index)
            servers[index].set(\.shared.firstOfHost, firsts.contains(index))
        }
        return servers
    }

    /// - Parameter isInsecure: for each target, that the host's own records are not secured by DNSSEC. Insecure steps on
    ///   the path from the other domains are then reported with it.
    static func marking(
        _ targets: [TypedObject<ExchangeHostFacts>], isInsecure: [Bool]
    ) -> [TypedObject<ExchangeHostFacts>] {
        var targets = targets
        let hosts = targets.map { [$0[\.exchange].value ?? "", $0[\.view]?.rawValue ?? ""] }
        let terms = targets.indices.map { hosts[$0] + (isInsecure[$0] ? [] : [targets[$0][\.domain] ?? ""]) }
        let groups = groups(terms)
        let firsts = Set(Self.groups(hosts).values.compactMap(\.first))
        for index in targets.indices {
            let group = groups[terms[index]] ?? []
            targets[index].set(\.shared.alike, group.map { targets[$0][\.domain] ?? "" })
            targets[index].set(\.shared.speaks, group.first == index)
            targets[index].set(\.shared.firstOfHost, firsts.contains(index))
            guard group.first == index, group.count > 1 else { continue }
            var insecure: [String] = []
            for item in group.flatMap({ targets[$0][\.insecure].value ?? [] }) where !insecure.contains(item) {
                insecure.append(item)
            }
            targets[index].set(\.insecure, insecure, from: group.flatMap { targets[$0].sources(of: \.insecure) })
        }
        return targets
    }

    private static func text(_ value: Learned<Bool>) -> String { value.value.map(String.init) ?? "?" }

    private static func groups(_ keys: [[String]]) -> [[String]: [Int]] {
        Dictionary(grouping: keys.indices) { keys[$0] }
    }
}
