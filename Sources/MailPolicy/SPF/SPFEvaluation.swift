public import DNS

/// What check_host() says of a sender (RFC 7208 §2.6, §8).
public enum SPFResult: String, Sendable, CaseIterable {
    case none, neutral, pass, fail, softfail, temperror, permerror
}

/// The outcome of one evaluation, with everything that led to it.
public struct SPFEvaluation: Hashable, Sendable {
    public let result: SPFResult
    /// The domain that was checked, as given: of MAIL FROM, or of HELO when the reverse-path is empty.
    public let domain: String
    /// What the domain says to senders that fail, macros expanded; for `fail` only. From the network: not to be trusted.
    public let explanation: String?
    /// Terms that caused DNS queries, on the path taken.
    public let lookups: Int
    public let voidLookups: Int
    /// The mechanisms that decided, outermost first: through each `include` down to the one that holds the address.
    /// Empty when nothing matched.
    public let matches: [SPFMatch]
    /// Why the result is `permerror` or `temperror`, or why there is no record to evaluate.
    public let problem: SPFEvaluationProblem?
    /// The record at the domain and what its terms did; `nil` when no record was found.
    public let trace: SPFTrace?
    /// Questions that failed and that the RFC passes over (`ptr`, `%{p}`, `exp`): with an answer the result might
    /// have been another.
    public let passedOver: [SPFAnswer]

    /// The mechanism of the domain's own record, or of the one it redirects to, that decided.
    public var matched: SPFMatch? { matches.first }
}

/// A mechanism that matched, and where it stands.
public struct SPFMatch: Hashable, Sendable {
    public let owner: DomainName
    public let term: SPFTerm
}

/// Why an evaluation ended early, with the place.
public struct SPFEvaluationProblem: Hashable, Sendable {
    public let code: Code
    /// The owner of the record, or the domain that was to be asked.
    public let domain: String
    /// The term that was being evaluated; `nil` when the record as a whole is at fault.
    public let term: SPFTerm?
    /// A sentence without the final dot.
    public let message: String
    /// The question that failed, for `lookup-failed`.
    public let answer: SPFAnswer?
    /// Why it failed.
    public var cause: LookupResult.Failure? { answer?.failure }

    public enum Code: String, Sendable, CaseIterable {
        /// No SPF record at the domain: `none`.
        case noRecord = "no-record"
        /// Not a domain name of two labels or more: `none` (§4.3).
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
        /// The DNS did not answer: `temperror`.
        case lookupFailed = "lookup-failed"
        /// The evaluation's own deadline passed: `temperror`.
        case deadline
    }
}

/// One record as it was evaluated.
public struct SPFTrace: Hashable, Sendable {
    public let owner: DomainName
    public let record: SPFRecord
    /// The terms that were evaluated, in order.
    public let steps: [Step]
    public let result: SPFResult

    public struct Step: Hashable, Sendable {
        public let term: SPFTerm
        /// The domain that was asked for, macros expanded; `nil` for `all`, `ip4` and `ip6`.
        public let target: String?
        public let answers: [SPFAnswer]
        /// 1 for a term that counts against the limit, otherwise 0; what an included record costs stands in `inner`.
        public let lookups: Int
        /// 1 when the query was answered with nothing.
        public let voidLookups: Int
        public let outcome: Outcome
        /// The record that an `include` or `redirect` led to.
        public let inner: [SPFTrace]
    }

    public enum Outcome: String, Sendable, CaseIterable {
        case matched
        case notMatched = "not-matched"
        /// A `redirect` whose target's result became the result.
        case followed
        case temperror, permerror
    }
}
