/// Reports what is wrong with a DMARC record, where, and what to write instead (RFC 9989 §4.7, §4.8).
package struct DMARCRecordLint {
    private let list: TagList
    private let record: DMARCRecord
    /// The first tag of each name, in lower case.
    private let firsts: [String: TagList.Tag]
    private var found: [PolicyProblem] = []

    static let knownTags = ["v", "p", "sp", "np", "adkim", "aspf", "t", "psd", "fo", "rua", "ruf", "pct", "rf", "ri"]

    /// Whether a problem is a tag or a value that receivers act as if it were not there.
    package static func isIgnored(_ problem: PolicyProblem) -> Bool {
        problem.severity == .warning && ["value-invalid", "unknown-tag"].contains(problem.code)
    }

    /// Names that people spell out.
    private static let spelledOut = ["policy": "p", "subpolicy": "sp", "subdomainpolicy": "sp", "subdomain_policy": "sp"]
    static let requests = DMARCRequest.allCases.map(\.rawValue)

    /// The problems of any text; one that is not a DMARC record gets an error about `v`.
    ///
    /// An error means that receivers discard the record, act as if it said `p=none` (§4.10.1), or lose an address or a part
    /// that was meant as something else. A value that they replace by its default is a warning (§4.7).
    static func problems(of text: String, names: HostNameConversion = .standard) -> [PolicyProblem] {
        if let other = AnnouncedRecord.problem(in: text, unless: .dmarc) { return [other] }
        let clean = cleaned(text, names)
        return clean.problems(with: DMARCRecordLint(clean.list).found)
    }

    static func cleaned(_ text: String, _ names: HostNameConversion) -> CleanedText {
        CleanedText(text, known: knownTags, addresses: ["rua", "ruf"], names: names)
    }

    private init(_ list: TagList) {
        self.list = list
        record = DMARCRecord(list)
        firsts = Dictionary(list.tags.map { ($0.name.lowercased(), $0) }) { first, _ in first }
        guard checkVersion() else { return }
        checkStrays()
        checkNames()
        for tag in list.tags where !isRepeated(tag) { checkValue(of: tag) }
        checkPolicies()
        checkReports()
    }

    private func tag(_ name: String) -> TagList.Tag? { firsts[name] }
    private func isRepeated(_ tag: TagList.Tag) -> Bool { self.tag(tag.name.lowercased()) != tag }

    private mutating func report(
        _ severity: PolicyProblem.Severity, _ code: String, _ range: Range<Int>, _ message: String, repair: String? = nil
    ) {
        found.append(PolicyProblem(severity, code, range, message, repair: repair))
    }

    // MARK: The version

    /// Whether it makes sense to lint the rest.
    private mutating func checkVersion() -> Bool {
        let start = list.source.trimmed(0..<list.source.octets.count).lowerBound
        if start > 0 {
            report(
                .error, "leading-blank", 0..<start, "there are blanks before the version: receivers ignore the record", repair: ""
            )
        }
        guard let version = tag("v") else {
            if let bare = list.strays.first(where: isBareVersion) {
                report(.error, "version-missing", bare.range, "`\(bare.text.excerpt)` has no `v=` before it", repair: "v=DMARC1")
            } else {
                let isEmpty = list.tags.isEmpty && list.strays.isEmpty
                report(
                    .error, "version-missing", start..<start, "the record does not begin with `v=DMARC1`",
                    repair: isEmpty ? nil : "v=DMARC1; ")
                return !isEmpty
            }
            return true
        }
        let isSimilar =
            version.value.lowercased().hasPrefix("dmarc") || Spelling.nearest(to: version.value, among: ["DMARC1"]) != nil
        guard isSimilar else {
            report(
                .error, "version-invalid", version.valueRange,
                "`\(source(version.range))` is not the version of a DMARC record, `v=DMARC1`")
            return false
        }
        if version != list.tags.first || list.strays.contains(where: { $0.tagsBefore == 0 }) {
            report(
                .error, "version-not-first", list.removal(of: version.range),
                "`\(source(version.range))` must be the first tag: receivers ignore the record", repair: "")
            report(.error, "version-not-first", start..<start, "`v=DMARC1` must come first", repair: "v=DMARC1; ")
        } else if version.value != "DMARC1" {
            // A value that has swallowed other tags cannot be replaced without losing them.
            report(
                .error, "version-invalid", version.valueRange,
                "the version is `DMARC1`, exactly, not `\(version.value.excerpt)`: receivers ignore the record",
                repair: version.value.contains("=") ? nil : "DMARC1")
        }
        return true
    }

    private func isBareVersion(_ stray: TagList.Stray) -> Bool {
        stray.tagsBefore == 0 && stray.text.uppercased() == "DMARC1" && tag("v") == nil
    }

    private func source(_ range: Range<Int>) -> String { list.source[range].excerpt }

    // MARK: Parts and names

    private mutating func checkStrays() {
        for stray in list.strays {
            if stray.text.isEmpty {
                report(
                    .warning, "empty-part", list.removal(of: stray.range), "there is nothing between two semicolons", repair: "")
                continue
            }
            if !isBareVersion(stray) { reportStray(stray) }
        }
    }

    private mutating func reportStray(_ stray: TagList.Stray) {
        let lower = stray.text.lowercased()
        let isAddress = lower.hasPrefix("mailto:") || lower.contains("@")
        let before = stray.tagsBefore > 0 ? list.tags[stray.tagsBefore - 1] : nil
        if isAddress, let before, ["rua", "ruf"].contains(before.name.lowercased()) {
            report(
                .error, "semicolon-for-comma", before.valueRange.upperBound..<stray.range.lowerBound,
                "addresses of `\(before.name)` are separated by commas: a semicolon ends the list before "
                    + "`\(stray.text.excerpt)`", repair: ",")
            return
        }
        var repair: String?
        if isAddress, tag("rua") == nil {
            repair = "rua=" + (lower.hasPrefix("mailto:") ? "" : "mailto:") + stray.text
        } else if Self.requests.contains(lower), tag("p") == nil {
            repair = "p=" + lower
        } else if let cut = lower.utf8.firstIndex(where: { $0 == UInt8(ascii: ":") || $0.isBlank }),
            Self.knownTags.contains(String(lower[..<cut])), tag(String(lower[..<cut])) == nil
        {
            let rest = stray.text.utf8[stray.text.utf8.index(after: cut)...].drop(while: \.isBlank)
            repair = String(lower[..<cut]) + "=" + String(decoding: rest, as: UTF8.self)
        }
        let hint = repair.map { ": write `\($0.excerpt)`" } ?? ""
        report(
            .error, "part-without-equals", stray.range, "`\(stray.text.excerpt)` has no `=` and is not a tag\(hint)",
            repair: repair)
    }

    private mutating func checkNames() {
        for tag in list.repeated(by: { $0.lowercased() }) {
            report(
                .error, "duplicate-tag", list.removal(of: tag.range),
                "`\(tag.name.excerpt)` appears twice, but a tag may occur only once: receivers treat it differently",
                repair: self.tag(tag.name.lowercased())?.value == tag.value ? "" : nil)
        }
        for tag in list.tags where !Self.knownTags.contains(tag.name.lowercased()) {
            if tag.name.isEmpty || !tag.name.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") }) {
                report(.error, "tag-name-invalid", tag.nameRange, "`\(source(tag.range))` has no legal tag name")
                continue
            }
            let free = Self.knownTags.filter { self.tag($0) == nil }
            let spelled = Self.spelledOut[tag.name.lowercased()].flatMap { free.contains($0) ? $0 : nil }
            if let meant = spelled ?? Spelling.nearest(to: tag.name, among: free.filter { $0.count > 2 }) {
                // Without its policy the record asks for nothing.
                report(
                    meant == "p" ? .error : .warning, "unknown-tag", tag.nameRange,
                    "receivers ignore `\(tag.name.excerpt)`: was `\(meant)` meant?",
                    repair: meant)
            } else {
                report(.notice, "unknown-tag", tag.nameRange, "receivers ignore `\(tag.name.excerpt)`")
            }
        }
        if let p = tag("p"), let index = list.tags.firstIndex(of: p), index > 1 {
            report(.notice, "policy-not-second", p.range, "readers of RFC 7489 expect `p` directly after the version")
        }
    }

    // MARK: Values

    private mutating func checkValue(of tag: TagList.Tag) {
        let name = tag.name.lowercased()
        guard name != "v", Self.knownTags.contains(name) else { return }
        let value = tag.value.lowercased()
        switch name {
        case "p", "sp", "np":
            if !Self.requests.contains(value) {
                let effect = record.standing == .asNone ? "act as if every policy were `none`" : "ignore the record"
                reportWord(tag, Self.requests, .error, "policy-invalid", "receivers \(effect)")
            }
        case "adkim", "aspf": checkWord(tag, value, ["r", "s"])
        case "t": checkWord(tag, value, ["n", "y"])
        case "psd": checkWord(tag, value, ["u", "y", "n"])
        case "fo": checkFailureOptions(tag)
        case "pct", "ri", "rf": checkRemoved(tag, name)
        case "rua", "ruf": checkAddresses(tag)
        default: break
        }
    }

    /// The first word is the default.
    private mutating func checkWord(_ tag: TagList.Tag, _ value: String, _ words: [String]) {
        guard !words.contains(value) else { return }
        reportWord(tag, words, .warning, "value-invalid", "receivers act as if it were `\(words[0])`")
    }

    private mutating func reportWord(
        _ tag: TagList.Tag, _ words: [String], _ severity: PolicyProblem.Severity, _ code: String, _ effect: String
    ) {
        let shown = tag.value.isEmpty ? "`\(tag.name)` is empty" : "`\(source(tag.range))` is not legal"
        let known = ["relaxed": "r", "strict": "s", "yes": "y", "no": "n", "monitor": "none", "block": "reject"]
        let bare = tag.value.lowercased().filter { $0.isLetter && $0.isASCII }
        let meant = known[bare].flatMap { words.contains($0) ? $0 : nil } ?? Spelling.nearest(to: bare, among: words)
        // Without the tag, receivers act the same.
        let isIdle = meant == nil && severity == .warning
        report(
            severity, code, isIdle ? list.removal(of: tag.range) : tag.valueRange,
            "\(shown), and \(effect): the values are \(words.map { "`\($0)`" }.joined(separator: ", "))",
            repair: isIdle ? "" : meant)
    }

    private mutating func checkFailureOptions(_ tag: TagList.Tag) {
        if DMARCRecord.failureOptions(tag.value) == nil {
            let meant = Self.intendedOptions(tag.value)
            report(
                .warning, "value-invalid", meant == nil ? list.removal(of: tag.range) : tag.valueRange,
                "receivers ignore `\(source(tag.range))`: `0` or `1`, `d` and `s`, each once, separated by colons",
                repair: meant ?? "")
        } else if self.tag("ruf") == nil {
            report(.notice, "failure-options-unused", tag.range, "`fo` has no effect without `ruf`")
        }
    }

    /// The legal parts of an illegal `fo`; `nil` if there is none. `1` asks for every report that `0` asks for.
    private static func intendedOptions(_ value: String) -> String? {
        var parts = value.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
        parts = parts.enumerated().filter { parts.firstIndex(of: $1) == $0 }.map(\.element)
        if parts.contains("1") { parts.removeAll { $0 == "0" } }
        let text = parts.filter { ["0", "1", "d", "s"].contains($0) }.joined(separator: ":")
        return text.isEmpty ? nil : text
    }

    /// `pct`, `ri` and `rf` are gone (RFC 9989 App. A.6, C). A value that RFC 7489 does not allow either can make its
    /// implementations discard the record.
    private mutating func checkRemoved(_ tag: TagList.Tag, _ name: String) {
        let removal = list.removal(of: tag.range)
        guard Self.isLegal(tag.value, of: name) else {
            // Punctuation after a legal value is a typo; the value still matters to older receivers.
            let bare = String(tag.value.prefix { !",:. ".contains($0) })
            let isSlip = Self.isLegal(bare, of: name) && tag.value.dropFirst(bare.count).allSatisfy { ",:. ".contains($0) }
            report(
                .warning, "removed-tag-invalid", isSlip ? tag.valueRange : removal,
                "receivers ignore `\(name)`, and `\(source(tag.range))` was not legal even before it was removed",
                repair: isSlip ? bare : tag.value.contains("=") ? nil : "")
            return
        }
        if name == "pct", let share = Int(tag.value), share < 100 {
            report(
                .notice, "removed-tag", removal,
                "`\(source(tag.range))` was removed from the standard and does not soften the policy; `t=y` does", repair: "")
        } else {
            report(.notice, "removed-tag", removal, "`\(source(tag.range))` was removed from the standard", repair: "")
        }
    }

    /// Whether RFC 7489 §6.3 allowed the value for a removed tag.
    private static func isLegal(_ value: String, of name: String) -> Bool {
        let isNumber = !value.isEmpty && value.utf8.allSatisfy(\.isDigit)
        return switch name {
        case "pct": isNumber && Int(value).map { $0 <= 100 } == true
        case "ri": isNumber && UInt32(value) != nil
        default: !value.isEmpty && value.split(separator: ":").allSatisfy { isReportFormat(String($0)) }
        }
    }

    private static func isReportFormat(_ word: String) -> Bool {
        word.lowercased().filter { $0 != " " } == "afrf"
    }

    // MARK: Policies

    private mutating func checkPolicies() {
        let end = list.tags.first?.valueRange.upperBound ?? list.source.octets.count
        if tag("p") == nil, !found.contains(where: { $0.repair == "p" || $0.repair?.hasPrefix("p=") == true }) {
            let effect =
                record.standing == .asNone
                ? "there is no `p`: receivers act as if it were `none`"
                : "there is no `p`, nor a valid `rua`: receivers ignore the record"
            let severity: PolicyProblem.Severity = record.standing == .asNone ? .warning : .error
            report(severity, "policy-missing", end..<end, effect, repair: "; p=none")
        }
        guard let p = record.policy.legal else { return }
        if p == .none, let tag = tag("p") {
            report(.warning, "policy-none", tag.range, "`p=none` asks receivers to do nothing about forged mail")
        }
        for (name, value) in [("sp", record.subdomainPolicy), ("np", record.nonexistentPolicy)] {
            guard let tag = tag(name), let weaker = value.legal, weaker < p else { continue }
            report(
                .warning, "subdomain-policy-weak", tag.range, "`\(source(tag.range))` is weaker than `p=\(p.rawValue)`")
        }
        if record.isTesting, let tag = tag("t"), p != .none {
            report(.warning, "test-mode", tag.range, "`t=y` lowers the policy to `\(p.lowered.rawValue)`")
        }
    }

    private mutating func checkReports() {
        guard !found.contains(where: { $0.repair == "rua" || $0.repair?.hasPrefix("rua=") == true }) else { return }
        let end = list.tags.last?.valueRange.upperBound ?? 0
        if tag("rua") == nil {
            report(
                .warning, "no-aggregate-reports", end..<end, "there is no `rua`: you get no reports on how receivers see the mail"
            )
        }
    }

    private mutating func checkAddresses(_ tag: TagList.Tag) {
        found += ReportAddressLint(list.source, tag, sizeLimits: true).problems
    }
}
