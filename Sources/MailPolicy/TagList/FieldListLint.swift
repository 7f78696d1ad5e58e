/// Lints the stricter lists of MTA-STS and TLS-RPT (RFC 8461 §3.1, RFC 8460 §3): a version first, no blanks around `=`,
/// extension fields of limited names and values.
struct FieldListLint {
    private let list: TagList
    private var problems: [PolicyProblem] = []

    static let maximumNameLength = 32

    /// The problems of the whole text, and those that `check` finds in its fields after copying artefacts are removed.
    /// `fields`: the names that the standard defines besides `v`.
    static func problems(
        of text: String, kind: RecordKind, version: String, fields: [String], addresses: Set<String> = [],
        names: HostNameConversion = .standard, check: (TagList) -> [PolicyProblem]
    ) -> [PolicyProblem] {
        if let other = AnnouncedRecord.problem(in: text, unless: kind) { return [other] }
        let clean = CleanedText(text, known: ["v"] + fields, addresses: addresses, names: names)
        return clean.problems(
            with: FieldListLint(clean.list, version: version, fields: fields).problems + check(clean.list))
    }

    private init(_ list: TagList, version: String, fields: [String]) {
        self.list = list
        checkVersion(version)
        for stray in list.strays {
            if stray.text.isEmpty {
                report(
                    .error, "empty-part", list.removal(of: stray.range), "there is nothing between two semicolons", repair: "")
            } else if stray.tagsBefore > 0 || list.tags.contains(where: Self.isVersion) {
                report(.error, "part-without-equals", stray.range, "`\(stray.text.excerpt)` has no `=`")
            }
        }
        let absent = fields.filter { name in !list.tags.contains { $0.name == name } }
        for tag in list.tags {
            checkBlanks(tag)
            if !Self.isVersion(tag), !fields.contains(tag.name) { checkExtension(tag, absent) }
        }
        for tag in list.repeated() where tag.name != "rua" {
            report(
                .warning, "duplicate-field", list.removal(of: tag.range),
                "`\(tag.name.excerpt)` appears twice: only the first one counts", repair: "")
        }
    }

    /// In letters of either case: only `v` is right.
    private static func isVersion(_ tag: TagList.Tag) -> Bool { tag.name.lowercased() == "v" }

    private mutating func report(
        _ severity: PolicyProblem.Severity, _ code: String, _ range: Range<Int>, _ message: String, repair: String? = nil
    ) {
        problems.append(PolicyProblem(severity, code, range, message, repair: repair))
    }

    private mutating func checkVersion(_ version: String) {
        guard let first = list.tags.first, Self.isVersion(first), list.beginsAtOnce else {
            if list.text.utf8.first?.isBlank == true {
                let blanks = list.source.octets.prefix(while: \.isBlank).count
                report(.error, "leading-blank", 0..<blanks, "there are blanks before the version", repair: "")
                if list.tags.first.map(Self.isVersion) == true { return }
            }
            if let late = list.tags.first(where: Self.isVersion) {
                report(
                    .error, "version-not-first", list.removal(of: late.range), "`v=\(version)` must come first", repair: "")
            }
            report(.error, "version-missing", 0..<0, "the record does not begin with `v=\(version)`", repair: "v=\(version); ")
            return
        }
        if first.name != "v" {
            report(
                .error, "version-invalid", first.nameRange, "the record does not begin with `v=\(version)`, exactly", repair: "v")
        }
        guard first.value != version else { return }
        if first.value.hasPrefix(version + " ") {
            let at = first.valueRange.lowerBound + version.utf8.count
            report(.error, "semicolon-missing", at..<at + 1, "a semicolon is missing after `v=\(version)`", repair: "; ")
        } else {
            report(
                .error, "version-invalid", first.valueRange, "the version is `\(version)`, exactly, not `\(first.value.excerpt)`",
                repair: Spelling.nearest(to: first.value, among: [version]))
        }
    }

    private mutating func checkBlanks(_ tag: TagList.Tag) {
        let between = tag.nameRange.upperBound..<tag.valueRange.lowerBound
        guard between.count > 1 else { return }
        report(
            .error, "blank-around-equals", between, "no blanks are allowed around the `=` of `\(tag.name.excerpt)`", repair: "=")
    }

    private mutating func checkExtension(_ tag: TagList.Tag, _ absent: [String]) {
        let name = Array(tag.name.utf8)
        let isName =
            (1...Self.maximumNameLength).contains(name.count) && (name[0].isLetter || name[0].isDigit)
            && name.allSatisfy { $0.isLetter || $0.isDigit || [UInt8(ascii: "_"), 0x2d, 0x2e].contains($0) }
        let isValue = !tag.value.isEmpty && tag.value.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "=") }
        if !isName {
            report(.error, "field-name-invalid", tag.nameRange, "`\(tag.name.excerpt)` is not a legal field name")
        } else if !isValue {
            report(.error, "field-value-invalid", tag.range, "`\(list.source[tag.range].excerpt)` does not have a legal value")
        } else if let meant = Spelling.nearest(to: tag.name, among: absent) {
            report(
                .warning, "unknown-field", tag.nameRange, "readers ignore `\(tag.name.excerpt)`: was `\(meant)` meant?",
                repair: meant)
        } else {
            report(.notice, "unknown-field", tag.nameRange, "readers ignore `\(tag.name.excerpt)`")
        }
    }
}
