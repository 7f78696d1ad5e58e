import DNS
import StrictYAML

/// Reads `relay`.
struct RelayReader {
    let values: ValueReader

    func relay(_ value: YAMLValue) -> Relay? {
        guard let map = ShapedMap(value, DeploymentShape.relay, values.yaml) else { return nil }
        let host = map["host"].flatMap { values.host($0, "host") }
        let addresses = map.list("addresses") { values.address($0, "addresses") }
        let egress = map.list("egress", identity: \.address, read: egress)
        let splitDNS = map["split-dns"].flatMap { values.yaml.boolean($0, "split-dns") } ?? false
        guard let host else { return nil }
        let place = values.place(map.position)
        return Relay(
            host: host, addresses: addresses,
            egress: map["egress"] == nil ? addresses.map { .init(address: $0, helo: nil, place: place) } : egress,
            splitDNS: splitDNS, place: place)
    }

    private func egress(_ value: YAMLValue) -> Relay.Egress? {
        if case .scalar = value.content {
            return values.address(value, "egress").map { .init(address: $0, helo: nil, place: values.place(value.position)) }
        }
        guard let map = ShapedMap(value, DeploymentShape.egress, values.yaml) else { return nil }
        let address = map["address"].flatMap { values.address($0, "address") }
        var name: HostName?
        if let value = map["helo"] {
            switch values.helo(value) {
            case .name(let host)?: name = host
            case .from?: values.error("helo of a relay must be ptr or a host name, not 'from'", at: value.position)
            case .ptr?, nil: break
            }
        }
        guard let address else { return nil }
        return Relay.Egress(address: address, helo: name, place: values.place(map.position))
    }
}
