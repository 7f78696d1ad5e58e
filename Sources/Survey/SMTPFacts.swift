import DNS
import Facts
import Probes

/// Turns what a mail server said into facts.
struct SMTPFacts {
    let report: SMTPReport
    /// The Internet can reach the address: silence is then the server's.
    let isPublic: Bool
    let view: String

    private var question: String { "SMTP \(report.target.endpoint) \(report.target.host.text)" }

    private func unknown(_ cause: Unknown.Cause, _ detail: String) -> Unknown {
        Unknown(cause, question: question, view: view, detail: "the server \(detail)")
    }

    /// Why nobody talks to the server, for a sentence; `nil` when it greets.
    private var connection: String? {
        if let failure = report.connectionFailure { return failure.phrase }
        if report.greeting == nil {
            return report.breakdown == .timedOut ? "takes the connection and then says nothing" : report.breakdown?.phrase
        }
        return report.refusal
    }

    private var reachable: FactValue {
        if let failure = report.connectionFailure {
            return failure.isFinding(public: isPublic) ? .boolean(false) : .unknown(unknown(failure.cause, failure.phrase))
        }
        if report.breakdown == .outOfTime { return .unknown(unknown(.timeout, StreamFailure.outOfTime.phrase)) }
        for reply in [report.greeting, report.hello].compactMap({ $0 }) where reply.isTransient {
            return .unknown(unknown(.refused, "asks to come back later: \(reply.text)"))
        }
        return .boolean(connection == nil)
    }

    /// Why nothing is known of STARTTLS and what follows; `nil` when something is.
    private var noDialogue: Unknown? {
        if case .unknown(let unknown) = reachable { return unknown }
        if let connection { return unknown(.notProbed, connection) }
        guard report.startTLS == nil else { return nil }
        return unknown(report.breakdown == .timedOut ? .timeout : .network, report.breakdown?.phrase ?? "ends the dialogue")
    }

    /// Why nothing is known of the certificate; a server without TLS has none, for certain.
    var noSession: Unknown? {
        if let noDialogue { return noDialogue }
        guard case .failed(let failure)? = report.startTLS, failure == .outOfTime else { return nil }
        return unknown(.timeout, StreamFailure.outOfTime.phrase)
    }

    func fill(_ object: inout FactObject, from sources: [Int]) {
        func set(_ field: String, _ value: FactValue) { object.set(field, value, from: sources) }
        let known = { (value: FactValue) in noDialogue.map(FactValue.unknown) ?? value }
        set("reachable", reachable)
        set("connection", .string(connection ?? "takes the connection"))
        set("greeting", .optional(report.greeting?.text))
        set(
            "announced",
            known(
                .strings(
                    [report.greetingName, report.helloName].compactMap { $0 }.reduce(into: [String]()) {
                        if !$0.contains($1) { $0.append($1) }
                    })))
        set("starttls", noSession.map(FactValue.unknown) ?? .boolean(startTLSFailure == nil))
        set("starttls_failure", known(.string(startTLSFailure ?? "")))
        set("certificate_faults", noSession.map(FactValue.unknown) ?? .strings(report.certificateFaults))
        set("acceptance", acceptance.value)
        set("rejection", .string(acceptance.text))
    }

    private var startTLSFailure: String? {
        switch report.startTLS {
        case .established?: nil
        case .failed(let failure)?: failure.phrase
        case .notOffered?, nil: "the server does not offer STARTTLS"
        }
    }

    private var acceptance: (value: FactValue, text: String) {
        switch report.acceptance {
        case .accepted: (.string("accepted"), "")
        case .rejected(let command, let reply): (.string("rejected"), "\(command) with \(reply)")
        case .deferred(let command, let reply):
            (.unknown(unknown(.refused, "asks to come back later: \(command) gets \(reply)")), "\(command) with \(reply)")
        case .broken(let words):
            (.unknown(noDialogue ?? unknown(report.breakdown == .timedOut ? .timeout : .network, words)), "")
        case .notAsked: (.unknown(noDialogue ?? unknown(.notProbed, "was not asked about bounces")), "")
        }
    }

    var observation: Observation {
        var answer = [report.greeting?.text, report.hello.map { "EHLO: \($0.text)" }].compactMap { $0 }
        switch report.startTLS {
        case .established(let session)?: answer.append("STARTTLS: \(session.version.rawValue) \(session.cipher)")
        case .failed(let failure)?: answer.append("STARTTLS: \(failure.phrase)")
        case .notOffered?: answer.append("no STARTTLS")
        case nil: break
        }
        answer += report.served.prefix(1).map { "certificate: \($0.subject), by \($0.issuer)" }
        switch report.acceptance {
        case .accepted: answer.append("a bounce would be accepted")
        case .rejected(let command, let reply), .deferred(let command, let reply): answer.append("\(command): \(reply)")
        case .broken, .notAsked: break
        }
        if let connection { answer.append("the server \(connection)") }
        let status =
            switch reachable {
            case .boolean(true): "dialogue"
            case .boolean(false): report.connectionFailure == .refused ? "refused" : "no-dialogue"
            default: "unknown"
            }
        return Observation(
            question: question, view: view, server: report.target.endpoint.description, status: status, answer: answer, ttl: nil,
            attempts: [])
    }
}
