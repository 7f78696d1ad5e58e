import DNS

/// Reads the lines of an MTA-STS policy and reports what is wrong with them.
struct MTASTSPolicyReader {
    private let source: RecordText
    private(set) var fields: [MTASTSPolicy.Field] = []
    private(set) var problems: [PolicyProblem] = []
    private var names: Set<String> = []
    private(set) var mode: MTASTSPolicy.Mode?
    private(set) var maximumAge: Int?
    private(set) var patterns: [String] = []
    private var addressRanges: [Range<Int>] = []

    private static let known = ["version", "mode", "mx", "max_age"]
    private static let maximumNameLength = 32
    private static let maximumDigits = 10

    init(_ text: String) { source = RecordText(text) }

    private mutating func report(
        _ severity: PolicyProblem.Severity, _ code: String, _ range: Range<Int>, _ message: String, repair: String? = nil
    ) {
        problems.append(PolicyProblem(severity, code, range, message, repair: repair))
    }

    mutating func read() {
        let octets = source.octets
        if octets.count > MTASTSPolicy.maximumLength {
            report(.error, "too-long", 0..<0, "the policy has \(octets.count) octets: senders read no more than 65536")
        }
        let hasMark = octets.starts(with: [0xef, 0xbb, 0xbf])
        if hasMark { report(.error, "byte-order-mark", 0..<3, "there is a byte order mark before the first key", repair: "") }
        let lines = source.pieces(of: (hasMark ? 3 : 0)..<octets.count, separatedBy: 0x0a)
        for (index, line) in lines.enumerated() {
            let isLast = index == lines.count - 1
            var end = line.upperBound
            if end > line.lowerBound, octets[end - 1] == 0x0d { end -= 1 }
            let content = line.lowerBound..<end
            if content.isEmpty, isLast { continue }
            if source.trimmed(content).isEmpty {
                let whole = line.lowerBound..<min(line.upperBound + 1, octets.count)
                report(.error, "blank-line", whole, "line \(index + 1) is blank: a policy has a key on every line", repair: "")
                continue
            }
            readLine(content, number: index + 1)
        }
        checkWhole()
    }

    private mutating func readLine(_ line: Range<Int>, number: Int) {
        guard let colon = source.octets[line].firstIndex(of: UInt8(ascii: ":")) else {
            report(
                .error, "line-without-colon", line, "line \(number), `\(source[line].excerpt)`, has no colon",
                repair: Self.repair(source[source.trimmed(line)]))
            return
        }
        let name = line.lowerBound..<colon
        let value = source.trimmed(colon + 1..<line.upperBound)
        let field = MTASTSPolicy.Field(
            name: source[name], value: source[value], nameRange: name, valueRange: value)
        let isRepeated = !names.insert(field.name).inserted
        fields.append(field)
        checkText(field, line)
        if isRepeated, field.name != "mx" {
            report(
                .warning, "duplicate-key", line, "`\(field.name.excerpt)` appears twice: only the first one counts")
            return
        }
        switch field.name {
        case "version":
            if field.value != "STSv1" {
                report(
                    .error, "version-invalid", value, "the version is `STSv1`, exactly, not `\(field.value.excerpt)`",
                    repair: Spelling.nearest(to: field.value, among: ["STSv1"]))
            }
        case "mode":
            mode = MTASTSPolicy.Mode(rawValue: field.value)
            let words = MTASTSPolicy.Mode.allCases.map(\.rawValue)
            if mode == nil {
                report(
                    .error, "mode-invalid", value, "`\(field.value.excerpt)` is not one of enforce, testing, none",
                    repair: Spelling.nearest(to: field.value, among: words))
            }
        case "max_age": readAge(field)
        case "mx": readPattern(field)
        default: checkExtension(field)
        }
    }

    /// `mode none` without a colon, or with `=`.
    private static func repair(_ line: String) -> String? {
        guard let cut = line.utf8.firstIndex(where: { $0.isBlank || $0 == UInt8(ascii: "=") }) else { return nil }
        let name = String(line[..<cut])
        guard known.contains(name) else { return nil }
        let rest = line.utf8[cut...].drop { $0.isBlank || $0 == UInt8(ascii: "=") }
        return name + ": " + String(decoding: rest, as: UTF8.self)
    }

    private mutating func checkText(_ field: MTASTSPolicy.Field, _ line: Range<Int>) {
        if let index = source.octets[line].firstIndex(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7f }) {
            report(.error, "control-character", index..<index + 1, "`\(field.name.excerpt)` contains a control character")
        }
    }

    private mutating func readAge(_ field: MTASTSPolicy.Field) {
        let digits = Array(field.value.utf8)
        guard (1...Self.maximumDigits).contains(digits.count), digits.allSatisfy(\.isDigit), let age = Int(field.value) else {
            report(.error, "max-age-invalid", field.valueRange, "`max_age: \(field.value.excerpt)` is not a number of seconds")
            return
        }
        maximumAge = age
        if age > MTASTSPolicy.maximumAgeLimit {
            report(
                .error, "max-age-invalid", field.valueRange, "`max_age: \(age)` is more than the allowed 31557600 seconds",
                repair: "31557600")
        } else if age < MTASTSPolicy.shortAge {
            report(.notice, "max-age-short", field.valueRange, "`max_age: \(age)` is less than a day; weeks are usual")
        }
    }

    private mutating func readPattern(_ field: MTASTSPolicy.Field) {
        var host = field.value
        if host.hasPrefix("*.") { host.removeFirst(2) }
        guard HostNameSyntax.name(host) != nil, !host.utf8.contains(UInt8(ascii: "\\")), !host.hasSuffix(".") else {
            let bare = host.hasSuffix(".") ? String(field.value.dropLast()) : nil
            report(
                .error, "mx-invalid", field.valueRange,
                "`mx: \(field.value.excerpt)` is not a host name, nor `*.` and a domain", repair: bare)
            return
        }
        let pattern = field.value.lowercased()
        guard IPAddress(host) == nil else {
            addressRanges.append(field.valueRange)
            return
        }
        patterns.append(pattern)
    }

    /// An address passes as a host name by its characters, but MX records hold names: no MX host ever matches it (RFC 8461
    /// §4.1).
    private mutating func checkAddresses() {
        for range in addressRanges {
            report(
                patterns.isEmpty && mode != MTASTSPolicy.Mode.none ? .error : .warning, "mx-address", range,
                "`mx: \(source[range].excerpt)` is an address: it can never match, since MX records hold names")
        }
    }

    private mutating func checkExtension(_ field: MTASTSPolicy.Field) {
        let name = Array(field.name.utf8)
        let isName =
            (1...Self.maximumNameLength).contains(name.count) && (name[0].isLetter || name[0].isDigit)
            && name.allSatisfy { $0.isLetter || $0.isDigit || [UInt8(ascii: "_"), 0x2d, 0x2e].contains($0) }
        if !isName {
            report(.error, "key-invalid", field.nameRange, "`\(field.name.excerpt)` is not a legal key")
        } else if field.value.isEmpty {
            report(.error, "value-missing", field.nameRange, "`\(field.name.excerpt)` has no value")
        } else {
            let meant = Spelling.nearest(to: field.name, among: Self.known)
            report(
                meant == nil ? .notice : .warning, "unknown-key", field.nameRange,
                "senders ignore `\(field.name.excerpt)`"
                    + (meant.map { ": was `\($0)` meant?" } ?? ""), repair: meant)
        }
    }

    private mutating func checkWhole() {
        checkAddresses()
        let end = source.octets.count
        func has(_ name: String) -> Bool { names.contains(name) }
        for name in ["version", "mode", "max_age"] where !has(name) {
            report(.error, "key-missing", end..<end, "the policy has no `\(name)`")
        }
        if !has("mx"), let mode, mode != .none {
            report(.error, "mx-missing", end..<end, "a policy with mode \(mode.rawValue) needs at least one `mx`")
        }
        if mode == .testing {
            report(.notice, "mode-testing", 0..<0, "mode testing only reports: mail is delivered without TLS too")
        }
        if let first = fields.first, first.name != "version", has("version") {
            report(.notice, "version-not-first", first.nameRange, "`version` usually comes first")
        }
    }
}
