import DNS
import StrictYAML

/// Reads `tls`, `infrastructure` and `dmarc`.
struct PolicyReader {
    let values: ValueReader
    let files: FileInspector

    func tls(_ value: YAMLValue) -> (roots: FileReference?, authorities: [PrivateAuthority]) {
        guard let map = ShapedMap(value, DeploymentShape.tls, values.yaml) else { return (nil, []) }
        return (map["ca-file"].flatMap { files.certificates($0, "ca-file") }, map["authorities"].map(authorities) ?? [])
    }

    private func authorities(_ value: YAMLValue) -> [PrivateAuthority] {
        guard case .mapping(let entries) = value.content else {
            values.error("authorities must be a map, not \(value.kind)", at: value.position)
            return []
        }
        guard !entries.isEmpty, entries.count <= DeploymentLimits.authorities else {
            values.error(
                "authorities must have from 1 to \(DeploymentLimits.authorities) entries, not \(entries.count)",
                at: value.position)
            return []
        }
        return entries.compactMap { entry in
            let what = "authorities: \(entry.key)"
            guard let items = values.yaml.list(entry.value, what) else { return nil }
            guard !items.isEmpty, items.count <= DeploymentLimits.domainsOfAuthority else {
                values.error(
                    "\(what) must have from 1 to \(DeploymentLimits.domainsOfAuthority) domains, not \(items.count)",
                    at: entry.value.position)
                return nil
            }
            let domains = items.compactMap { values.host($0, what) }
            return PrivateAuthority(name: entry.key, domains: domains, place: values.place(entry.keyPosition))
        }
    }

    func infrastructure(_ value: YAMLValue) -> [HostName] {
        guard let map = ShapedMap(value, DeploymentShape.infrastructure, values.yaml) else { return [] }
        return map.list("domains", identity: \.name) { values.host($0, "domains") }
    }

    func dmarc(_ value: YAMLValue) -> DMARCWish? {
        guard let map = ShapedMap(value, DeploymentShape.dmarc, values.yaml) else { return nil }
        let policy = map["policy"].flatMap { values.yaml.word($0, "policy", as: DMARCWish.Policy.self) }
        let reports = map["reports"].flatMap { values.mailbox($0, "reports") }
        if map["policy"] == nil, map["reports"] == nil {
            values.error("dmarc is empty; give policy or reports", at: map.position)
        }
        return DMARCWish(policy: policy, reports: reports)
    }
}
