import DNS

/// What a browser gets when it opens a page: the page and the redirects leading to it, as long as they stay at the same
/// host and address. Other hosts' responses are not examined.
package struct PageVisit: Hashable, Sendable {
    /// The requests, in order.
    package let steps: [HTTPReport]
    package let end: End

    package enum End: Hashable, Sendable {
        /// The last step's response is not a redirect.
        case page(status: Int)
        /// A redirect to another host, and which.
        case elsewhere(String)
        /// A redirect to a page that was already visited, and which.
        case loop(String)
        /// A redirect with an unusable target: the value of its Location.
        case nowhere(String)
        /// More redirects than browsers follow.
        case tooManyRedirects
        /// The last step has no response, or only part of one.
        case noAnswer
    }

    /// What the result of the visit means.
    package enum Verdict: Hashable, Sendable {
        /// A page, a password prompt (401), or a redirect to another host.
        case opens
        /// A secure page redirects its visitors to one without encryption, and which.
        case leadsToPlainHTTP(String)
        case loops(String)
        case leadsNowhere(String)
        case tooManyRedirects
        /// 5xx.
        case fails(status: Int)
        /// 4xx: all visitors are refused.
        case refuses(status: Int)
        /// Visitors without a client certificate are refused: the status, or what else the server does.
        case wantsCertificate(String)
        /// The server does not respond: what it does, for a sentence.
        case noAnswer(String)
        /// Undetermined: why, for a sentence.
        case unknown(String)
    }

    package var verdict: Verdict {
        guard let first = steps.first, let last = steps.last else { return .unknown("nothing was requested") }
        if let reason = last.inconclusive { return .unknown(reason) }
        if first.target.isSecure, let plain = plainWay { return .leadsToPlainHTTP(plain) }
        switch end {
        case .page(let status) where (400..<500).contains(status) && status != 401:
            return last.asksForCertificate && [400, 403, 495, 496].contains(status)
                ? .wantsCertificate("answers \(status)") : .refuses(status: status)
        case .page(let status): return status >= 500 ? .fails(status: status) : .opens
        case .elsewhere: return .opens
        case .loop(let place): return .loops(place)
        case .nowhere(let text): return .leadsNowhere(text)
        case .tooManyRedirects: return .tooManyRedirects
        case .noAnswer where steps.count > 1: return Self.verdict(withoutAnswer: last, after: steps[steps.count - 2].target)
        case .noAnswer: return Self.verdict(withoutAnswer: last)
        }
    }

    /// A redirect to another port that refuses everybody leads nowhere; one that says nothing may say nothing only to this machine.
    private static func verdict(withoutAnswer report: HTTPReport, after redirect: HTTPTarget) -> Verdict {
        let target = report.target
        guard case .noConnection(.refused) = report.outcome, target.endpoint != redirect.endpoint else {
            return verdict(withoutAnswer: report)
        }
        let place = "\(target.isSecure ? "https" : "http")://\(target.host.text):\(target.endpoint.port)\(target.path)"
        return .leadsNowhere("\(place): the server \(ConnectionFailure.refused.phrase)")
    }

    private static func verdict(withoutAnswer report: HTTPReport) -> Verdict {
        switch report.outcome {
        case .noConnection(let failure): .noAnswer("the server \(failure.phrase)")
        case .noHandshake(let failure):
            if case .wantsCertificate = failure { .wantsCertificate(failure.phrase) } else { .noAnswer(failure.phrase) }
        case .badCertificate(let fault): .noAnswer(fault)
        case .noResponse(let failure): .noAnswer("the server \(failure.phrase)")
        case .response(let response): .noAnswer("the server answers \(response.status)")
        }
    }

    /// The first page without encryption in the redirects of a secure page.
    private var plainWay: String? {
        if let step = steps.dropFirst().first(where: { !$0.target.isSecure }) {
            return "http://\(step.target.host.text)\(step.target.path)"
        }
        if case .elsewhere(let place) = end, place.hasPrefix("http://") { return place }
        return nil
    }

    /// An unencrypted page at which people could log in: a page, or a password prompt. A refusal, a failure or a redirect
    /// to a secure page does not count.
    package var showsPlainPage: Bool {
        switch end {
        case .page(let status): steps.last?.target.isSecure == false && ((200..<300).contains(status) || status == 401)
        case .elsewhere(let place): place.hasPrefix("http://")
        default: false
        }
    }

    /// An unencrypted page leads visitors to a secure one.
    package var reachesSecurePage: Bool {
        if steps.dropFirst().contains(where: \.target.isSecure) { return true }
        if case .elsewhere(let place) = end { return place.hasPrefix("https://") }
        return false
    }
}

extension PageVisit {
    /// Follows redirects from `start` with `ask`, as long as they stay at its host and address.
    init(from start: HTTPTarget, _ settings: ProbeSettings, _ ask: (HTTPTarget) async -> HTTPReport) async {
        var steps: [HTTPReport] = []
        var visited: Set<HTTPTarget> = []
        var cookies = Cookies()
        var target = start
        while true {
            visited.insert(target)
            let report = await ask(target)
            steps.append(report)
            guard let response = report.response, report.inconclusive == nil else {
                self.init(steps: steps, end: .noAnswer)
                return
            }
            guard response.isRedirect else {
                self.init(steps: steps, end: .page(status: response.status))
                return
            }
            cookies.take(response.fields[Cookies.field])
            guard let text = response.fields["location"], let place = PageLocation(text, from: target) else {
                self.init(steps: steps, end: .nowhere(response.fields["location"] ?? "there is none"))
                return
            }
            guard let next = place.target(from: target, settings, cookies) else {
                self.init(steps: steps, end: .elsewhere(place.text))
                return
            }
            guard !visited.contains(next) else {
                self.init(steps: steps, end: .loop(place.text))
                return
            }
            guard steps.count <= ProbeLimit.redirects.value else {
                self.init(steps: steps, end: .tooManyRedirects)
                return
            }
            target = next
        }
    }
}
