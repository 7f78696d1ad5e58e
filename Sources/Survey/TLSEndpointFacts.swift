import DNS
import Facts
import Probes

/// Turns what a TLS probe saw into facts.
struct TLSEndpointFacts {
    let report: TLSReport
    /// The Internet can reach the address: silence is then the server's.
    let isPublic: Bool
    /// For the causes of what stays unknown.
    let view: String

    private var target: TLSTarget { report.target }
    private var question: String { "TLS \(target.endpoint) \(target.serverName?.text ?? "")" }

    /// Why nothing can be said about the handshake; `nil` when something can.
    private var noHandshake: Unknown? {
        if let failure = report.connectionFailure { return unknown(failure) }
        if report.handshakeFailure == .outOfTime { return unknown(.timeout, HandshakeFailure.outOfTime.phrase) }
        return nil
    }

    private func unknown(_ cause: Unknown.Cause, _ detail: String) -> Unknown {
        Unknown(cause, question: question, view: view, detail: detail)
    }

    private func unknown(_ failure: ConnectionFailure) -> Unknown {
        unknown(failure.cause, "the server \(failure.phrase)")
    }

    /// The endpoint as a subject, with everything that a probe learns.
    ///
    /// - Parameter name: as people wrote it.
    /// - Parameter key: the name as it stands in the subject's key.
    /// - Parameter addressSources: the observations that gave the address.
    func object(
        role: String, name: String, key: String, exposure: String = "public", addressSources: [Int] = [], from sources: [Int]
    ) -> FactObject {
        let (address, port) = (target.endpoint.address, target.endpoint.port)
        var object = FactObject(.tlsEndpoint)
        object.set(
            "subject",
            FactObject.identity(
                key: "\(role)/\(key):\(port)/\(address)/\(view)", role: role, name: name, view: view, address: address))
        object.set("role", .string(role))
        object.set("name", .string(name))
        object.set("port", .integer(Int(port)))
        object.set("address", .address(address), from: addressSources)
        object.set("view", .string(view))
        object.set("exposure", .string(exposure))
        let opening = target.opening == .smtp ? ", STARTTLS" : ""
        object.set("place", .string("\(name) (\(address), port \(port)\(opening))"))
        fill(&object, from: sources)
        return object
    }

    private func fill(_ object: inout FactObject, from sources: [Int]) {
        func set(_ field: String, _ value: FactValue) { object.set(field, value, from: sources) }
        set("reachable", reachable)
        set("connection", .string(connectionPhrase))
        for (field, value) in handshakeFacts + certificateFacts { set(field, value) }
    }

    private var connectionPhrase: String {
        if let failure = report.connectionFailure { return failure.phrase }
        return report.handshakeFailure == .timedOut ? "takes the connection and then says nothing" : "takes the connection"
    }

    private var reachable: FactValue {
        if let failure = report.connectionFailure {
            return failure.isFinding(public: isPublic) ? .boolean(false) : .unknown(unknown(failure))
        }
        return .boolean(report.handshakeFailure != .timedOut)
    }

    private var handshakeFacts: [(String, FactValue)] {
        let known = { (value: FactValue) in noHandshake.map(FactValue.unknown) ?? value }
        var facts: [(String, FactValue)] = [
            ("handshake", reachable == .boolean(false) ? .boolean(false) : known(.boolean(report.session != nil))),
            ("handshake_failure", known(.optional(ordinaryFailure?.phrase))),
            ("ordinary_client", known(.boolean(ordinaryFailure == nil))),
        ]
        for (version, field) in [
            (TLSVersion.tls10, "tls_1_0"), (.tls11, "tls_1_1"), (.tls12, "tls_1_2"), (.tls13, "tls_1_3"),
        ] { facts.append((field, offer(of: version))) }
        let session = report.session
        let ofSession = { (value: FactValue?) in known(value ?? .unknown(unknown(.notProbed, "no handshake succeeded"))) }
        facts.append(("version", ofSession(session.map { .string($0.version.rawValue) })))
        facts.append(("cipher", ofSession(session.map { .string($0.cipher) })))
        facts.append(("group", ofSession(session.map { .optional($0.group) })))
        facts.append(("key_exchange", ofSession(session.map { .string($0.keyExchange.rawValue) })))
        return facts
    }

    private var ordinaryFailure: HandshakeFailure? {
        guard case .failure(let failure)? = report.ordinary else { return nil }
        return failure
    }

    private func offer(of version: TLSVersion) -> FactValue {
        if let noHandshake { return .unknown(noHandshake) }
        switch report.offers[version] {
        case .accepted?: return .boolean(true)
        case .refused?: return .boolean(false)
        case .unknown(.connection(let failure))?: return .unknown(unknown(failure))
        case .unknown(.handshake(let failure))?: return .unknown(unknown(.timeout, failure.phrase))
        case nil: return .unknown(unknown(.notProbed, "\(version.rawValue) was not tried"))
        }
    }

    private var certificateFacts: [(String, FactValue)] {
        let nothing =
            noHandshake ?? (report.session == nil && report.served.isEmpty ? unknown(.notProbed, "no certificate came") : nil)
        let known = { (value: FactValue) in nothing.map(FactValue.unknown) ?? value }
        let path = report.verification?.path ?? report.served
        let noRoots = unknown(.notProbed, "this system has no root certificates: install ca-certificates, or name tls.ca-file")
        let judged = { (value: FactValue?) in known(value ?? .unknown(noRoots)) }
        let (trust, issuer, urls, detail) = trustFacts
        return [
            ("certificate", known(report.certificate.map { .object(Self.certificate($0, depth: 0)) } ?? .absent)),
            ("chain", known(.objects(path.enumerated().map { Self.certificate($1, depth: $0) }))),
            ("served", known(.strings(report.served.map(\.subject)))),
            (
                "verify_problems",
                judged(
                    report.verification.map { .objects($0.problems.map(Self.problem)) }
                        ?? (report.served.isEmpty ? .list([]) : nil))
            ),
            ("name_matches", known(.boolean(nameMatches))),
            ("trust", judged(trust.map(FactValue.string))), ("missing_issuer", judged(trust == nil ? nil : .optional(issuer))),
            ("missing_issuer_urls", judged(trust == nil ? nil : .strings(urls))),
            ("trust_detail", judged(trust == nil ? nil : .string(detail))), ("staple", known(.string(report.staple.rawValue))),
        ]
    }

    private var nameMatches: Bool {
        guard let certificate = report.certificate else { return false }
        guard let name = target.serverName else { return certificate.covers(target.endpoint.address) }
        return certificate.covers(name)
    }

    private var trustFacts: (trust: String?, issuer: String?, urls: [String], detail: String) {
        switch report.trust {
        case nil: (nil, nil, [], "")
        case .trusted?: ("trusted", nil, [], "")
        case .selfSigned?: ("self-signed", nil, [], "")
        case .untrusted(let issuer)?: ("untrusted", issuer, [], "")
        case .incomplete(let missing, let urls)?: ("incomplete", missing, urls, "")
        case .invalid(let words)?: ("invalid", nil, [], words)
        case .noCertificate?: ("no-certificate", nil, [], "")
        }
    }

    private static func problem(_ problem: ChainVerification.Problem) -> FactObject {
        FactObject(.verifyProblem)
            .setting("text", .string(problem.text)).setting("depth", .integer(problem.depth))
            .setting("subject", .string(problem.subject))
    }

    static func certificate(_ certificate: Certificate, depth: Int) -> FactObject {
        let noTime = Unknown(.notProbed, detail: "the certificate holds something else in place of a time")
        let time = { (seconds: Int64?) in seconds.map { FactValue.timestamp(Timestamp(seconds: $0)) } ?? .unknown(noTime) }
        return FactObject(.certificate)
            .setting("depth", .integer(depth)).setting("subject", .string(certificate.subject))
            .setting("issuer", .string(certificate.issuer)).setting("serial", .string(certificate.serial))
            .setting("not_before", time(certificate.notBefore)).setting("not_after", time(certificate.notAfter))
            .setting("lifetime", certificate.lifetime.map { .duration(.seconds($0)) } ?? .unknown(noTime))
            .setting(
                "lifetime_cap",
                certificate.notBefore.map { LifetimeCap.seconds(notBefore: $0).map { .duration(.seconds($0)) } ?? .absent }
                    ?? .unknown(noTime)
            )
            .setting("names", .strings(certificate.names + certificate.addresses.map(\.description)))
            .setting("key_type", .string(certificate.keyType)).setting("key_bits", .integer(certificate.keyBits))
            .setting("signature", .string(certificate.signatureAlgorithm))
            .setting("digest", .optional(certificate.signatureDigest))
            .setting("self_issued", .boolean(certificate.isSelfIssued))
            .setting("must_staple", .boolean(certificate.mustStaple))
            .setting("fingerprint", .string(certificate.fingerprint))
    }

    // MARK: Evidence

    /// What was seen, as the evidence of findings.
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
            question: question, view: view, server: target.endpoint.description, status: status, answer: answer, ttl: nil,
            attempts: [])
    }

    private var status: String {
        switch report.connectionFailure {
        case .refused?: return "refused"
        case .silent?: return "silent"
        case .hostUnreachable?: return "unreachable"
        case .noRoute?, .outOfTime?: return "not-probed"
        case nil: break
        }
        if report.session != nil { return "handshake" }
        return report.handshakeFailure == .timedOut ? "silent" : "no-handshake"
    }
}
