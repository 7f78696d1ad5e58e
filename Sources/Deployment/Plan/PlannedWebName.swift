package import DNS

/// A web name to resolve in one view, and to connect to at its addresses.
package struct PlannedWebName: Hashable, Sendable {
    package let role: WebRole
    package let host: HostName
    package let view: ViewName
    package let exposure: Exposure
    /// Whether an absence in this view is a defect.
    package let mustResolve: Bool
    /// With `mustResolve`, exactly the addresses that the name must resolve to. Otherwise, the addresses that an answer may
    /// contain; empty when no answer is expected, and with `alias`.
    package let expected: [IPAddress]
    /// The name that it must lead to instead of planned addresses: by a CNAME, or at an apex by the same addresses.
    package let alias: HostName?
    /// The addresses that the platform itself listens on.
    package let listening: [IPAddress]
    package let port: UInt16
    package let why: String
}

extension PlannedWebName {
    /// Whether addresses stand in place of an alias: DNS providers copy those of its target (ALIAS, ANAME, flattening). A copy may have
    /// fewer, since targets with many show some of them in each answer.
    package static func isFlattened(_ own: Set<IPAddress>, of target: Set<IPAddress>) -> Bool {
        !own.isEmpty && own.isSubset(of: target)
    }

    static func all(_ deployment: Deployment) -> [PlannedWebName] {
        let names = WebRole.allCases.flatMap { role in
            deployment.webHosts(role).flatMap { host in
                switch host.exposure {
                case .public: publicHost(host, role, deployment)
                case .internal: internalHost(host, role, deployment)
                }
            }
        }
        return names.sorted { left, right in
            if left.role != right.role { return left.role.rank < right.role.rank }
            if left.host.name != right.host.name { return left.host.name < right.host.name }
            return (left.port, left.view) < (right.port, right.view)
        }
    }

    private static func entry(
        _ host: WebHost, _ role: WebRole, _ view: ViewName, _ mustResolve: Bool, _ expected: [IPAddress], _ why: String
    ) -> PlannedWebName {
        PlannedWebName(
            role: role, host: host.host, view: view, exposure: host.exposure, mustResolve: mustResolve,
            expected: host.alias == nil ? Set(expected).sorted() : [], alias: host.alias, listening: host.listening.sorted(),
            port: host.port, why: why)
    }

    private static func publicHost(_ host: WebHost, _ role: WebRole, _ deployment: Deployment) -> [PlannedWebName] {
        let balanced = deployment.scheme == .loadBalanced ? deployment.balancer : nil
        let expected = balanced?.addresses ?? host.addresses
        let purpose = "\(host.host) serves \(role.texts.purpose)"
        var names = [
            entry(
                host, role, .public, true, expected,
                host.alias.map { "\(purpose) and must lead to \($0)" }
                    ?? (balanced == nil
                        ? "\(purpose) and must lead to its planned addresses"
                        : "\(purpose) and must lead to the balancer, in scheme load-balanced"))
        ]
        if deployment.view(.internal) != nil {
            names.append(
                entry(
                    host, role, .internal, false, expected + host.addresses + host.bind,
                    "\(purpose); its answer in the internal view must lead to the same place"))
        }
        return names
    }

    private static func internalHost(_ host: WebHost, _ role: WebRole, _ deployment: Deployment) -> [PlannedWebName] {
        let expected: [IPAddress]
        if deployment.scheme == .loadBalanced {
            // `bind` is behind the balancer; the name resolves to `addresses`, if the file gives them.
            let own = host.addresses.isEmpty ? host.bind : host.addresses
            expected = own.isEmpty ? deployment.balancer?.addresses ?? [] : own
        } else {
            expected = host.listening
        }
        return [
            entry(
                host, role, .public, false, [],
                "\(host.host) is internal: the public view should not show an address that can be reached"),
            entry(host, role, .internal, true, expected, "\(host.host) serves \(role.texts.purpose) inside the network only"),
        ]
    }
}

extension WebRole {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
