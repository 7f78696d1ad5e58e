package import DNS

/// The result of check_host() for a sender (RFC 7208 §2.6, §8).
package enum SPFResult: String, Sendable, CaseIterable {
    case none, neutral, pass, fail, softfail, temperror, permerror
}

/// The outcome of one evaluation, with everything that led to it.
package struct SPFEvaluation: Hashable, Sendable {
    package let result: SPFResult
    /// The domain that was checked, as given: of MAIL FROM, or of HELO when the reverse-path is empty.
    package let domain: String
    /// The domain's explanation to failing senders, macros expanded; for `fail` only. From the network, so untrusted.
    package let explanation: String?
    /// Terms that caused DNS queries, on the path taken.
    package let lookups: Int
    package let voidLookups: Int
    /// The deciding mechanisms, outermost first: through each `include` down to the one that matches the address. Empty
    /// when nothing matched.
    package let matches: [SPFMatch]
    /// Why the result is `permerror` or `temperror`, or why there is no record to evaluate.
    package let problem: SPFEvaluationProblem?
    /// The record at the domain and what its terms did; `nil` when no record was found.
    package let trace: SPFTrace?
    /// Failed queries that the RFC tells evaluators to ignore (`ptr`, `%{p}`, `exp`): an answer might have changed the
    /// result.
    package let passedOver: [SPFAnswer]

    /// The deciding mechanism of the domain's own record, or of the record it redirects to.
    package var matched: SPFMatch? { matches.first }
}

/// A mechanism that matched, and its place.
package struct SPFMatch: Hashable, Sendable {
    package let owner: DomainName
    package let term: SPFTerm
}

/// Why an evaluation ended early, with the place.
package struct SPFEvaluationProblem: Hashable, Sendable {
    package let code: Code
    /// The owner of the record, or the domain to be queried.
    package let domain: String
    /// The term under evaluation; `nil` when the record as a whole is at fault.
    package let term: SPFTerm?
    /// A sentence without the final dot.
    package let message: String
    /// The question that failed, for `lookup-failed`.
    package let answer: SPFAnswer?
    /// Why it failed.
    package var cause: LookupResult.Failure? { answer?.failure }

    package enum Code: String, Sendable, CaseIterable {
        /// No SPF record at the domain: `none`.
        case noRecord = "no-record"
        /// Not a domain name of at least two labels: `none` (§4.3).
        case invalidDomain = "invalid-domain"
        case multipleRecords = "multiple-records"
        case syntaxError = "syntax-error"
        case tooManyLookups = "too-many-lookups"
        case tooManyVoidLookups = "too-many-void-lookups"
        case tooManyExchanges = "too-many-mx"
        /// `include` of a name without a record (§5.2).
        case includeWithoutRecord = "include-without-record"
        /// `redirect` to a name without a record (§6.1).
        case redirectWithoutRecord = "redirect-without-record"
        /// A DNS query failed: `temperror`.
        case lookupFailed = "lookup-failed"
        /// The evaluation's own deadline passed: `temperror`.
        case deadline
    }
}

/// One record as it was evaluated.
package struct SPFTrace: Hashable, Sendable {
    package let owner: DomainName
    package let record: SPFRecord
    /// The terms that were evaluated, in order.
    package let steps: [Step]
    package let result: SPFResult

    package struct Step: Hashable, Sendable {
        package let term: SPFTerm
        /// The queried domain, macros expanded; `nil` for `all`, `ip4` and `ip6`.
        package let target: String?
        package let answers: [SPFAnswer]
        /// 1 for a term that counts against the limit, otherwise 0; the cost of an included record is in `inner`.
        package let lookups: Int
        /// Void lookups that count: at most 1, except for the hosts of an `mx` under `SPFLimits.countsVoidExchanges`.
        package let voidLookups: Int
        package let outcome: Outcome
        /// The record that an `include` or `redirect` led to.
        package let inner: [SPFTrace]
    }

    package enum Outcome: String, Sendable, CaseIterable {
        case matched
        case notMatched = "not-matched"
        /// A `redirect` whose target's result became the result.
        case followed
        case temperror, permerror
    }
}
