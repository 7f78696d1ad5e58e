import DNS
import Deployment
import Facts
import MailPolicy
import Probes

/// What the addresses of one web name showed.
struct WebEndpoints: Sendable {
    var objects: [FactObject] = []
    /// The certificates of the name, for its own facts.
    var certificates: FactValue = .unknown(Unknown(.notProbed, detail: "probes.tls is off"))
    var sources: [Int] = []
}

extension Survey {
    /// Looks at every address that a view shows for a web name. A name that should have no address in the view is left
    /// alone.
    func webEndpoints(_ planned: PlannedWebName, _ resolved: ResolvedName, _ vantage: Vantage) async -> WebEndpoints {
        guard let prober, plan.deployment.probes.tls, planned.mustResolve || !planned.expected.isEmpty else {
            return WebEndpoints()
        }
        let addresses = ResolvedName.addresses((resolved.ipv4.result.records ?? []) + (resolved.ipv6.result.records ?? []))
            // What leads from outside to a private address leads nowhere, and from here to somebody else.
            .filter { planned.view != .public || plan.isPublic($0) }
        let seen = await concurrently(addresses) { address in
            await self.webEndpoint(planned, address, resolved, vantage, prober)
        }
        let (certificates, unknown) = Self.servedCertificates(seen.map { ($0.report, $0.object) })
        return WebEndpoints(
            objects: seen.map(\.object), certificates: .found(certificates, unless: unknown), sources: seen.map(\.source))
    }

    private struct SeenEndpoint: Sendable {
        let object: FactObject
        let report: TLSReport
        let source: Int
    }

    private func webEndpoint(
        _ planned: PlannedWebName, _ address: IPAddress, _ resolved: ResolvedName, _ vantage: Vantage, _ prober: Prober
    ) async -> SeenEndpoint {
        let view = planned.view.rawValue
        let name = planned.host.name.lowercased
        let target = TLSTarget(endpoint: Endpoint(address: address, port: planned.port), serverName: name)
        let report = await prober.tls(target)
        let facts = TLSEndpointFacts(report: report, isPublic: plan.isPublic(address), view: view)
        let source = log.record(facts.observation)
        var object = facts.object(
            role: planned.role.rawValue, name: planned.host.written, key: name.text, exposure: planned.exposure.rawValue,
            addressSources: [(address.family == .ipv4 ? resolved.ipv4 : resolved.ipv6).source], from: [source])
        await fillHTTP(&object, report, vantage, prober)
        if planned.view == .public, planned.exposure == .public, let certificate = report.certificate {
            await fillCAA(&object, name, certificate, vantage, from: source)
        }
        return SeenEndpoint(object: object, report: report, source: source)
    }

    /// The different certificates of a name, each with the addresses that serve it.
    private static func servedCertificates(_ seen: [(TLSReport, FactObject)]) -> (certificates: [FactObject], unknown: Unknown?) {
        var groups: [(certificate: Certificate, addresses: [IPAddress])] = []
        var unknowns: [Unknown] = []
        for (report, object) in seen {
            guard let certificate = report.certificate else {
                // What is wrong with a server itself is another finding.
                let isTheServers = report.connectionFailure?.isTheServers ?? (report.handshakeFailure != .outOfTime)
                if !isTheServers, case .unknown(let unknown)? = object["certificate"] { unknowns.append(unknown) }
                continue
            }
            let address = report.target.endpoint.address
            if let index = groups.firstIndex(where: { $0.certificate.fingerprint == certificate.fingerprint }) {
                groups[index].addresses.append(address)
            } else {
                groups.append((certificate, [address]))
            }
        }
        let facts = groups.map { certificate, addresses in
            let full = TLSEndpointFacts.certificate(certificate, depth: 0)
            return ["fingerprint", "subject", "serial", "not_after"].reduce(FactObject(.servedCertificate)) { object, field in
                full[field].map { object.setting(field, $0) } ?? object
            }
            .setting("addresses", .addresses(addresses))
        }
        return (facts, Unknown.merging(unknowns))
    }

    /// The CAA records in force for the name, and whether the authority in use may issue (RFC 8659 §3).
    private func fillCAA(
        _ object: inout FactObject, _ name: DomainName, _ certificate: Certificate, _ vantage: Vantage, from source: Int
    ) async {
        let domains = CAASet.domains(for: name)
        let answers = await concurrently(domains) { await vantage.ask($0, .caa, incidentally: true) }
        let seen = Dictionary(uniqueKeysWithValues: zip(domains, answers))
        let set = CAASet(for: name) { domain in
            guard let records = seen[domain]?.result.records else { return .unknown }
            return .records(records.compactMap { CAARecord($0.data) })
        }
        let sources = answers.map(\.source)
        // The answers up to the set are those that count.
        let counted = answers.prefix { set.place == nil || $0.result.question.name != set.place }
        let unknown = set.isUnknown ? Unknown.merging(counted.compactMap(\.result.unknown)) : nil
        let known = { (value: FactValue) in unknown.map(FactValue.unknown) ?? value }
        var caa = FactObject(.certificationAuthorityAuthorization)
        caa.set("at", known(.optional(set.place?.text)), from: sources)
        caa.set("records", known(.strings(set.records.map(Self.text))), from: sources)
        let hosts = certificate.issuerURLs.compactMap(Self.host)
        let isWildcard = certificate.entry(for: name)?.hasPrefix("*.") == true
        let permission = set.permission(organization: certificate.issuerOrganization, hosts: hosts, wildcard: isWildcard)
        let authority = certificate.issuerOrganization ?? certificate.issuer
        var allowed: [String] = []
        var wanted: CAARecord?
        var word: FactValue
        switch permission {
        case .unrestricted: word = .string("unrestricted")
        case .allowed(let record):
            word = .string("allowed")
            allowed = [record.issuer ?? ""]
        case .forbidden(let reason):
            word = .string("forbidden")
            if case .otherIssuers(let issuers) = reason { allowed = issuers }
            wanted = set.missingRecord(organization: certificate.issuerOrganization, wildcard: isWildcard)
        case .undetermined:
            let detail = "nobody knows by which domain CAA records call '\(authority)'"
            word = .unknown(Unknown(.notProbed, question: "\(name.absoluteText) CAA", view: vantage.view, detail: detail))
        }
        caa.set("permission", known(word), from: sources + [source])
        caa.set("allowed", known(.strings(allowed)), from: sources)
        caa.set("authority", .string(authority), from: [source])
        caa.set("wanted", known(.optional(wanted.map(Self.text))), from: sources + [source])
        object.set("caa", .object(caa), from: sources)
    }

    /// `0 issue "letsencrypt.org"`
    private static func text(_ record: CAARecord) -> String { "\(record.flags) \(record.tag) \"\(record.value)\"" }

    /// The host of `http://crt.example.com/ca.der`.
    private static func host(_ url: String) -> String? {
        guard let start = url.firstRange(of: "://") else { return nil }
        return url[start.upperBound...].split(whereSeparator: { "/:?#".contains($0) }).first.map(String.init)
    }
}
