/// Why a fact is unknown; several causes when several queries contribute to one value.
package struct Unknown: Hashable, Sendable {
    /// The causes in reports and exit codes (part of the public contract).
    package enum Cause: String, Hashable, Sendable, CaseIterable {
        case timeout, servfail, refused, bogus, network
        case notProbed = "not-probed"
    }

    package struct Reason: Hashable, Sendable, Comparable {
        package let cause: Cause
        /// `bounce.example.com. TXT`; `nil` unless there is a single query behind it.
        package let question: String?
        package let view: String?
        /// A sentence fragment for people: `no reply from 192.0.2.53:53 in 3 attempts`.
        package let detail: String

        package init(cause: Cause, question: String? = nil, view: String? = nil, detail: String = "") {
            self.cause = cause
            self.question = question
            self.view = view
            self.detail = detail
        }

        package static func < (left: Reason, right: Reason) -> Bool {
            (left.view ?? "", left.question ?? "", left.cause.rawValue, left.detail)
                < (right.view ?? "", right.question ?? "", right.cause.rawValue, right.detail)
        }
    }

    /// Sorted, without duplicates, never empty.
    package let reasons: [Reason]

    package init(_ reason: Reason) { reasons = [reason] }

    package init(_ cause: Cause, question: String? = nil, view: String? = nil, detail: String = "") {
        self.init(Reason(cause: cause, question: question, view: view, detail: detail))
    }

    private init(merging reasons: some Sequence<Reason>) { self.reasons = Set(reasons).sorted() }

    /// All causes of several unknowns combined; `nil` when there is none.
    package static func merging(_ unknowns: some Sequence<Unknown>) -> Unknown? {
        let reasons = unknowns.flatMap(\.reasons)
        return reasons.isEmpty ? nil : Unknown(merging: reasons)
    }

    /// What keeps some of several facts unknown; `nil` when all are known.
    package static func merging(of values: some Sequence<FactValue>) -> Unknown? {
        merging(
            values.compactMap { value -> Unknown? in
                guard case .unknown(let unknown) = value else { return nil }
                return unknown
            })
    }

    /// Both sets of causes combined.
    package func merged(with other: Unknown) -> Unknown {
        self == other ? self : Unknown(merging: reasons + other.reasons)
    }

    /// The cause for a report with room for only one: the first.
    package var cause: Cause { reasons.first?.cause ?? .notProbed }
}
