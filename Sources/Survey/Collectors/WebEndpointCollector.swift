import DNS
import Deployment
import Facts
import Probes

/// The probe results of one web name's addresses.
struct WebEndpoints: Sendable {
    var objects: [TypedObject<TLSEndpointFacts>] = []
    /// The certificates of the name, for its own facts.
    var certificates: Learned<[TypedObject<ServedCertificateFacts>]>
    var sources: [Int] = []
    /// The result of an authority's CAA queries for the name; `nil` where no authority needs to ask.
    var caa: SeenCAA?
}

/// Probes every address that a view shows for a web name. A name that should have no address in the view is skipped.
struct WebEndpointCollector {
    let context: SurveyContext
    let client: ViewClient

    func endpoints(_ planned: PlannedWebName, _ resolved: ResolvedName) async -> WebEndpoints {
        async let records = permission(planned, resolved)
        guard let prober = context.prober(for: TLSEndpointFacts.self) else {
            return Self.notProbed("probes.tls is off", caa: await records)
        }
        guard planned.mustResolve || !planned.expected.isEmpty else {
            return Self.notProbed("the name need not be reachable in the \(planned.view.rawValue) view")
        }
        let addresses = ResolvedName.addresses(resolved.answers.flatMap { $0.result.records ?? [] })
            // A private address leads nowhere from outside, and from here to some other machine.
            .filter { planned.view != .public || context.plan.isPublic($0) }
        let seen = await concurrently(addresses) { await endpoint(planned, $0, resolved, prober) }
        let (certificates, unknown) = Self.servedCertificates(seen)
        let caa = await records
        var objects = seen.map { endpoint in
            var object = endpoint.object
            if let caa, let facts = caa.facts(endpoint.report.chain, from: endpoint.source) {
                object.set(\.caa, facts, from: caa.sources)
            }
            return object
        }
        objects += unreached(planned, resolved, without: addresses)
        return WebEndpoints(
            objects: objects, certificates: .found(certificates, unless: unknown ?? resolvedUnknown(resolved)),
            sources: seen.map(\.source), caa: caa)
    }

    /// What an authority meets that looks for CAA records: questions to the DNS alone, whatever rules want of the servers.
    private func permission(_ planned: PlannedWebName, _ resolved: ResolvedName) async -> SeenCAA? {
        guard context.plan.deployment.probes.tls, planned.view == .public, planned.exposure == .public,
            planned.mustResolve || !planned.expected.isEmpty
        else { return nil }
        return await CAACollector(context: context, client: client).seen(at: planned.host.name.lowercased, resolved)
    }

    private func resolvedUnknown(_ resolved: ResolvedName) -> Unknown? {
        Unknown.merging(resolved.answers.compactMap(\.result.unknown))
    }

    /// The endpoints of the plan at addresses that the view did not return.
    private func unreached(
        _ planned: PlannedWebName, _ resolved: ResolvedName, without seen: [IPAddress]
    ) -> [TypedObject<TLSEndpointFacts>] {
        planned.expected.filter { !seen.contains($0) }.compactMap { address in
            guard let why = (address.family == .ipv4 ? resolved.ipv4 : resolved.ipv6).result.unknown else { return nil }
            return TLSFactReader.unreached(planned, Endpoint(address: address, port: planned.port), why)
        }
    }

    private static func notProbed(_ why: String, caa: SeenCAA? = nil) -> WebEndpoints {
        WebEndpoints(certificates: .unknown(Unknown(.notProbed, detail: why)), caa: caa)
    }

    private struct SeenEndpoint: Sendable {
        let object: TypedObject<TLSEndpointFacts>
        let report: TLSReport
        let source: Int
    }

    private func endpoint(
        _ planned: PlannedWebName, _ address: IPAddress, _ resolved: ResolvedName, _ prober: Prober
    ) async -> SeenEndpoint {
        let name = planned.host.name.lowercased
        let target = TLSTarget(endpoint: Endpoint(address: address, port: planned.port), serverName: name)
        let report = await prober.tls(target)
        let facts = TLSFactReader(report: report, isPublic: context.plan.isPublic(address), view: planned.view)
        let source = context.log.record(facts.observation)
        var object = facts.object(
            role: .web(planned.role), name: planned.host.written, key: name.text, exposure: planned.exposure,
            addressSources: [(address.family == .ipv4 ? resolved.ipv4 : resolved.ipv6).source], from: [source])
        await setPages(&object, report)
        return SeenEndpoint(object: object, report: report, source: source)
    }

    /// The response to a plain HTTP request, and the policy of its secure page.
    private func setPages(_ object: inout TypedObject<TLSEndpointFacts>, _ report: TLSReport) async {
        guard let prober = context.pageProber, let host = report.target.serverName else { return }
        let address = report.target.endpoint.address
        let ports = report.session == nil ? [prober.settings.httpPort, report.target.endpoint.port] : [prober.settings.httpPort]
        let plain = await concurrently(Array(Set(ports)).sorted()) { port in
            await prober.visit(HTTPTarget(endpoint: Endpoint(address: address, port: port), host: host, isSecure: false))
        }
        let readers = plain.map { PageFactReader(visit: $0, view: client.view) }
        let sources = readers.flatMap { $0.observations.map(context.log.record) }
        let answering = plain.first { $0.showsPlainPage } ?? plain.first { $0.reachesSecurePage }
        let unknown = answering == nil ? Unknown.merging(readers.compactMap(\.unknown)) : nil
        let port = answering?.steps.first.map { Int($0.target.endpoint.port) }
        object.set(\.answersHTTP, Learned(answering != nil, unless: unknown), from: sources)
        object.set(\.plainPort, Learned(port, unless: unknown), from: sources)
        object.set(\.redirects, Learned(answering?.showsPlainPage == false, unless: unknown), from: sources)
        guard report.session != nil else { return }
        let visit = await prober.visit(HTTPTarget(endpoint: report.target.endpoint, host: host, isSecure: true))
        PageFactReader(visit: visit, view: client.view).fill(&object, context.log)
    }

    /// The distinct certificates of a name, each with the addresses that serve it.
    private static func servedCertificates(
        _ seen: [SeenEndpoint]
    ) -> (certificates: [TypedObject<ServedCertificateFacts>], unknown: Unknown?) {
        var groups: [(certificate: Certificate, addresses: [IPAddress])] = []
        var unknowns: [Unknown] = []
        for endpoint in seen {
            let report = endpoint.report
            guard let certificate = report.certificate else {
                // A problem of the server itself is a separate finding.
                let isTheServers = report.connectionFailure?.isTheServers ?? (report.handshakeFailure?.isInconclusive != true)
                if !isTheServers, let unknown = endpoint.object[\.certificate].unknown { unknowns.append(unknown) }
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
            let full = TLSFactReader.certificate(certificate, depth: 0)
            return TypedObject<ServedCertificateFacts> {
                $0.set(\.fingerprint, full[\.fingerprint])
                $0.set(\.subject, full[\.subject])
                $0.set(\.serial, full[\.serial])
                $0.set(\.notAfter, full[\.notAfter])
                $0.set(\.lifetime, full[\.lifetime])
                $0.set(\.authority, certificate.issuerOrganization ?? certificate.issuer)
                $0.set(\.names, (certificate.names + certificate.addresses.map(\.description)).sorted())
                $0.set(\.key, "\(certificate.keyType) \(certificate.keyBits)")
                $0.set(\.addresses, addresses)
            }
        }
        return (facts, Unknown.merging(unknowns))
    }
}
