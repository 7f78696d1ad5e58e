package import Facts
import RuleLanguage
package import StrictYAML

/// A failure that its owner accepts until a given day.
package struct Waiver: Sendable, Hashable {
    /// A glob over rule ids, as written.
    package let rule: String
    /// A glob over subject keys.
    package let subject: String
    /// The last day, as written: `2027-01-31`.
    package let until: String
    package let reason: String
    package let owner: String?
    /// `waivers.yaml:3:5`
    package let place: String
    /// The first moment after its expiry.
    let end: Timestamp
    let rules: Set<String>
    let subjects: Glob
    let coversUndetermined: Bool

    func covers(_ finding: Finding) -> Bool {
        (finding.outcome == .fail || (coversUndetermined && finding.outcome == .undetermined)) && speaksOf(finding)
    }

    func speaksOf(_ finding: Finding) -> Bool {
        rules.contains(finding.rule) && subjects.matches(finding.subject.key)
    }
}

/// The effect of a waiver or baseline on a finding.
package struct Acceptance: Sendable, Hashable {
    package enum State: String, Sendable, CaseIterable {
        case active, expired, baseline
    }

    package let state: State
    /// The last day of a waiver.
    package let until: String?
    package let reason: String
    package let owner: String?
    package let place: String
}

/// The waivers of one file.
package struct WaiverFile: Sendable {
    package let waivers: [Waiver]
    /// Suspicious but accepted: a waiver for more than a year.
    package let warnings: [Diagnostic]

    private static let keys = ["rule", "subject", "until", "reason", "by", "also"]
    private static let secondsOfDay: Int64 = 86_400
    private static let longest: Int64 = 366 * secondsOfDay

    /// Reads a list of waivers; every rule glob must match one of `book`, and `now` decides what is too far in the future.
    package init(text: String, file: String, book: RuleBook, now: Timestamp) throws(Diagnostics) {
        // A file with only comments is a valid start for the first waiver.
        guard text.split(whereSeparator: \.isNewline).contains(where: { !$0.allSatisfy(\.isWhitespace) && !$0.hasPrefix("#") })
        else {
            waivers = []
            warnings = []
            return
        }
        let reader = YAMLReader(try YAMLDocument(parsing: text, file: file))
        let items = reader.list(reader.document.root, "the waivers") ?? []
        waivers = items.compactMap { Self.waiver($0, reader, book, now) }
        guard !reader.hasErrors else { throw Diagnostics(reader.sortedDiagnostics) }
        warnings = reader.sortedDiagnostics
    }

    private static func waiver(_ value: YAMLValue, _ reader: YAMLReader, _ book: RuleBook, _ now: Timestamp) -> Waiver? {
        guard let map = reader.map(value, "a waiver", keys: keys) else { return nil }
        let texts = ["rule", "subject", "until", "reason"].map { key in
            map.required(key).flatMap { reader.text($0, "'\(key)'") }
        }
        let owner = map["by"].flatMap { reader.text($0, "'by'") }
        let position = map["rule"]?.position ?? map.position
        let resolver = SettingResolver(rules: book.compiled, layer: .override, file: reader.document.file) {
            reader.report($0, at: $1)
        }
        let rules = texts[0].map { resolver.matching($0, at: position) } ?? []
        let end = map["until"].flatMap { Self.end(of: $0, reader, now) }
        for (word, position) in reader.texts(map, "also") where word != Outcome.undetermined.rawValue {
            reader.report("'also' may list undetermined, not '\(word)'", at: position)
        }
        guard let rule = texts[0], let subject = texts[1], let until = texts[2], let reason = texts[3], let end else {
            return nil
        }
        return Waiver(
            rule: rule, subject: subject, until: until, reason: reason, owner: owner,
            place: resolver.origin(position).place, end: end, rules: Set(rules.map(\.rule.id)), subjects: Glob(subject),
            coversUndetermined: map["also"] != nil)
    }

    /// The end of the given day.
    private static func end(of value: YAMLValue, _ reader: YAMLReader, _ now: Timestamp) -> Timestamp? {
        guard let start = reader.day(value, "'until'", example: "2027-01-31")?.start else { return nil }
        if start.seconds - now.seconds > longest {
            reader.report("the waiver holds for more than a year", at: value.position, severity: .warning)
        }
        return Timestamp(seconds: start.seconds + secondsOfDay)
    }
}
