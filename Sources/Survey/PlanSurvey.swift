import DNS
import Deployment
import Facts
import MailPolicy

/// Facts that follow from the deployment file alone.
extension Survey {
    var organizations: Organizations { Organizations(publicSuffixes: publicSuffixes) }

    func organizationFact(_ isKnown: Bool?) -> FactValue { isKnown.map(FactValue.boolean) ?? .unknown(Self.noPublicSuffixList) }

    func webHosts() -> [FactObject] {
        let froms = Set(plan.deployment.senders.flatMap(\.from).map(\.name))
        let written = Set(plan.deployment.senders.flatMap(\.from).map(\.written)).sorted()
        return WebRole.allCases.flatMap { role in
            var seen: Set<DomainName> = []
            return plan.deployment.webHosts(role).filter { seen.insert($0.host.name).inserted }.map { host in
                let name = host.host
                let others = WebRole.allCases.filter { other in
                    other != role && plan.deployment.webHosts(other).contains { $0.host.name == name.name }
                }
                return FactObject(.webHost)
                    .setting(
                        "subject",
                        FactObject.identity(
                            key: "\(role.rawValue)/\(name.name.lowercased)", role: role.rawValue, name: name.written)
                    )
                    .setting("role", .string(role.rawValue))
                    .setting("name", .string(name.written))
                    .setting("shared_with", .strings(others.map(\.rawValue)))
                    .setting("from_domains", .strings(written))
                    .setting("under_from", organizationFact(organizations.includes(name.name, among: froms)))
            }
        }
    }

    func listeners() -> [FactObject] {
        plan.listeners.map { listener in
            let endpoint = Endpoint(address: listener.address, port: listener.port)
            return FactObject(.listener)
                .setting(
                    "subject",
                    FactObject.identity(
                        key: endpoint.description, role: listener.roles.first?.rawValue, address: listener.address)
                )
                .setting("address", .address(listener.address))
                .setting("port", .integer(Int(listener.port)))
                .setting("roles", .strings(listener.roles.map(\.rawValue)))
                .setting("names", .strings(listener.hosts.map(\.written)))
        }
    }

    func addressClaims() -> [FactObject] {
        plan.addressClaims.map { claim in
            FactObject(.addressClaim)
                .setting(
                    "subject",
                    FactObject.identity(
                        key: claim.address.description, role: "sending-address", address: claim.address,
                        sender: claim.senders.count == 1 ? claim.senders.first : nil)
                )
                .setting("address", .address(claim.address))
                .setting("owners", .strings(claim.owners))
                .setting("senders", .strings(claim.senders))
        }
    }

    func balancers() -> [FactObject] {
        guard plan.deployment.scheme == .loadBalanced, let balancer = plan.deployment.balancer else { return [] }
        return [
            FactObject(.balancer)
                .setting("subject", FactObject.identity(key: "balancer", role: "balancer"))
                .setting("addresses", .addresses(balancer.addresses))
                .setting("sources", .addresses(balancer.sources))
                .setting("trusted", .list(balancer.trusted.map(FactValue.network)))
                .setting("excessive", .list(balancer.excessiveTrust.map(FactValue.network)))
                .setting("client_address_header", .optional(balancer.clientAddressHeader))
        ]
    }

    func platformSettings() -> [FactObject] {
        guard let platformConfiguration else { return [] }
        return plan.platformSettings.compactMap { setting in
            let found = platformConfiguration.values(of: setting)
            guard !found.values.isEmpty else { return nil }
            let agrees = found.values.allSatisfy { setting.agrees(with: $0) }
            return FactObject(.platformSetting)
                .setting("subject", FactObject.identity(key: setting.key, role: setting.role.rawValue, name: setting.key))
                .setting("file", .string(platformConfiguration.file))
                .setting("key", .string(found.key))
                .setting("values", .strings(found.values))
                .setting("expected", .strings(setting.expected))
                .setting("agrees", .boolean(agrees))
        }
    }
}

extension PlatformSetting {
    /// Names in any spelling, also Unicode; addresses in any notation.
    func agrees(with value: String) -> Bool {
        switch kind {
        case .host: (try? DomainName(unicode: value)).map { expected.contains($0.lowercased.text) } ?? false
        case .address: IPAddress(value).map { expected.contains($0.unmapped.description) } ?? false
        }
    }
}
