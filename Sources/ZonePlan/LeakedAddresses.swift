import DNS
import Deployment

extension ZonePlanner {
    /// Removes addresses that the Internet cannot reach from the public zone's mail names: records of the internal view, or
    /// addresses before NAT, were published there.
    func unwantLeaks(_ names: [AddressName], _ table: inout WantedTable) async {
        guard live.isCompared else { return }
        let domains = plan.deployment.senders.flatMap { $0.from + $0.mailFrom }.map(\.name.lowercased)
        let answers = await concurrently(domains) { await live.ask($0, .mx, .public) }
        let hosts = answers.flatMap { $0.records ?? [] }.compactMap { record -> DomainName? in
            if case .mailExchange(_, let host) = record.data, !host.isRoot { host.lowercased } else { nil }
        }
        let announced = names.flatMap(\.names)
        let all = Set(domains + announced + hosts.filter(ownership.includes)).sorted()
        for name in all {
            for family in IPAddress.Family.allCases {
                let result = await live.ask(name, .address(family), .public)
                guard result.aliases.isEmpty else { continue }
                let leaked = (result.records ?? []).map(\.data).filter { data in
                    if case .address(let address) = data { !plan.isPublic(address) } else { false }
                }
                guard !leaked.isEmpty else { continue }
                table.unwant(
                    name, .address(family), .public, leaked, why: "\(name) must not lead to what the Internet cannot reach")
            }
        }
    }
}
