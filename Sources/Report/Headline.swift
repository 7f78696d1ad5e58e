import Facts
import Rules

/// A cause as people read it in a line: what is wrong, where, and what to do about it.
struct Headline {
    /// `No SPF record: bounce.acme.example and 2 more`.
    let what: String
    /// The first sentence of the repair, and whom to ask for it.
    let repair: String
    /// The finding that tells it.
    let finding: Finding

    /// - Parameter others: how many findings say the same of other subjects.
    init(_ finding: Finding, others: Int = 0) {
        self.init(finding, place: Self.place(of: finding) + Self.more(others), repair: Self.repair(of: finding))
    }

    /// One cause that several findings tell.
    ///
    /// - Parameters:
    ///   - told: in order; never empty.
    ///   - judged: the findings of the same rule, passed ones included.
    init(_ told: [Finding], among judged: [Finding]) {
        guard told[0].subject.kind == "path" else {
            // The same name in another view is not another name.
            self.init(told[0], others: Set(told.map(\.subject.keyInAnyView)).count - 1)
            return
        }
        // A path of mail is not a place: its MAIL FROM domain and its address are.
        let names = Set(told.map(Self.place))
        let addresses = Set(told.compactMap(\.subject.address))
        let all = Set(judged.filter { names.contains(Self.place(of: $0)) }.compactMap(\.subject.address))
        let share = addresses.count < all.count ? ", for \(addresses.count) of \(all.count) addresses" : ""
        var repair = Self.repair(of: told[0])
        if let address = told[0].subject.address, addresses.count > 1, Set(told.map(Self.repair)).count > 1 {
            let words = repair.split(separator: " ", omittingEmptySubsequences: false).map { word in
                let bare = word.hasSuffix(".") || word.hasSuffix(",") ? word.dropLast() : word
                return bare == address ? "\(bare)\(Self.more(addresses.count - 1))\(word.dropFirst(bare.count))" : String(word)
            }
            repair = words.joined(separator: " ")
        }
        self.init(told[0], place: Self.place(of: told[0]) + Self.more(names.count - 1) + share, repair: repair)
    }

    private static func more(_ number: Int) -> String { number > 0 ? " and \(number) more" : "" }

    private init(_ finding: Finding, place: String, repair: String) {
        self.finding = finding
        self.repair = repair
        // The title states a fault: of a finding that could not be decided it would claim too much.
        switch finding.outcome {
        case .error: what = "Rule failed to run: \(finding.rule) (\(place))"
        case .undetermined where finding.fix == nil && !finding.rule.hasPrefix(UndeterminedText.lookupRules):
            what = "Undetermined: \(finding.title) (\(place))"
        default: what = "\(finding.title): \(place)"
        }
    }

    static func place(of finding: Finding) -> String {
        let subject = finding.subject
        return subject.name ?? subject.address ?? subject.key
    }

    private static func repair(of finding: Finding) -> String {
        guard finding.outcome != .error else { return finding.message }
        guard let fix = finding.fix else { return finding.unknown?.reasons.first?.remedy ?? "" }
        let text = fix.text.isEmpty ? fix.publish.first.map { "Publish \($0.zoneLine)" } ?? "" : fix.text
        let flat = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let first = flat.firstRange(of: ". ").map { flat[..<$0.lowerBound] } ?? flat[...]
        let sentence = first.isEmpty || first.hasSuffix(".") ? String(first) : "\(first)."
        // Some sentences say whom to ask.
        return sentence.hasPrefix("Ask ") ? sentence : sentence + finding.owner.sentence
    }
}

extension Unknown.Reason {
    /// What to do so that it can be learned, in a sentence.
    var remedy: String {
        let told = detail.isEmpty ? "" : " (\(detail))"
        return switch cause {
        // These details say what is missing, and where to give it.
        case .notProbed: detail.isEmpty ? "It was not checked." : "Not checked: \(detail)."
        case .bogus: "Have the zone signed again, or its DS record removed: DNSSEC validation of \(asked) fails."
        case .timeout: "Find out why \(asked) gets no answer in time, and audit again."
        case .servfail: "Find out why the name servers fail on \(asked), and audit again."
        case .refused: "Find out why \(asked) is refused\(told), and audit again."
        case .network: "Find out why there is no usable answer to \(asked)\(told), and audit again."
        }
    }

    /// `bounce.example.com. TXT`, `TLS at 203.0.113.10:443`.
    private var asked: String {
        guard let question else { return view.map { "the \($0) view" } ?? "the question" }
        let words = question.split(separator: " ")
        guard let first = words.first, words.count > 1, !first.hasSuffix(".") else { return question }
        return "\(first) at \(words[1])"
    }
}
