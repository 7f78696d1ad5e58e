import DNS
import Facts
import Probes
import Report
import Rules

/// What a server showed at each of its addresses, and what the rules say of it, for people and as JSON.
struct TLSReportText {
    let name: String
    let reports: [TLSReport]
    /// Of the rules, for every address.
    let findings: [Finding]
    /// Questions for addresses that did not conclude.
    let unresolved: [LookupResult]

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
            if case .failure(let failure)? = report.ordinary { lines.append("ordinary    no session: \(failure.phrase)") }
            if report.staple != .none { lines.append("staple      \(report.staple.rawValue)") }
        }
        lines += report.served.enumerated().flatMap { Self.lines($1, label: "served \($0)") }
        if let record = Self.association(report) { lines.append("TLSA        \(record)") }
        if let path = report.verification?.path, path.count > report.served.count {
            lines += path.dropFirst(report.served.count).map { "completed   \($0.subject)" }
        }
        for problem in report.verification?.problems ?? [] {
            lines.append("verify      \(problem.text), at depth \(problem.depth): \(problem.subject)")
        }
        for finding in findings(at: report) {
            let mark = finding.outcome == .fail ? finding.severity.rawValue : "unknown"
            lines.append("\(mark.padding(to: 11)) \(finding.message) [\(finding.rule)]")
        }
        return lines
    }

    /// The record with which a mail exchanger's zone can vouch for its key.
    private static func association(_ report: TLSReport) -> String? {
        report.target.opening == .smtp ? report.served.first.map(DANEAssociation.record) : nil
    }

    private static func words(_ offer: TLSReport.Offer?) -> String {
        switch offer {
        case .accepted(let session)?:
            "accepted: \(session.cipher)\(session.group.map { ", \($0)" } ?? "")"
        case .refused(let failure)?: "refused: \(failure.phrase)"
        case .unknown(let obstacle)?: "unknown: \(obstacle.phrase)"
        case nil: "not tried"
        }
    }

    private static func lines(_ certificate: Certificate, label: String) -> [String] {
        let time = { (seconds: Int64?) in seconds.map { Timestamp(seconds: $0).description } ?? "?" }
        return [
            "\(label.padding(to: 11)) \(certificate.subject)",
            "  issuer    \(certificate.issuer)",
            "  valid     \(time(certificate.notBefore)) to \(time(certificate.notAfter))",
            "  key       \(certificate.keyType), \(certificate.keyBits) bits; \(certificate.signatureAlgorithm)",
        ] + (certificate.names.isEmpty ? [] : ["  names     \(certificate.names.joined(separator: ", "))"])
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
            "staple": .string(report.staple.rawValue),
            "served": .array(report.served.map(Self.json)),
            "completed": report.verification.map { .strings($0.path.map(\.subject)) } ?? .null,
            "tlsa": JSONValue(Self.association(report)),
            "verifyProblems": .array(
                (report.verification?.problems ?? []).map {
                    ["text": .string($0.text), "depth": .integer(Int64($0.depth)), "subject": .string($0.subject)]
                }),
            "findings": .array(
                findings(at: report).map {
                    [
                        "rule": .string($0.rule), "outcome": .string($0.outcome.rawValue),
                        "severity": .string($0.severity.rawValue), "message": .string($0.message),
                    ]
                }),
        ]).withoutNulls
    }

    private static func json(_ certificate: Certificate) -> JSONValue {
        let time = { (seconds: Int64?) in JSONValue(seconds.map { Timestamp(seconds: $0).description }) }
        return JSONValue.object([
            "subject": .string(certificate.subject), "issuer": .string(certificate.issuer),
            "serial": .string(certificate.serial), "notBefore": time(certificate.notBefore),
            "notAfter": time(certificate.notAfter), "names": .strings(certificate.names),
            "keyType": .string(certificate.keyType), "keyBits": .integer(Int64(certificate.keyBits)),
            "signature": .string(certificate.signatureAlgorithm), "fingerprint": .string(certificate.fingerprint),
        ]).withoutNulls
    }
}
