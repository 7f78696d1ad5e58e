/// A BIMI assertion record, the TXT at `<selector>._bimi.<domain>` (draft-brand-indicators-for-message-identification §4).
package struct BIMIRecord: Sendable, Hashable {
    package let tagList: TagList
    /// `l`: the logo, an SVG over HTTPS.
    package let location: String?
    /// `a`: the mark certificate, PEM over HTTPS.
    package let evidence: String?
    /// `l` and `a` are empty: the domain declines to have a logo.
    package let isDeclination: Bool
    package let problems: [PolicyProblem]

    package var text: String { tagList.text }
    package var isValid: Bool { !problems.hasErrors }

    /// Whether the text counts as a BIMI record; a name must have exactly one such record.
    static func isCandidate(_ text: String) -> Bool {
        guard let first = TagList(text).tags.first else { return false }
        return first.name.lowercased() == "v" && first.value == "BIMI1" && TagList(text).beginsAtOnce
    }

    package init(_ text: String) {
        let list = TagList(text)
        tagList = list
        func tag(_ name: String) -> TagList.Tag? { list.tags.first { $0.name.lowercased() == name } }
        location = tag("l")?.value
        evidence = tag("a")?.value
        isDeclination = tag("l")?.value.isEmpty == true && tag("a")?.value.isEmpty != false
        if let other = AnnouncedRecord.problem(in: text, unless: .bimi) {
            problems = [other]
        } else {
            let clean = Self.cleaned(text)
            problems = clean.problems(with: Self.lint(clean.list))
        }
    }

    private static let knownTags = ["v", "l", "a", "avp", "lps"]
    private static let preferences = ["brand", "personal"]

    static func cleaned(_ text: String) -> CleanedText { CleanedText(text, known: knownTags) }

    /// The value of a tag if it is legal and not empty.
    static func value(_ tag: String, _ value: String) -> String? {
        switch tag {
        case "l", "a":
            let uri = ReportURI(RecordText(value), 0..<value.utf8.count, sizeLimits: false)
            return uri.isValid && uri.scheme == "https" ? value : nil
        case "avp": return preferences.contains(value.lowercased()) ? value.lowercased() : nil
        default: return value.isEmpty ? nil : value
        }
    }

    private static func lint(_ list: TagList) -> [PolicyProblem] {
        var problems: [PolicyProblem] = []
        func report(
            _ severity: PolicyProblem.Severity, _ code: String, _ range: Range<Int>, _ message: String, repair: String? = nil
        ) { problems.append(PolicyProblem(severity, code, range, message, repair: repair)) }
        func tag(_ name: String) -> TagList.Tag? { list.tags.first { $0.name.lowercased() == name } }

        if let version = list.tags.first, version.name.lowercased() == "v", list.beginsAtOnce {
            if version.value != "BIMI1" {
                report(
                    .error, "version-invalid", version.valueRange,
                    "the version is `BIMI1`, exactly, not `\(version.value.excerpt)`",
                    repair: Spelling.nearest(to: version.value, among: ["BIMI1"]))
            }
        } else if let blanks = list.source.octets.firstIndex(where: { !$0.isBlank }), blanks > 0,
            list.tags.first?.name.lowercased() == "v"
        {
            report(.error, "leading-blank", 0..<blanks, "there are blanks before the version", repair: "")
        } else {
            if let late = tag("v") {
                report(.error, "version-not-first", list.removal(of: late.range), "`v=BIMI1` must come first", repair: "")
            }
            report(.error, "version-missing", 0..<0, "the record does not begin with `v=BIMI1`", repair: "v=BIMI1; ")
        }
        for stray in list.strays {
            report(
                stray.text.isEmpty ? .warning : .error, stray.text.isEmpty ? "empty-part" : "part-without-equals",
                stray.text.isEmpty ? list.removal(of: stray.range) : stray.range,
                stray.text.isEmpty ? "there is nothing between two semicolons" : "`\(stray.text.excerpt)` has no `=`",
                repair: stray.text.isEmpty ? "" : nil)
        }
        for tag in list.repeated(by: { $0.lowercased() }) {
            let isSame = list.tags.first { $0.name.lowercased() == tag.name.lowercased() }?.value == tag.value
            report(
                .error, "duplicate-tag", list.removal(of: tag.range),
                "`\(tag.name.excerpt)` appears twice, but a tag may occur only once",
                repair: isSame ? "" : nil)
        }
        for tag in list.tags where !knownTags.contains(tag.name.lowercased()) {
            report(.notice, "unknown-tag", tag.nameRange, "receivers ignore `\(tag.name.excerpt)`")
        }
        if let location = tag("l") {
            if !location.value.isEmpty { problems += link(location, list, ending: ".svg", what: "logo") }
        } else {
            let end = list.text.utf8.count
            report(.error, "location-missing", end..<end, "there is no `l`, the address of the logo")
        }
        if let evidence = tag("a"), !evidence.value.isEmpty {
            problems += link(evidence, list, ending: ".pem", what: "certificate")
        } else if tag("l")?.value.isEmpty == false {
            report(.notice, "evidence-missing", 0..<0, "without a mark certificate (`a`) the large receivers do not show a logo")
        }
        if let preference = tag("avp"), !preferences.contains(preference.value.lowercased()) {
            report(
                .error, "value-invalid", preference.valueRange,
                "`avp=\(preference.value.excerpt)` is not legal: the values are `brand`, `personal`",
                repair: Spelling.nearest(to: preference.value, among: preferences))
        }
        if let prefixes = tag("lps") {
            for piece in list.source.pieces(of: prefixes.valueRange, separatedBy: UInt8(ascii: ",")) {
                let word = list.source[list.source.trimmed(piece)]
                let isLegal =
                    (1...63).contains(word.utf8.count)
                    && word.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
                if !isLegal {
                    report(.error, "value-invalid", piece, "`\(word.excerpt)` of `lps` is not 1 to 63 letters, digits, hyphens")
                }
            }
        }
        return problems
    }

    private static func link(_ tag: TagList.Tag, _ list: TagList, ending: String, what: String) -> [PolicyProblem] {
        let uri = ReportURI(list.source, tag.valueRange, sizeLimits: false)
        let isHTTPS = uri.isValid && uri.scheme == "https"
        let path = tag.value.prefix { $0 != "?" && $0 != "#" }.lowercased()
        let isImage = ending == ".svg" && rasterEndings.contains(where: path.hasSuffix)
        var problems: [PolicyProblem] = []
        if !isHTTPS {
            let repair = uri.isValid && uri.scheme == "http" ? "https" + uri.text.dropFirst(4) : nil
            problems.append(
                PolicyProblem(
                    .error, "link-invalid", tag.valueRange, "`\(tag.value.excerpt)` is not an `https:` address of a \(what)",
                    repair: isImage ? nil : repair))
        }
        if isImage {
            problems.append(
                PolicyProblem(
                    .error, "logo-not-svg", tag.valueRange, "`\(tag.value.excerpt)` is not an SVG image, the only kind allowed"))
        } else if isHTTPS, !path.hasSuffix(ending) {
            problems.append(
                PolicyProblem(.notice, "link-ending", tag.valueRange, "`\(tag.value.excerpt)` does not end in `\(ending)`"))
        }
        return problems
    }

    /// The endings of images that are not drawn from vectors.
    private static let rasterEndings = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".ico", ".tif", ".tiff", ".avif"]
}
