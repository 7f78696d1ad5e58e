import DNS

/// What somebody gets who opens a page in a browser: the page and the redirects on the way, as long as they stay at the same
/// host and address. What other hosts answer is their business.
package struct PageVisit: Hashable, Sendable {
    /// What was asked, in order.
    package let steps: [HTTPReport]
    package let end: End

    package enum End: Hashable, Sendable {
        /// The last step's answer is no redirect.
        case page(status: Int)
        /// A redirect to another host: where.
        case elsewhere(String)
        /// A redirect to a page that was visited before: which.
        case loop(String)
        /// A redirect that leads nowhere: what its Location says.
        case nowhere(String)
        /// More redirects than browsers follow.
        case tooManyRedirects
        /// The last step has no answer, or only a part of one.
        case noAnswer
    }

    /// What the page is worth.
    package enum Verdict: Hashable, Sendable {
        /// A page, a question for a password (401), or a way to another host.
        case opens
        /// A secure page sends its visitors to one without encryption: where.
        case leadsToPlainHTTP(String)
        case loops(String)
        case leadsNowhere(String)
        case tooManyRedirects
        /// 5xx.
        case fails(status: Int)
        /// 4xx: nobody gets in.
        case refuses(status: Int)
        /// Without a certificate of the client nobody gets in: the status, or what else the server does.
        case wantsCertificate(String)
        /// The server gives no answer: what it does, for a sentence.
        case noAnswer(String)
        /// Nothing follows: why, for a sentence.
        case unknown(String)
    }

    package var verdict: Verdict {
        guard let first = steps.first, let last = steps.last else { return .unknown("nothing was asked") }
        if let reason = last.inconclusive { return .unknown(reason) }
        if first.target.isSecure, let plain = plainWay { return .leadsToPlainHTTP(plain) }
        switch end {
        case .page(let status) where (400..<500).contains(status) && status != 401:
            return last.asksForCertificate && [400, 403, 495, 496].contains(status)
                ? .wantsCertificate("answers \(status)") : .refuses(status: status)
        case .page(let status): return status >= 500 ? .fails(status: status) : .opens
        case .elsewhere: return .opens
        // Pages that look whether a cookie comes back send a visitor without one in a circle.
        case .loop where steps.contains(where: { $0.response?.fields["set-cookie"] != nil }):
            return .unknown("the server sets a cookie and redirects to the same page, and no cookie was sent back")
        case .loop(let place): return .loops(place)
        case .nowhere(let text): return .leadsNowhere(text)
        case .tooManyRedirects: return .tooManyRedirects
        case .noAnswer: return Self.verdict(withoutAnswer: last)
        }
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

    /// The first place without encryption on the way from a secure page.
    private var plainWay: String? {
        if let step = steps.dropFirst().first(where: { !$0.target.isSecure }) {
            return "http://\(step.target.host.text)\(step.target.path)"
        }
        if case .elsewhere(let place) = end, place.hasPrefix("http://") { return place }
        return nil
    }

    /// Something is shown without encryption in which people could log in: a page, or the question for a password. What only
    /// refuses, fails or redirects to a secure page is nothing of the kind.
    package var showsPlainPage: Bool {
        switch end {
        case .page(let status): steps.last?.target.isSecure == false && ((200..<300).contains(status) || status == 401)
        case .elsewhere(let place): place.hasPrefix("http://")
        default: false
        }
    }

    /// From a page without encryption visitors come to a secure one.
    package var reachesSecurePage: Bool {
        if steps.dropFirst().contains(where: \.target.isSecure) { return true }
        if case .elsewhere(let place) = end { return place.hasPrefix("https://") }
        return false
    }
}

extension PageVisit {
    /// Follows redirects from `start` with `ask`, as far as they stay at its host and address.
    init(from start: HTTPTarget, _ settings: ProbeSettings, _ ask: (HTTPTarget) async -> HTTPReport) async {
        var steps: [HTTPReport] = []
        var visited: Set<HTTPTarget> = []
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
            guard let text = response.fields["location"], let place = PageLocation(text, from: target) else {
                self.init(steps: steps, end: .nowhere(response.fields["location"] ?? "there is none"))
                return
            }
            guard let next = place.target(from: target, settings) else {
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
