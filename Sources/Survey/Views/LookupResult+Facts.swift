import DNS
import Facts

extension LookupResult {
    /// Why the question failed, in the report's words; `nil` when it did not.
    var unknown: Unknown? {
        guard case .failed(let failure) = outcome else { return nil }
        return Unknown(failure.cause, question: question.description, view: view, detail: failureDetail)
    }

    /// The attempts in words, with equal ones counted, without times: `192.0.2.53:53 over udp: timeout (3 times)`.
    var failureDetail: String {
        guard case .failed(let failure) = outcome else { return "" }
        guard !attempts.isEmpty else { return failure.rawValue }
        return attemptLines.joined(separator: "; ")
    }

    private var attemptLines: [String] {
        var counted: [(line: String, count: Int)] = []
        for attempt in attempts {
            let line = "\(attempt.server) over \(attempt.transport.rawValue): \(attempt.result)"
            if let index = counted.firstIndex(where: { $0.line == line }) {
                counted[index].count += 1
            } else {
                counted.append((line, 1))
            }
        }
        return counted.map { $0.count == 1 ? $0.line : "\($0.line) (\($0.count) times)" }
    }

    var observation: Observation {
        let chain = aliases.map { "\($0.name.absoluteText) CNAME \($0.data.zoneText)" }
        return Observation(
            question: question.description, view: view, server: server?.description ?? (unknown == nil ? "overlay" : nil),
            status: status,
            answer: chain + (records ?? []).map { $0.data.joinedText ?? $0.data.zoneText }.sorted(), ttl: ttl.map(Int.init),
            attempts: unknown == nil ? [] : attemptLines)
    }
}

extension LookupResult.Failure {
    /// The report's word for it.
    var cause: Unknown.Cause {
        switch self {
        case .timeout, .cancelled, .deadline: .timeout
        case .refused: .refused
        case .bogus: .bogus
        case .servfail, .errorResponse, .aliasLoop: .servfail
        case .unreachable, .malformed, .truncated, .mismatchFlood: .network
        case .limitReached, .notPermitted: .notProbed
        }
    }
}
