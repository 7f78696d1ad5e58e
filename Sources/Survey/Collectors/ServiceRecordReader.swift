import DNS
import Deployment
import Facts

/// Where the HTTPS records of a web name (RFC 9460) lead in addition to its A and AAAA records.
struct ServiceRecordReader {
    let client: ViewClient

    /// Hints and targets in words, with the unplanned addresses that A and AAAA do not give. A name planned as an alias
    /// gets its records from a CDN, whose answers differ from query to query.
    func differences(
        _ planned: PlannedWebName, _ resolved: ResolvedName
    ) async -> (words: Learned<[String]>, sources: [Int]) {
        guard planned.alias == nil, let name = ServiceBinding.httpsName(of: planned.host.name, port: planned.port) else {
            return (.known([]), [])
        }
        let answer = await client.ask(name, .https, incidentally: true)
        let bindings = (answer.result.records ?? []).compactMap { record in
            ServiceBinding(record.data.octets).map { (owner: record.name, binding: $0) }
        }.filter { !$0.binding.isIgnored }
        guard !bindings.isEmpty else { return (answer.learned([]), [answer.source]) }
        let own = resolved.answers.flatMap { ResolvedName.addresses($0.result.records ?? []) }
        let unknown = Unknown.merging(resolved.answers.compactMap(\.result.unknown))
        let known = Set(own + planned.expected)
        let found = await concurrently(bindings) { owner, binding in await words(binding, owner, planned, known) }
        return (
            .found(found.flatMap(\.words), unless: Unknown.merging(found.compactMap(\.unknown) + [unknown].compactMap(\.self))),
            [answer.source] + resolved.answers.map(\.source) + found.flatMap(\.sources)
        )
    }

    private func words(
        _ binding: ServiceBinding, _ owner: DomainName, _ planned: PlannedWebName, _ known: Set<IPAddress>
    ) async -> (words: [String], unknown: Unknown?, sources: [Int]) {
        let list = { (addresses: [IPAddress]) in addresses.map(\.description).joined(separator: ", ") }
        let hinted = binding.hints.filter { !known.contains($0) }
        if binding.deniesService { return (["says that there is no such service (0 .)"], nil, []) }
        var words = hinted.isEmpty ? [] : ["hints at \(list(hinted))"]
        if let port = binding.port, port != planned.port, !binding.isAlias { words.append("leads to port \(port)") }
        let target = binding.target.isRoot ? owner : binding.target
        guard target.lowercased != planned.host.name.lowercased else { return (words, nil, []) }
        let answers = await concurrently([RecordType.a, .aaaa]) { await client.ask(target, $0, incidentally: true) }
        let led = ResolvedName.addresses(answers.flatMap { $0.result.records ?? [] })
        let elsewhere = led.filter { !known.contains($0) }
        let unknown = Unknown.merging(answers.compactMap(\.result.unknown))
        if !elsewhere.isEmpty {
            words.append("leads to \(target.lowercased.text) at \(list(elsewhere))")
        } else if led.isEmpty, unknown == nil {
            words.append("leads to \(target.lowercased.text), which has no address")
        }
        return (words, unknown, answers.map(\.source))
    }
}
