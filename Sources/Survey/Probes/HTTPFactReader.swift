import DNS
import Deployment
import Facts
import Probes

/// One page as facts and evidence.
struct HTTPFactReader {
    let report: HTTPReport
    let view: ViewName

    private var question: String {
        let target = report.target
        return "GET \(target.isSecure ? "https" : "http")://\(target.host.text)\(target.path) at \(target.endpoint)"
    }

    /// Why nothing is known about the page, if that is not the server's fault.
    var unknown: Unknown? {
        switch report.outcome {
        case .noConnection(let failure) where !failure.isTheServers:
            Unknown(failure.cause, question: question, view: view.rawValue, detail: "the server \(failure.phrase)")
        case .noHandshake(let failure) where failure.isInconclusive:
            Unknown(failure.cause, question: question, view: view.rawValue, detail: failure.phrase)
        case .noResponse(let failure) where failure.isInconclusive:
            Unknown(failure.cause, question: question, view: view.rawValue, detail: "the server \(failure.phrase)")
        case .response(let response) where response.ending == .brokenOff:
            Unknown(.network, question: question, view: view.rawValue, detail: "the server breaks off in the middle of the page")
        default: nil
        }
    }

    /// Why it is unknown whether the whole body was read, if nothing says where it ends: that matters only to who needs the body.
    var unmarkedEnd: Unknown? {
        guard report.response?.ending == .unmarked else { return nil }
        return Unknown(
            .network, question: question, view: view.rawValue, detail: "the server does not say where the page ends")
    }

    /// There is no page: why, whoever is at fault.
    var failed: Unknown {
        let cause: Unknown.Cause =
            switch report.outcome {
            case .noConnection(let failure): failure.cause
            case .noHandshake(let failure): failure.cause
            case .noResponse(let failure): failure.cause
            case .badCertificate, .response: .network
            }
        return unknown ?? Unknown(cause, question: question, view: view.rawValue, detail: failure)
    }

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
            question: question, view: view.rawValue, server: report.target.endpoint.description, status: status, answer: answer,
            ttl: nil, attempts: [])
    }
}
