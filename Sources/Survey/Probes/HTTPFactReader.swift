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
    var unknown: Unknown? { report.inconclusive.map { unknown(cause, $0) } }

    private func unknown(_ cause: Unknown.Cause, _ detail: String) -> Unknown {
        Unknown(cause, question: question, view: view.rawValue, detail: detail)
    }

    private var cause: Unknown.Cause {
        switch report.outcome {
        case .noConnection(let failure): failure.cause
        case .noHandshake(let failure): failure.cause
        case .noResponse(let failure): failure.cause
        case .badCertificate, .response: .network
        }
    }

    /// Why it is unknown whether the whole body was read, if nothing says where it ends: that matters only to who needs the body.
    var unmarkedEnd: Unknown? {
        report.response?.ending == .unmarked ? unknown(.network, "the server does not say where the page ends") : nil
    }

    /// There is no page: why, whoever is at fault.
    var failed: Unknown { unknown ?? unknown(cause, failure) }

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
