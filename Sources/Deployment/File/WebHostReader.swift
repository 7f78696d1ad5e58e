import DNS
import StrictYAML

/// Reads the keys of the web roles, and `balancer`.
struct WebHostReader {
    let values: ValueReader

    func hosts(_ root: ShapedMap, _ role: WebRole, scheme: Scheme?) -> [WebHost] {
        root.list(role.rawValue, identity: { "\($0.host.name):\($0.port)" }) { host($0, role, scheme: scheme) }
    }

    private func host(_ value: YAMLValue, _ role: WebRole, scheme: Scheme?) -> WebHost? {
        guard let map = ShapedMap(value, DeploymentShape.webHost, values.yaml) else { return nil }
        let host = map["host"].flatMap { values.host($0, "host") }
        let addresses = map.list("addresses") { values.address($0, "addresses") }
        let alias = map["alias"].flatMap { values.host($0, "alias") }
        let bind = map.list("bind") { values.address($0, "bind") }
        let port = map["port"].flatMap { values.yaml.integer($0, "port", in: 1...65535) }.map(UInt16.init)
        let exposure = map["exposure"].flatMap { values.yaml.word($0, "exposure", as: Exposure.self) } ?? .public
        guard let host else { return nil }
        // Behind a balancer the name leads to the balancer; an internal host may be known only by the addresses it listens
        // on.
        let needsAddresses = scheme != .loadBalanced && (exposure == .public || map["bind"] == nil)
        if needsAddresses, map["addresses"] == nil, map["alias"] == nil {
            values.error(
                "web host '\(host)' lacks the key 'addresses', or 'alias' if it is behind a CDN or a managed balancer",
                at: map.position)
        }
        if let alias, let position = map["alias"]?.position, alias.name == host.name {
            values.error("alias: '\(alias)' is the name itself", at: position)
        }
        if exposure == .internal, !role.mayBeInternal {
            values.warning(
                "\(role.rawValue) host '\(host)' is internal: recipients outside cannot reach it",
                at: map["exposure"]?.position ?? map.position)
        }
        return WebHost(
            host: host, addresses: addresses, alias: alias, bind: bind, port: port ?? WebHost.defaultPort, exposure: exposure)
    }

    func balancer(_ value: YAMLValue) -> Balancer? {
        guard let map = ShapedMap(value, DeploymentShape.balancer, values.yaml) else { return nil }
        return Balancer(
            addresses: map.list("addresses") { values.address($0, "addresses") },
            sources: map.list("sources") { values.address($0, "sources") },
            trusted: map.list("trusted") { values.network($0, "trusted") },
            clientAddressHeader: map["client-address-header"].flatMap(headerName),
            place: values.place(map.position))
    }

    /// A field name (RFC 9110 §5.1).
    private func headerName(_ value: YAMLValue) -> String? {
        guard let text = values.yaml.text(value, "client-address-header") else { return nil }
        let isToken = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0)
                || "!#$%&'*+-.^_`|~".utf8.contains($0)
        }
        guard isToken else {
            values.error("client-address-header: '\(text)' is not the name of a header", at: value.position)
            return nil
        }
        return text
    }
}
