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

        /// By view, question, cause and detail. Most of two reasons is the same text: that it is the same is seen at once.
        package static func < (left: Reason, right: Reason) -> Bool {
            let (view, otherView) = (left.view ?? "", right.view ?? "")
            if view != otherView { return view < otherView }
            let (question, otherQuestion) = (left.question ?? "", right.question ?? "")
            if question != otherQuestion { return question < otherQuestion }
            if left.cause != right.cause { return left.cause.rawValue < right.cause.rawValue }
            return left.detail < right.detail
        }

        /// What differs between reasons is the question, or where there is none the detail.
        package func hash(into hasher: inout Hasher) { hasher.combine(question ?? detail) }
    }

    /// Sorted, without duplicates, never empty.
    package let reasons: [Reason]

    package init(_ reason: Reason) { reasons = [reason] }

    package init(_ cause: Cause, question: String? = nil, view: String? = nil, detail: String = "") {
        self.init(Reason(cause: cause, question: question, view: view, detail: detail))
    }

    private init(merging reasons: some Sequence<Reason>) { self.reasons = Set(reasons).sorted() }

    private init(sorted reasons: [Reason]) { self.reasons = reasons }

    /// All causes of several unknowns together; `nil` when there is none.
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

    /// Both sets of causes together: conditions merge them a hundred thousand times where nothing could be learned.
    package func merged(with other: Unknown) -> Unknown {
        let (mine, others) = (reasons, other.reasons)
        var merged: [Reason] = []
        var (index, otherIndex) = (0, 0)
        while index < mine.count, otherIndex < others.count {
            let (reason, another) = (mine[index], others[otherIndex])
            if reason == another {
                merged.append(reason)
                index += 1
                otherIndex += 1
            } else if another < reason {
                merged.append(another)
                otherIndex += 1
            } else {
                merged.append(reason)
                index += 1
            }
        }
        merged += mine[index...]
        merged += others[otherIndex...]
        if merged.count == mine.count { return self }
        return merged.count == others.count ? other : Unknown(sorted: merged)
    }

    /// The cause for a report with room for only one: the first.
    package var cause: Cause { reasons.first?.cause ?? .notProbed }
}
