import DNS
import Facts
import Probes
import Report
import Rules

/// A server's probe results at each of its addresses, and the rules' findings, for people and as JSON.
struct TLSReportText {
    let name: String
    let reports: [TLSReport]
    /// The rules' findings for every address.
    let findings: [Finding]
    /// Failed address queries.
    let unresolved: [LookupResult]
    /// The time of the probe.
    let observedAt: Timestamp
    /// The CAA result for the authority whose domains were given.
    var caa: AuthorityPermission?

    var status: ExitStatus {
        let counted = findings.filter { [.fail, .undetermined].contains($0.outcome) && $0.severity == .error }
        if counted.contains(where: { $0.outcome == .fail }) { return .notReady }
        return counted.isEmpty && unresolved.isEmpty && !reports.isEmpty ? .ready : .undetermined
    }

    private var verdict: String {
        switch status {
        case .ready: findings.contains { $0.outcome == .fail } ? "good, with warnings" : "good"
        case .notReady: "bad"
        default: "undetermined"
        }
    }

    private func findings(at report: TLSReport) -> [Finding] {
        findings.filter {
            $0.subject.address == report.target.endpoint.address.description && [.fail, .undetermined].contains($0.outcome)
        }
    }

    // MARK: Text

    var text: String {
        var lines = ["server      \(name)", "verdict     \(verdict)"]
        lines += unresolved.map { "unknown     \($0.question): \($0.status)" }
        for report in reports {
            lines.append("")
            lines += self.lines(report)
        }
        return lines.map { printable($0) + "\n" }.joined()
    }

    private func lines(_ report: TLSReport) -> [String] {
        var lines = ["address     \(report.target.endpoint)"]
        if let failure = report.connectionFailure {
            lines.append("connection  \(failure.phrase)")
        } else {
            lines += TLSVersion.allCases.reversed().map { "\($0.rawValue)     \(Self.words(report.offers[$0]))" }
            lines.append("SSLv3       not tested (OpenSSL no longer speaks it)")
            if case .failure(let failure)? = report.ordinary {
                lines.append("ordinary    \(report.client.name) gets no session: \(failure.phrase)")
            }
            if report.asksForCertificate, report.session != nil {
                lines.append("client      is asked for a certificate, and gets on without one as far as the handshake goes")
            }
            for algorithm in SignatureAlgorithm.allCases {
                guard let offer = report.signatures[algorithm] else { continue }
                lines.append("\("\(algorithm.rawValue) only".padding(to: 11)) \(Self.words(offer))")
            }
        }
        for (index, chain) in report.chains.enumerated() {
            if report.chains.count > 1 {
                let kind = chain.certificate.flatMap(SignatureAlgorithm.init(keyOf:)).map { ", for \($0.rawValue) signatures" }
                lines.append("chain       \(index + 1) of \(report.chains.count)\(kind ?? "")")
            }
            lines += self.lines(chain)
        }
        if let record = Self.association(report) { lines.append("TLSA        \(record)") }
        if let caa, let certificate = report.certificate { lines.append("CAA         \(caa.words(certificate))") }
        for finding in findings(at: report) {
            let mark = finding.outcome == .fail ? finding.severity.rawValue : "unknown"
            lines.append("\(mark.padding(to: 11)) \(finding.message) [\(finding.rule)]")
        }
        return lines
    }

    /// A chain as served and as completed, its problems, and its first expiry.
    private func lines(_ chain: ServedChain) -> [String] {
        var lines: [String] = []
        if chain.staple != .none { lines.append("staple      \(chain.staple.rawValue)") }
        lines += chain.served.enumerated().flatMap { Self.lines($1, label: "served \($0)") }
        if chain.omitted > 0 {
            lines.append("served      \(chain.omitted) more, which were not read (\(ProbeLimit.certificates.phrase))")
        }
        if let path = chain.verification?.path {
            // Served certificates are described above.
            lines += path.filter { !chain.served.contains($0) }.map {
                "completed   \($0.subject), valid \(Self.time($0.notBefore)) to \(Self.time($0.notAfter))"
            }
        }
        if let trust = chain.trust, let fault = trust.fault { lines.append("trust       \(fault)") }
        for problem in chain.verification?.problems ?? [] {
            lines.append("verify      \(problem.text), at depth \(problem.depth): \(problem.subject)")
        }
        if let end = chain.firstEnd, let seconds = end.certificate.notAfter {
            lines.append("ends first  \(end.certificate.subject), \(left(until: seconds))")
        }
        if let next = chain.certificate?.outlastedCap {
            let cap = Duration.seconds(next.seconds).spanText
            lines.append("lifetime    longer than the \(cap) that will be allowed from \(Self.time(next.since).prefix(10)) on")
        }
        return lines
    }

    /// `in 47 hours`, `10 days ago`
    private func left(until seconds: Int64) -> String {
        let left = seconds - observedAt.seconds
        let span = Duration.seconds(abs(left)).spanText
        return left >= 0 ? "in \(span)" : "\(span) ago"
    }

    private static func time(_ seconds: Int64?) -> String { seconds.map { Timestamp(seconds: $0).description } ?? "?" }

    /// The record by which a mail exchanger's zone can secure its key.
    private static func association(_ report: TLSReport) -> String? {
        report.target.opening == .smtp ? report.served.first.map(DANEAssociation.record) : nil
    }

    private static func words(_ offer: TLSReport.Offer?) -> String {
        switch offer {
        case .accepted(let session)?:
            "accepted: \(session.cipher)\(session.group.map { ", \($0)" } ?? "")"
        case .chosen(let failure)?: "chosen by the server, without a session: \(failure.phrase)"
        case .refused(let failure)?: "refused: \(failure.phrase)"
        case .unknown(let obstacle)?: "unknown: \(obstacle.phrase)"
        case nil: "not tried"
        }
    }

    private static func lines(_ certificate: Certificate, label: String) -> [String] {
        let more = certificate.omittedNames > 0 ? " and \(certificate.omittedNames) more, which were not read" : ""
        let addresses = certificate.addresses.map(\.description)
        return [
            "\(label.padding(to: 11)) \(certificate.subject)",
            "  issuer    \(certificate.issuer)",
            "  valid     \(time(certificate.notBefore)) to \(time(certificate.notAfter))",
            "  key       \(certificate.keyType), \(certificate.keyBits) bits; \(certificate.signatureAlgorithm)",
        ] + (certificate.names.isEmpty ? [] : ["  names     \(certificate.names.joined(separator: ", "))\(more)"])
            + (addresses.isEmpty ? [] : ["  addresses \(addresses.joined(separator: ", "))"])
            + ["  sha256    \(certificate.fingerprint)"]
    }

    // MARK: JSON

    var json: JSONValue {
        [
            "server": .string(name), "verdict": .string(verdict),
            "unresolved": .array(
                unresolved.map { ["question": .string($0.question.description), "status": .string($0.status)] }),
            "addresses": .array(reports.map(json)),
        ]
    }

    private func json(_ report: TLSReport) -> JSONValue {
        let offers = report.offers.map { version, offer in (version.rawValue, JSONValue.string(Self.words(offer))) }
        return JSONValue.object([
            "address": .string(report.target.endpoint.address.description),
            "port": .integer(Int64(report.target.endpoint.port)),
            "connection": JSONValue(report.connectionFailure?.phrase),
            "handshake": .boolean(report.session != nil),
            "version": JSONValue(report.session?.version.rawValue), "cipher": JSONValue(report.session?.cipher),
            "group": JSONValue(report.session?.group),
            "versions": .object(Dictionary(uniqueKeysWithValues: offers)),
            "ordinaryClient": .boolean(report.ordinary.map { if case .success = $0 { true } else { false } } ?? false),
            "client": .string(report.client.name), "clientSource": .string(report.client.source),
            "asksForClientCertificate": .boolean(report.asksForCertificate),
            "signatures": .object(
                Dictionary(uniqueKeysWithValues: report.signatures.map { ($0.rawValue, .string(Self.words($1))) })),
            "staple": .string(report.staple.rawValue),
            "served": .array(report.served.map(Self.json)),
            "completed": report.verification.map { .strings($0.path.map(\.subject)) } ?? .null,
            "path": .array(report.chain.path.map(Self.json)),
            "endsFirst": report.chain.firstEnd.map(Self.json) ?? .null,
            "trust": JSONValue(report.trust?.fault),
            "otherChains": .array(report.chains.dropFirst().map(Self.json)),
            "tlsa": JSONValue(Self.association(report)),
            "caa": JSONValue(report.certificate.flatMap { caa?.words($0) }),
            "verifyProblems": Self.json(report.verification?.problems ?? []),
            "findings": .array(
                findings(at: report).map {
                    [
                        "rule": .string($0.rule), "outcome": .string($0.outcome.rawValue),
                        "severity": .string($0.severity.rawValue), "message": .string($0.message),
                    ]
                }),
        ]).withoutNulls
    }

    private static func json(_ chain: ServedChain) -> JSONValue {
        JSONValue.object([
            "staple": .string(chain.staple.rawValue), "served": .array(chain.served.map(json)),
            "path": .array(chain.path.map(json)), "endsFirst": chain.firstEnd.map(json) ?? .null,
            "trust": JSONValue(chain.trust?.fault), "verifyProblems": json(chain.verification?.problems ?? []),
        ]).withoutNulls
    }

    private static func json(_ end: (certificate: Certificate, depth: Int)) -> JSONValue {
        JSONValue.object([
            "subject": .string(end.certificate.subject), "depth": .integer(Int64(end.depth)),
            "notAfter": JSONValue(end.certificate.notAfter.map { Timestamp(seconds: $0).description }),
        ]).withoutNulls
    }

    private static func json(_ problems: [ChainVerification.Problem]) -> JSONValue {
        .array(
            problems.map { ["text": .string($0.text), "depth": .integer(Int64($0.depth)), "subject": .string($0.subject)] })
    }

    private static func json(_ certificate: Certificate) -> JSONValue {
        let time = { (seconds: Int64?) in JSONValue(seconds.map { Timestamp(seconds: $0).description }) }
        return JSONValue.object([
            "subject": .string(certificate.subject), "issuer": .string(certificate.issuer),
            "serial": .string(certificate.serial), "notBefore": time(certificate.notBefore),
            "notAfter": time(certificate.notAfter), "names": .strings(certificate.names),
            "addresses": .strings(certificate.addresses.map(\.description)),
            "keyType": .string(certificate.keyType), "keyBits": .integer(Int64(certificate.keyBits)),
            "signature": .string(certificate.signatureAlgorithm), "fingerprint": .string(certificate.fingerprint),
        ]).withoutNulls
    }
}
