import DNS
import Deployment
import Facts
import Probes

/// Converts the result of visiting a page into facts and evidence.
struct PageFactReader {
    let visit: PageVisit
    let view: ViewName

    private var readers: [HTTPFactReader] { visit.steps.map { HTTPFactReader(report: $0, view: view) } }

    var observations: [Observation] { readers.map(\.observation) }

    /// Why nothing is known about the page, if that is not the server's fault.
    var unknown: Unknown? { readers.last?.unknown }

    /// The page over HTTPS, and its instructions to browsers.
    func fill(_ object: inout TypedObject<TLSEndpointFacts>, _ log: ObservationLog) {
        let sources = observations.map(log.record)
        let (fault, detail) = fault
        object.set(\.page, fault, from: sources)
        object.set(\.pageDetail, detail, from: sources)
        guard let first = readers.first else { return }
        // The first response carries the header, whatever it redirects to (RFC 6797 §7.1).
        let response = first.report.response
        let nothing = response == nil ? first.failed : nil
        object.set(\.hsts, Learned(response?.fields["strict-transport-security"], unless: nothing), from: sources)
        object.set(\.hstsFault, Learned(response?.transportSecurity.fault, unless: nothing), from: sources)
    }

    private var fault: (Learned<PageFault?>, Learned<String>) {
        switch visit.verdict {
        case .opens: known(nil, "")
        case .leadsToPlainHTTP(let place): known(.plain, "sends its visitors to \(place), without encryption")
        case .loops(let place): known(.loop, "sends its visitors in a circle, back to \(place)")
        case .leadsNowhere(let text): known(.nowhere, "redirects to nothing that can be opened (\(text))")
        case .tooManyRedirects:
            known(.tooManyRedirects, "redirects more often than browsers follow (\(ProbeLimit.redirects.value) times)")
        case .fails(let status): known(.failure, "answers \(status)")
        case .refuses(let status): known(.refusal, "answers \(status)")
        // The phrase follows "the server".
        case .wantsCertificate(let words): known(.wantsCertificate, String(words.trimmingPrefix("the server ")))
        case .noAnswer(let words), .unknown(let words): noPage(words)
        }
    }

    private func known(_ fault: PageFault?, _ detail: String) -> (Learned<PageFault?>, Learned<String>) {
        (.known(fault), .known(detail))
    }

    private func noPage(_ words: String) -> (Learned<PageFault?>, Learned<String>) {
        let cause = unknown ?? readers.last?.failed
        let reason = cause ?? Unknown(.network, view: view.rawValue, detail: words)
        return (.unknown(reason), .unknown(reason))
    }
}
