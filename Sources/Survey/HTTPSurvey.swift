import DNS
import Deployment
import Facts
import Probes

/// What an address answers to a plain HTTP request, and the policy of its secure page.
extension Survey {
    func fillHTTP(_ object: inout FactObject, _ report: TLSReport, _ vantage: Vantage, _ prober: Prober) async {
        guard plan.deployment.probes.http, let host = report.target.serverName else { return }
        let address = report.target.endpoint.address
        let ports = report.session == nil ? [prober.settings.httpPort, report.target.endpoint.port] : [prober.settings.httpPort]
        let plain = await concurrently(Array(Set(ports)).sorted()) { port in
            await prober.page(HTTPTarget(endpoint: Endpoint(address: address, port: port), host: host, isSecure: false))
        }
        let sources = plain.map { log.record(HTTPFacts(report: $0, view: vantage.view).observation) }
        let answering = plain.first { $0.response != nil }
        let unknown = Unknown.merging(plain.compactMap { HTTPFacts(report: $0, view: vantage.view).unknown })
        let known = { (value: FactValue) in answering == nil ? unknown.map(FactValue.unknown) ?? value : value }
        object.set("answers_http", known(.boolean(answering != nil)), from: sources)
        object.set(
            "plain_port", known(answering.map { .integer(Int($0.target.endpoint.port)) } ?? .absent), from: sources)
        object.set("redirects", known(.boolean(answering?.response?.redirectsToHTTPS == true)), from: sources)
        guard report.session != nil else { return }
        let page = await prober.page(HTTPTarget(endpoint: report.target.endpoint, host: host, isSecure: true))
        let facts = HTTPFacts(report: page, view: vantage.view)
        let source = log.record(facts.observation)
        let header = FactValue.optional(page.response?.fields["strict-transport-security"])
        object.set("hsts", page.response == nil ? .unknown(facts.failed) : header, from: [source])
    }
}

/// One page as facts and evidence.
struct HTTPFacts {
    let report: HTTPReport
    let view: String

    private var question: String {
        let target = report.target
        return "GET \(target.isSecure ? "https" : "http")://\(target.host.text)\(target.path) at \(target.endpoint)"
    }

    /// Why nothing is known of the page, when that is not the server's doing.
    var unknown: Unknown? {
        switch report.outcome {
        case .noConnection(let failure) where !failure.isTheServers:
            Unknown(failure.cause, question: question, view: view, detail: "the server \(failure.phrase)")
        case .noHandshake(.outOfTime), .noResponse(.outOfTime):
            Unknown(.timeout, question: question, view: view, detail: "the time was over before the answer was")
        default: nil
        }
    }

    /// There is no page: why, whoever's doing it is.
    var failed: Unknown { unknown ?? Unknown(.network, question: question, view: view, detail: failure) }

    /// Why there is no page, for a sentence.
    var failure: String {
        switch report.outcome {
        case .noConnection(let failure): "the server \(failure.phrase)"
        case .noHandshake(let failure): failure.phrase
        case .badCertificate(let fault): fault
        case .noResponse(let failure): "the server \(failure.phrase)"
        case .response(let response): "the server answers \(response.status)"
        }
    }

    var observation: Observation {
        var answer: [String] = []
        var status = "no-answer"
        if case .response(let response) = report.outcome {
            status = String(response.status)
            for field in ["location", "content-type", "strict-transport-security"] {
                if let value = response.fields[field] { answer.append("\(field): \(value)") }
            }
        } else {
            answer = [failure]
            if unknown != nil { status = "not-probed" }
        }
        return Observation(
            question: question, view: view, server: report.target.endpoint.description, status: status, answer: answer,
            ttl: nil, attempts: [])
    }
}
