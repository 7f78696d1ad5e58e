import DNS
import Deployment
import Facts
import Probes

/// Converts a mail server's replies into facts.
struct SMTPFactReader {
    let report: SMTPReport
    /// The Internet can reach the address: silence is then the server's fault.
    let isPublic: Bool
    let view: ViewName

    private var question: String { "SMTP \(report.target.endpoint) \(report.target.host.text)" }

    private func unknown(_ cause: Unknown.Cause, _ detail: String) -> Unknown {
        Unknown(cause, question: question, view: view.rawValue, detail: "the server \(detail)")
    }

    /// Why there is no dialogue with the server, for a sentence; `nil` when it greets.
    private var connection: String? {
        if let failure = report.connectionFailure { return failure.phrase }
        if report.greeting == nil {
            return report.breakdown == .timedOut ? "accepts the connection and then sends nothing" : report.breakdown?.phrase
        }
        return report.refusal
    }

    private var reachable: Learned<Bool> {
        if let failure = report.connectionFailure {
            return failure.isFinding(public: isPublic) ? .known(false) : .unknown(unknown(failure.cause, failure.phrase))
        }
        if let breakdown = report.breakdown, breakdown.isInconclusive {
            return .unknown(unknown(breakdown.cause, breakdown.phrase))
        }
        for reply in [report.greeting, report.hello].compactMap({ $0 }) where reply.isTransient {
            return .unknown(unknown(.refused, "asks to come back later: \(reply.text)"))
        }
        return .known(connection == nil)
    }

    /// Why nothing is known about STARTTLS and what follows; `nil` when something is.
    private var noDialogue: Unknown? {
        if let unknown = reachable.unknown { return unknown }
        if let connection { return unknown(.notProbed, connection) }
        guard report.startTLS == nil else { return nil }
        return unknown(report.breakdown?.cause ?? .network, report.breakdown?.phrase ?? "ends the dialogue")
    }

    /// Why nothing is known about the certificate; a server without TLS certainly has none.
    var noSession: Unknown? {
        if let noDialogue { return noDialogue }
        guard case .failed(let failure)? = report.startTLS, failure.isInconclusive else { return nil }
        return Unknown(failure.cause, question: question, view: view.rawValue, detail: failure.phrase)
    }

    func fill(_ object: inout TypedObject<SMTPEndpointFacts>, from sources: [Int]) {
        let names = [report.greetingName, report.helloName].compactMap(\.self).reduce(into: [String]()) { names, name in
            if !names.contains(name) { names.append(name) }
        }
        object.set(\.reachable, reachable, from: sources)
        object.set(\.connection, connection ?? "accepts the connection", from: sources)
        object.set(\.greeting, report.greeting?.text, from: sources)
        object.set(\.announced, Learned(names, unless: noDialogue), from: sources)
        object.set(\.starttls, Learned(startTLSFailure == nil, unless: noSession), from: sources)
        object.set(\.starttlsFailure, Learned(startTLSFailure ?? "", unless: noDialogue), from: sources)
        object.set(\.certificateFaults, Learned(report.certificateFaults, unless: noSession), from: sources)
        object.set(\.acceptance, acceptance.value, from: sources)
        object.set(\.rejection, acceptance.text, from: sources)
    }

    private var startTLSFailure: String? {
        switch report.startTLS {
        case .established?: nil
        case .failed(let failure)?: failure.phrase
        case .notOffered?, nil: "the server does not offer STARTTLS"
        }
    }

    private var acceptance: (value: Learned<BounceAcceptance>, text: String) {
        switch report.acceptance {
        case .accepted: (.known(.accepted), "")
        case .rejected(let command, let reply): (.known(.rejected), "\(command) with \(reply)")
        case .deferred(let command, let reply):
            (.unknown(unknown(.refused, "asks to come back later: \(command) gets \(reply)")), "\(command) with \(reply)")
        case .broken(let words):
            (.unknown(noDialogue ?? unknown(report.breakdown?.cause ?? .network, words)), "")
        case .notAsked: (.unknown(noDialogue ?? unknown(.notProbed, "was not tested for bounces")), "")
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
            case .known(true): "dialogue"
            case .known(false): report.connectionFailure == .refused ? "refused" : "no-dialogue"
            case .unknown: "unknown"
            }
        return Observation(
            question: question, view: view.rawValue, server: report.target.endpoint.description, status: status, answer: answer,
            ttl: nil,
            attempts: [])
    }
}
