import DNS
import StrictYAML

/// Checks across values: parts of a deployment file that require, exclude or contradict each other.
///
/// A file without a possible reading is refused; one whose reading is probably not the intended one gets a warning.
/// Undecided values get neither: the plan asks for them.
struct Contradictions {
    let root: ShapedMap
    let deployment: Deployment
    let values: ValueReader

    func report() {
        balancer()
        relay()
        views()
        webHosts()
        aliases()
        keys()
        bounces()
        unreachableSenders()
        sharedAddresses()
        paths()
    }

    /// No warnings for a file with unreadable parts: they may contain what is missing.
    private func warning(_ message: String, at position: SourcePosition) {
        if !values.yaml.hasErrors { values.warning(message, at: position) }
    }

    private func position(_ place: SourcePlace) -> SourcePosition {
        SourcePosition(line: place.line, column: place.column)
    }

    private func balancer() {
        let position = root.keyPosition("scheme")
        switch (deployment.scheme, root["balancer"]) {
        case (.loadBalanced, nil): values.error("scheme load-balanced needs the key 'balancer'", at: position)
        case (.direct, _?), (.relay, _?):
            warning(
                "balancer is not used: scheme is \(deployment.scheme.rawValue), not load-balanced",
                at: root.keyPosition("balancer"))
        default: break
        }
        guard let balancer = deployment.balancer else { return }
        let balanced = deployment.webHosts.filter { $0.exposure == .public && $0.alias == nil }
        let hasAliases = deployment.webHosts.contains { $0.alias != nil }
        if let value = root["balancer"], !holds(value, "addresses"), !hasAliases || !balanced.isEmpty {
            values.error("balancer lacks the key 'addresses'", at: self.position(balancer.place))
        }
        guard deployment.scheme == .loadBalanced else { return }
        for host in balanced {
            if let other = host.addresses.first(where: { !balancer.addresses.contains($0) }) {
                warning(
                    "'\(host.host)' must lead to the balancer, so '\(other)' is not checked; the platform's own addresses go under bind",
                    at: self.position(host.host.place))
            }
        }
    }

    private func relay() {
        let relayed = deployment.senders.filter { $0.route == .relay }
        guard let value = root["relay"] else {
            if deployment.scheme == .relay { values.error("scheme relay needs the key 'relay'", at: root.keyPosition("scheme")) }
            return
        }
        if deployment.senders.isEmpty {
            if deployment.scheme != .relay {
                warning("relay is not used: scheme is \(deployment.scheme.rawValue)", at: root.keyPosition("relay"))
            }
        } else if relayed.isEmpty {
            warning("relay is not used: no sender takes route relay", at: root.keyPosition("relay"))
        } else if relayed.count == deployment.senders.count, deployment.scheme == .direct {
            warning("scheme is direct, but every sender takes route relay", at: root.keyPosition("scheme"))
        }
        if deployment.relay?.splitDNS == true, deployment.view(.internal) == nil, case .mapping(let entries) = value.content,
            let entry = entries.first(where: { $0.key == "split-dns" })
        {
            values.error(
                "split-dns needs the view 'internal': list under views the resolvers that the relay uses", at: entry.keyPosition)
        }
    }

    private func views() {
        guard let outside = deployment.view(.public), let inside = deployment.view(.internal), let place = inside.place else {
            return
        }
        let same = outside.resolvers.map(Set.init) == inside.resolvers.map(Set.init)
        guard same else { return }
        warning(
            "views public and internal use the same resolvers\(inside.resolvers == nil ? " (the system's)" : "")",
            at: position(place))
    }

    /// One name leads to one place. Within a role, a conflict is an error; across roles, where rules judge it, a warning.
    private func webHosts() {
        var first: [DomainName: (host: WebHost, role: WebRole)] = [:]
        for role in WebRole.allCases {
            for host in deployment.webHosts(role) {
                let position = position(host.host.place)
                if host.exposure == .internal, deployment.view(.internal) == nil {
                    warning("'\(host.host)' is internal, but there is no view 'internal' to check it from", at: position)
                }
                guard let known = first[host.host.name] else {
                    first[host.host.name] = (host, role)
                    continue
                }
                guard let difference = difference(host, known.host) else { continue }
                if known.role == role {
                    values.error(difference, at: position)
                } else {
                    warning(difference, at: position)
                }
            }
        }
    }

    private func holds(_ value: YAMLValue, _ key: String) -> Bool {
        if case .mapping(let entries) = value.content { entries.contains { $0.key == key } } else { true }
    }

    /// Aliases of web names that form a loop lead nowhere.
    private func aliases() {
        let targets = Dictionary(
            deployment.webHosts.compactMap { host in host.alias.map { (host.host.name, $0.name) } },
            uniquingKeysWith: { first, _ in first })
        for host in deployment.webHosts {
            guard let alias = host.alias, alias.name != host.host.name else { continue }
            var step = targets[alias.name]
            var seen: Set<DomainName> = [alias.name]
            while let next = step, next != host.host.name, seen.insert(next).inserted { step = targets[next] }
            if step == host.host.name {
                values.error("alias: '\(alias)' leads back to '\(host.host)'", at: position(alias.place))
            }
        }
    }

    /// Where bounces arrive: DNS sends everything for a domain to one place, whatever the sender.
    private func bounces() {
        for home in BounceHome.all(deployment) where home.view == .public {
            guard let place = home.claims.first?.domain.place else { continue }
            let senders = home.claims.map(\.sender).joined(separator: ", ")
            if let doubt = home.doubt { warning("senders \(senders) share '\(home.domain)': \(doubt)", at: position(place)) }
            // A direct sender behind NAT already has a warning about its addresses.
            guard home.expected.isEmpty, home.claims.contains(where: { $0.route == .relay || $0.isExplicit }) else { continue }
            warning(
                "whether bounces to '\(home.domain)' arrive is unknown: no address at which \(home.claims.count == 1 ? "sender \(senders) accepts" : "senders \(senders) accept") them is reachable from the Internet; give the public address, inbound, or split-dns of the relay",
                at: position(place))
        }
    }

    private func difference(_ host: WebHost, _ known: WebHost) -> String? {
        let line = known.host.place.line
        if known.alias?.name != host.alias?.name { return "'\(host.host)' leads elsewhere at line \(line)" }
        if !known.addresses.isEmpty, !host.addresses.isEmpty, Set(known.addresses) != Set(host.addresses) {
            return "'\(host.host)' has other addresses at line \(line)"
        }
        return known.exposure == host.exposure ? nil : "'\(host.host)' is \(known.exposure.rawValue) at line \(line)"
    }

    /// A record holds one key, so two senders cannot compare it with different files.
    private func keys() {
        var first: [DomainName: DKIMKey] = [:]
        for key in deployment.senders.flatMap(\.dkim) {
            guard let path = key.keyFile?.reference.path else { continue }
            if let known = first[key.recordName] {
                if known.keyFile?.reference.path != path {
                    values.error(
                        "selector '\(key.selector)' of '\(key.domain)' has another key file at line \(known.place.line)",
                        at: position(key.place))
                }
            } else {
                first[key.recordName] = key
            }
        }
    }

    private func unreachableSenders() {
        for sender in deployment.senders where sender.route == .direct {
            for address in sender.addresses where address.publicAddress == nil && !deployment.networks.isPublic(address.address) {
                guard [.privateUse, .sharedAddressSpace].contains(SpecialPurpose(address.address)) else { continue }
                warning(
                    "receivers cannot see '\(address.address)': give the address that they see under public",
                    at: position(address.place))
            }
        }
    }

    /// Own addresses that receivers see as one are one sending address, which announces one name.
    private func sharedAddresses() {
        for sender in deployment.senders where sender.route == .direct {
            var first: [IPAddress: SendingAddress] = [:]
            for address in sender.addresses {
                guard let known = first[address.seen] else {
                    first[address.seen] = address
                    continue
                }
                if (known.helo ?? sender.helo).announced != (address.helo ?? sender.helo).announced {
                    warning(
                        "receivers see '\(address.seen)' with another helo at line \(known.place.line), which is the one that is checked",
                        at: position(address.place))
                }
            }
        }
    }

    private func paths() {
        let counts = deployment.senders.map { sender in
            let addresses = sender.route == .relay ? deployment.relay?.egress.count ?? 0 : sender.addresses.count
            return addresses * sender.from.count * sender.mailFrom.count
        }
        let count = counts.reduce(0, +)
        guard count > DeploymentLimits.paths else { return }
        values.error(
            "senders have \(count) combinations of address, From and MAIL FROM domain; \(DeploymentLimits.paths) is the limit",
            at: root.keyPosition("senders"))
    }
}

extension HELOPolicy {
    /// Equal for policies that announce the same name, wherever they are written.
    fileprivate var announced: String {
        switch self {
        case .ptr: "ptr"
        case .from: "from"
        case .name(let host): host.name.absoluteText
        }
    }
}
