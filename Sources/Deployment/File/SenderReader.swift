import DNS
import HostNames
import StrictYAML

/// Reads `senders`.
struct SenderReader {
    let values: ValueReader
    let files: FileInspector

    func senders(_ root: ShapedMap, scheme: Scheme?) -> [Sender] {
        root.list("senders", identity: { $0.name.lowercased() }) {
            sender($0, scheme: scheme, hasRelay: root["relay"] != nil)
        }
    }

    private func sender(_ value: YAMLValue, scheme: Scheme?, hasRelay: Bool) -> Sender? {
        guard let map = ShapedMap(value, DeploymentShape.sender, values.yaml) else { return nil }
        let name = map["name"].flatMap { values.identifier($0, "name") }
        let route = map["route"].flatMap { values.yaml.word($0, "route", as: Route.self) }
        if route == .relay, !hasRelay, let position = map["route"]?.position {
            values.error("route relay needs the key 'relay' of the deployment file", at: position)
        }
        let node = map["node"].flatMap { values.identifier($0, "node") }
        let addresses = map.list("addresses", identity: \.address, read: sendingAddress)
        let helo = map["helo"].flatMap(values.helo)
        let inbound = map.list("inbound") { values.address($0, "inbound") }
        let from = map.list("from", identity: \.name) { values.host($0, "from") }
        let mailFrom = map.list("mail-from", identity: \.name) { values.host($0, "mail-from") }
        let keys = map.list("dkim", identity: \.recordName, read: key)
        guard let name else { return nil }
        return Sender(
            name: name, route: route ?? (scheme == .relay ? .relay : .direct), node: node, addresses: addresses,
            helo: helo ?? .ptr, inbound: inbound, from: from, mailFrom: mailFrom, dkim: keys, place: values.place(map.position))
    }

    private func sendingAddress(_ value: YAMLValue) -> SendingAddress? {
        if case .scalar = value.content {
            return values.address(value, "addresses").map { SendingAddress(address: $0, place: values.place(value.position)) }
        }
        guard let map = ShapedMap(value, DeploymentShape.sendingAddress, values.yaml) else { return nil }
        let address = map["address"].flatMap { values.address($0, "address") }
        let publicAddress = map["public"].flatMap { values.address($0, "public") }
        let helo = map["helo"].flatMap(values.helo)
        guard let address else { return nil }
        if let publicAddress, let position = map["public"]?.position {
            if publicAddress == address {
                values.error("public: '\(publicAddress)' is the address itself; leave it out", at: position)
            } else if publicAddress.family != address.family {
                values.error("public: '\(publicAddress)' and '\(address)' are not of the same family", at: position)
            }
        }
        return SendingAddress(
            address: address, publicAddress: publicAddress, helo: helo, place: values.place(map.position))
    }

    private func key(_ value: YAMLValue) -> DKIMKey? {
        guard let map = ShapedMap(value, DeploymentShape.dkimKey, values.yaml) else { return nil }
        let domain = map["domain"].flatMap { values.host($0, "domain") }
        let selector = map["selector"].flatMap(selector)
        var keyFile = map["private-key"].flatMap(files.privateKey).map(DKIMKey.KeyFile.privateKey)
        keyFile = map["public-key"].flatMap(files.publicKey).map(DKIMKey.KeyFile.publicKey) ?? keyFile
        guard let domain, let selector else { return nil }
        guard let recordName = domain.name.prepending("\(selector)._domainkey") else {
            values.error("'\(selector)._domainkey.\(domain)' is too long for a name", at: map.position)
            return nil
        }
        return DKIMKey(
            domain: domain, selector: selector, recordName: recordName, keyFile: keyFile, place: values.place(map.position))
    }

    private func selector(_ value: YAMLValue) -> String? {
        guard let text = values.yaml.text(value, "selector") else { return nil }
        do {
            let selector = try DKIMKey.selector(in: text)
            if text.contains("_") {
                values.warning("selector: '\(text)' contains an underscore, which RFC 6376 does not allow", at: value.position)
            }
            return selector
        } catch {
            values.error("selector: \(error)", at: value.position)
            return nil
        }
    }
}
