package import DNS

/// An MTA-STS policy, the text at `https://mta-sts.<domain>/.well-known/mta-sts.txt` (RFC 8461 §3.2), read line by line.
///
/// Parsing never fails; of a repeated key the first one counts, except for `mx`. Positions are UTF-8 offsets.
package struct MTASTSPolicy: Sendable, Hashable {
    package enum Mode: String, Sendable, Hashable, CaseIterable { case enforce, testing, none }

    /// A line with a colon.
    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String
        package let nameRange: Range<Int>
        package let valueRange: Range<Int>
    }

    package let text: String
    package let fields: [Field]
    package let mode: Mode?
    /// Seconds.
    package let maximumAge: Int?
    /// The legal patterns of `mx`, lower case.
    package let patterns: [String]
    package let problems: [PolicyProblem]

    package var isValid: Bool { !problems.hasErrors }

    /// The largest `max_age`: a year.
    package static let maximumAgeLimit = 31_557_600
    /// Senders need not read further (RFC 8461 §3.3).
    package static let maximumLength = 64 * 1024
    /// A policy of less than a day protects hardly anyone.
    package static let shortAge = 86_400

    package init(_ text: String) {
        self.text = text
        var reader = MTASTSPolicyReader(text)
        reader.read()
        fields = reader.fields
        mode = reader.mode
        maximumAge = reader.maximumAge
        patterns = reader.patterns
        problems = reader.problems.inTextOrder()
    }

    /// Whether the policy lists the name of an MX host (§4.1): `*.` stands for exactly one label.
    package func allows(_ host: DomainName) -> Bool {
        patterns.contains { Self.pattern($0, fits: host) }
    }

    /// The same of one pattern.
    package static func pattern(_ pattern: String, fits host: DomainName) -> Bool {
        guard pattern.hasPrefix("*.") else { return DomainName(pattern) == host }
        guard let base = DomainName(String(pattern.dropFirst(2))) else { return false }
        return host.labelCount == base.labelCount + 1 && host.isEqualOrSubdomain(of: base)
    }
}
