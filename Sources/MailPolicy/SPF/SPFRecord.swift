/// An SPF record, parsed without loss: every term with its place, and all grammar errors (RFC 7208 §4.5, §4.6.1, §12).
/// Parsing continues after an error and takes linear time.
package struct SPFRecord: Hashable, Sendable {
    package let text: String
    /// In text order, including those with errors; the version is not a term.
    package let terms: [SPFTerm]
    /// The errors that make the record a permerror, in text order; see `lint(at:)` for what is merely unwise.
    package let syntaxErrors: [SPFProblem]

    package init(parsing text: String) { self.init(parsing: text, names: .standard) }

    /// - Parameter names: turns U-labels into A-labels, for repairs.
    package init(parsing text: String, names: HostNameConversion) {
        self.text = text
        var parser = SPFTermParser(Array(text.utf8), names)
        parser.parse()
        terms = parser.terms
        syntaxErrors = parser.problems
    }

    /// Whether a receiver evaluates the record at all.
    package var isValid: Bool { syntaxErrors.isEmpty }

    /// The first `all`: later mechanisms are never reached, and `redirect` is ignored beside it (§5.1).
    package var all: SPFTerm? { terms.first { $0.mechanism?.kind == .all } }

    /// The mechanisms that evaluation can reach, `all` included as the last one.
    package var reachableTerms: [SPFTerm] {
        var reachable: [SPFTerm] = []
        for term in terms {
            guard let mechanism = term.mechanism else { continue }
            reachable.append(term)
            if mechanism.kind == .all { break }
        }
        return reachable
    }

    /// The `redirect` that is followed when no mechanism matches; `nil` beside an `all` (§6.1).
    package var effectiveRedirect: SPFTerm? {
        guard all == nil else { return nil }
        return terms.first { term in
            guard case .redirect? = term.modifier else { return false }
            return true
        }
    }

    /// The domain with the explanation of a `fail` (§6.2).
    package var explanation: SPFMacroString? {
        for term in terms {
            if case .explanation(let domain)? = term.modifier { return domain }
        }
        return nil
    }
}

extension SPFRecord: CustomStringConvertible {
    package var description: String { text }
}
