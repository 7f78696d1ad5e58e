import DNS
import Deployment
import Facts
import Probes

/// Converts the results of a TLS probe into facts.
struct TLSFactReader {
    let report: TLSReport
    /// The Internet can reach the address: silence is then the server's fault.
    let isPublic: Bool
    /// For the causes of unknown facts.
    let view: ViewName

    private var target: TLSTarget { report.target }
    private var question: String { "TLS \(target.endpoint) \(target.serverName?.text ?? "")" }

    /// Why nothing is known about the handshake; `nil` when something is.
    private var noHandshake: Unknown? {
        if let failure = report.connectionFailure { return unknown(failure) }
        guard let failure = report.handshakeFailure, failure.isInconclusive else { return nil }
        return unknown(failure.cause, failure.phrase)
    }

    private func unknown(_ cause: Unknown.Cause, _ detail: String) -> Unknown {
        Unknown(cause, question: question, view: view.rawValue, detail: detail)
    }

    private func unknown(_ failure: ConnectionFailure) -> Unknown {
        unknown(failure.cause, "the server \(failure.phrase)")
    }

    private typealias Object = TypedObject<TLSEndpointFacts>

    /// The endpoint as a subject, with all facts of a probe.
    ///
    /// - Parameter name: as written by people.
    /// - Parameter key: the name in the subject's key.
    /// - Parameter addressSources: the observations that gave the address.
    func object(
        role: EndpointRole, name: String, key: String, exposure: Exposure = .public, addressSources: [Int] = [],
        from sources: [Int]
    ) -> TypedObject<TLSEndpointFacts> {
        let (address, port) = (target.endpoint.address, target.endpoint.port)
        var object = Object(
            .tlsEndpoint(role, name: key, target.endpoint, view), role: SubjectRole(role), name: name, view: view,
            address: address)
        object.set(\.role, role)
        object.set(\.name, name)
        object.set(\.port, Int(port))
        object.set(\.address, address, from: addressSources)
        object.set(\.view, view)
        object.set(\.exposure, exposure)
        let opening = target.opening == .smtp ? ", STARTTLS" : ""
        object.set(\.place, "\(name) (\(address), port \(port)\(opening))")
        object.set(\.reachable, reachable, from: sources)
        object.set(\.connection, connectionPhrase, from: sources)
        setHandshake(&object, sources)
        setCertificates(&object, sources)
        setTrust(&object, sources)
        object.set(\.vouchedByDANE, false)
        return object
    }

    /// An endpoint of the plan that was not reached, because the addresses of its name are unknown.
    static func unreached(_ planned: PlannedWebName, _ endpoint: Endpoint, _ why: Unknown) -> TypedObject<TLSEndpointFacts> {
        var object = Object(
            .tlsEndpoint(.web(planned.role), name: planned.host.name.lowercased.text, endpoint, planned.view),
            role: .web(planned.role), name: planned.host.written, view: planned.view, address: endpoint.address)
        object.set(\.role, .web(planned.role))
        object.set(\.name, planned.host.written)
        object.set(\.port, Int(endpoint.port))
        object.set(\.address, endpoint.address)
        object.set(\.view, planned.view)
        object.set(\.exposure, planned.exposure)
        object.set(\.place, "\(planned.host.written) (\(endpoint.address), port \(endpoint.port))")
        object.set(
            unknown: why, \.reachable, \.connection, \.handshake, \.handshakeFailure, \.ordinaryClient, \.client,
            \.asksForCertificate, \.demandsCertificate, \.tls10, \.tls11, \.tls12, \.tls13, \.version, \.cipher, \.group,
            \.keyExchange)
        object.set(
            unknown: why, \.certificate, \.chain, \.otherCertificates, \.otherFaults, \.firstEnd, \.served, \.verifyProblems,
            \.nameMatches, \.trust, \.missingIssuer, \.missingIssuerURLs, \.trustDetail, \.staple, \.vouchedByDANE, \.caa)
        object.set(
            unknown: why, \.answersHTTP, \.plainPort, \.redirects, \.page, \.pageDetail, \.hsts, \.hstsFault)
        return object
    }

    private var connectionPhrase: String {
        if let failure = report.connectionFailure { return failure.phrase }
        return report.handshakeFailure == .timedOut ? "accepts the connection and then sends nothing" : "accepts the connection"
    }

    private var reachable: Learned<Bool> {
        if let failure = report.connectionFailure {
            return failure.isFinding(public: isPublic) ? .known(false) : .unknown(unknown(failure))
        }
        return .known(report.handshakeFailure != .timedOut)
    }

    private func setHandshake(_ object: inout Object, _ sources: [Int]) {
        let isReachable = reachable != .known(false)
        object.set(\.handshake, Learned(report.session != nil, unless: isReachable ? noHandshake : nil), from: sources)
        object.set(\.handshakeFailure, Learned(ordinaryFailure?.phrase, unless: noHandshake), from: sources)
        object.set(\.ordinaryClient, Learned(ordinaryFailure == nil, unless: noHandshake), from: sources)
        object.set(\.client, report.client.name, from: sources)
        object.set(\.asksForCertificate, Learned(report.asksForCertificate, unless: noHandshake), from: sources)
        object.set(\.demandsCertificate, Learned(demandsCertificate, unless: isReachable ? noHandshake : nil), from: sources)
        object.set(\.tls10, offer(of: .tls10), from: sources)
        object.set(\.tls11, offer(of: .tls11), from: sources)
        object.set(\.tls12, offer(of: .tls12), from: sources)
        object.set(\.tls13, offer(of: .tls13), from: sources)
        guard let session = report.session else {
            let unknown = noHandshake ?? unknown(.notProbed, "no handshake succeeded")
            object.set(unknown: unknown, \.version, \.cipher, \.group, \.keyExchange, from: sources)
            return
        }
        object.set(\.version, Learned(session.version.rawValue, unless: noHandshake), from: sources)
        object.set(\.cipher, Learned(session.cipher, unless: noHandshake), from: sources)
        object.set(\.group, Learned(session.group, unless: noHandshake), from: sources)
        object.set(\.keyExchange, Learned(KeyExchange(session.keyExchange), unless: noHandshake), from: sources)
    }

    private var ordinaryFailure: HandshakeFailure? {
        guard case .failure(let failure)? = report.ordinary else { return nil }
        return failure
    }

    private var demandsCertificate: Bool {
        if report.session == nil, case .wantsCertificate? = ordinaryFailure { return true }
        return false
    }

    private func offer(of version: TLSVersion) -> Learned<Bool> {
        if let noHandshake { return .unknown(noHandshake) }
        switch report.offers[version] {
        case .accepted?, .chosen?: return .known(true)
        case .refused?: return .known(false)
        case .unknown(.connection(let failure))?: return .unknown(unknown(failure))
        case .unknown(.handshake(let failure))?: return .unknown(unknown(failure.cause, failure.phrase))
        case nil: return .unknown(unknown(.notProbed, "\(version.rawValue) was not tried"))
        }
    }

    /// Why nothing is known about certificates; `nil` when something is.
    private var noCertificates: Unknown? {
        noHandshake ?? (report.session == nil && report.served.isEmpty ? unknown(.notProbed, "no certificate was sent") : nil)
    }

    private func setCertificates(_ object: inout Object, _ sources: [Int]) {
        let nothing = noCertificates
        object.set(
            \.certificate, Learned(report.certificate.map { Self.certificate($0, depth: 0) }, unless: nothing), from: sources)
        object.set(\.chain, Learned(Self.path(report.chain), unless: nothing), from: sources)
        let others = report.chains.dropFirst()
        let known = Set(report.chain.path.map(\.fingerprint))
        object.set(
            \.otherCertificates, Learned(others.flatMap { Self.path($0, without: known) }, unless: nothing), from: sources)
        object.set(\.otherFaults, Learned(others.flatMap(faults), unless: nothing), from: sources)
        object.set(\.firstEnd, Learned(Self.firstEnd(report.chains), unless: nothing), from: sources)
        object.set(\.served, Learned(report.served.map(\.subject), unless: nothing), from: sources)
        object.set(\.nameMatches, nothing.map(Learned.unknown) ?? nameMatches, from: sources)
        object.set(\.staple, Learned(Staple(report.staple), unless: nothing), from: sources)
    }

    private var nameMatches: Learned<Bool> {
        guard let certificate = report.certificate else { return .known(false) }
        if covers(certificate) { return .known(true) }
        guard certificate.omittedNames > 0 else { return .known(false) }
        return .unknown(unknown(.notProbed, "only \(ProbeLimit.namesPerCertificate.value) of its names were read"))
    }

    private func covers(_ certificate: Certificate) -> Bool {
        target.serverName.map(certificate.covers) ?? certificate.covers(target.endpoint.address)
    }

    private static func path(_ chain: ServedChain, without known: Set<String> = []) -> [TypedObject<CertificateFacts>] {
        let anchor = chain.anchor?.fingerprint
        return chain.path.enumerated().filter { !known.contains($1.fingerprint) }
            .map { certificate($1, depth: $0, isAnchor: $1.fingerprint == anchor) }
    }

    /// What is wrong with a chain that other clients than the ordinary one get.
    private func faults(_ chain: ServedChain) -> [String] {
        guard let certificate = chain.certificate else { return [] }
        let kind =
            SignatureAlgorithm(keyOf: certificate).map { "clients that ask for \($0.rawValue) signatures" } ?? "some clients"
        var faults = [chain.trust?.fault].compactMap(\.self)
        if !covers(certificate), certificate.omittedNames == 0 {
            faults.append("the certificate is for \(certificate.namesPhrase)")
        }
        return faults.map { "for \(kind), \($0)" }
    }

    /// Renewals depend on the server's own certificate; those above matter if they expire before it.
    private static func firstEnd(_ chains: [ServedChain]) -> TypedObject<CertificateEndFacts>? {
        let ends = chains.compactMap { chain -> (certificate: Certificate, depth: Int, end: Int64, lifetime: Int64)? in
            guard let first = chain.firstEnd, let end = first.certificate.notAfter, let leaf = chain.certificate,
                let lifetime = leaf.lifetime
            else {
                return nil
            }
            // A private authority may issue for years: then its own end is no matter of the next renewal for as long.
            let cap = leaf.notBefore.flatMap(LifetimeCap.seconds) ?? lifetime
            return (first.certificate, first.depth, end, first.depth == 0 ? lifetime : min(lifetime, cap))
        }
        return ends.min { $0.end < $1.end }.map { first in
            TypedObject {
                $0.set(\.subject, first.certificate.subject)
                $0.set(\.depth, first.depth)
                $0.set(\.notAfter, Timestamp(seconds: first.end))
                $0.set(\.lifetime, .seconds(first.lifetime))
            }
        }
    }

    private func setTrust(_ object: inout Object, _ sources: [Int]) {
        let noRoots = unknown(
            .notProbed, "this system has no root certificates: install ca-certificates, or name tls.ca-file")
        let problems = report.verification?.problems ?? []
        let isJudged = report.verification != nil || report.served.isEmpty
        object.set(
            \.verifyProblems,
            Learned(problems.map(Self.problem), unless: noCertificates ?? (isJudged ? nil : noRoots)), from: sources)
        guard let judged = report.trust, noCertificates == nil else {
            object.set(
                unknown: noCertificates ?? noRoots, \.trust, \.missingIssuer, \.missingIssuerURLs, \.trustDetail, from: sources)
            return
        }
        let keyUsageFault = judged == .trusted ? report.keyUsageFault : nil
        let (trust, issuer, urls): (Trust, String?, [String]) =
            switch judged {
            case .trusted where keyUsageFault != nil: (.invalid, nil, [])
            case .trusted: (.trusted, nil, [])
            case .selfSigned: (.selfSigned, nil, [])
            case .untrusted(let issuer): (.untrusted, issuer, [])
            case .incomplete(let missing, let urls): (.incomplete, missing, urls)
            case .issuerUnknown(let issuer): (.issuerUnknown, issuer, [])
            case .otherKey(let issuer, _, _): (.otherKey, issuer, [])
            case .invalid: (.invalid, nil, [])
            case .noCertificate: (.noCertificate, nil, [])
            }
        object.set(\.trust, trust, from: sources)
        object.set(\.missingIssuer, issuer, from: sources)
        object.set(\.missingIssuerURLs, urls, from: sources)
        object.set(\.trustDetail, judged.fault ?? keyUsageFault ?? "", from: sources)
    }

    private static func problem(_ problem: ChainVerification.Problem) -> TypedObject<VerifyProblemFacts> {
        TypedObject {
            $0.set(\.text, problem.text)
            $0.set(\.depth, problem.depth)
            $0.set(\.subject, problem.subject)
        }
    }

    static func certificate(
        _ certificate: Certificate, depth: Int, isAnchor: Bool = false
    ) -> TypedObject<CertificateFacts> {
        var object = TypedObject<CertificateFacts>()
        object.set(\.depth, depth)
        object.set(\.subject, certificate.subject)
        object.set(\.issuer, certificate.issuer)
        object.set(\.serial, certificate.serial)
        object.set(\.notBefore, time(certificate.notBefore))
        object.set(\.notAfter, time(certificate.notAfter))
        object.set(\.lifetime, certificate.lifetime.map { .known(.seconds($0)) } ?? .unknown(noTime))
        object.set(
            \.lifetimeCap,
            certificate.notBefore.map { .known(LifetimeCap.seconds(notBefore: $0).map { .seconds($0) }) } ?? .unknown(noTime))
        let next = certificate.outlastedCap
        object.set(\.nextCap, next.map { .seconds($0.seconds) })
        object.set(\.nextCapFrom, next.map { Timestamp(seconds: $0.since) })
        object.set(\.anchor, isAnchor)
        object.set(\.covers, certificate.namesPhrase)
        object.set(\.names, certificate.names + certificate.addresses.map(\.description))
        object.set(\.keyType, certificate.keyType)
        object.set(\.keyBits, certificate.keyBits)
        object.set(\.signature, certificate.signatureAlgorithm)
        object.set(\.digest, certificate.signatureDigest)
        object.set(\.selfIssued, certificate.isSelfIssued)
        object.set(\.mustStaple, certificate.mustStaple)
        object.set(\.fingerprint, certificate.fingerprint)
        return object
    }

    private static let noTime = Unknown(.notProbed, detail: "the certificate has an invalid validity date")

    private static func time(_ seconds: Int64?) -> Learned<Timestamp> {
        seconds.map { .known(Timestamp(seconds: $0)) } ?? .unknown(noTime)
    }

    // MARK: Evidence

    /// The evidence for findings.
    var observation: Observation {
        var answer: [String] = []
        if let session = report.session {
            answer.append(
                ([session.version.rawValue, session.cipher] + (session.group.map { [$0] } ?? [])).joined(separator: " "))
        } else if let failure = report.handshakeFailure {
            answer.append(failure.phrase)
        }
        for certificate in report.served {
            let times = [certificate.notBefore, certificate.notAfter].map { seconds in
                seconds.map { String(Timestamp(seconds: $0).description.prefix(10)) } ?? "?"
            }
            answer.append("\(certificate.subject), from \(times[0]) to \(times[1]), by \(certificate.issuer)")
        }
        return Observation(
            question: question, view: view.rawValue, server: target.endpoint.description, status: status, answer: answer,
            ttl: nil,
            attempts: [])
    }

    private var status: String {
        switch report.connectionFailure {
        case .refused?: return "refused"
        case .silent?: return "silent"
        case .hostUnreachable?: return "unreachable"
        case .noRoute?, .outOfTime?, .notPermitted?: return "not-probed"
        case nil: break
        }
        if report.session != nil { return "handshake" }
        return report.handshakeFailure == .timedOut ? "silent" : "no-handshake"
    }
}
