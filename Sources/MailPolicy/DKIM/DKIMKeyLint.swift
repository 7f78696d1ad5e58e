/// Collects what is wrong with a key record, and the reasons why a verifier cannot use it.
struct DKIMKeyLint {
    let list: TagList
    private(set) var problems: [PolicyProblem] = []
    private var reasons: Set<DKIMVerdict.Reason> = []
    private var isRevoked = false

    static let knownTags = ["v", "p", "k", "h", "s", "t", "n", "g"]
    /// The registered services of `s` (RFC 6376 §7.7, RFC 8460 §8); `*` means all.
    static let services = ["*", "email", "tlsrpt"]
    static let keyTypes = ["rsa", "ed25519"]
    /// Verifiers need not support more (RFC 8301 §3.2).
    static let maximumBits = 4096

    /// `list`: the record without copying artefacts; `isDamaged`: it had some.
    init(_ list: TagList, isDamaged: Bool) {
        self.list = list
        if isDamaged { reasons.insert(.malformed) }
    }

    var verdict: DKIMVerdict {
        if !reasons.isEmpty { return .unusable(DKIMVerdict.Reason.allCases.filter(reasons.contains)) }
        return isRevoked ? .revoked : .usable
    }

    private mutating func report(
        _ severity: PolicyProblem.Severity, _ code: String, _ range: Range<Int>, _ message: String, repair: String? = nil,
        reason: DKIMVerdict.Reason? = nil
    ) {
        problems.append(PolicyProblem(severity, code, range, message, repair: repair))
        if let reason { reasons.insert(reason) }
    }

    /// The tag list, `v`, and names (RFC 6376 §3.2, §3.6.1).
    mutating func checkSyntax() {
        for stray in list.strays {
            if stray.text.isEmpty {
                report(
                    .warning, "empty-part", list.removal(of: stray.range), "there is nothing between two semicolons", repair: "")
                continue
            }
            report(
                .error, "part-without-equals", stray.range, "`\(stray.text.excerpt)` has no `=`: it is not a tag",
                repair: meaning(of: stray.text), reason: .malformed)
        }
        for tag in list.repeated() {
            let isSame = list.tags.first { $0.name == tag.name }?.value == tag.value
            report(
                .error, "duplicate-tag", list.removal(of: tag.range),
                "`\(tag.name.excerpt)` appears twice, which makes the whole record invalid", repair: isSame ? "" : nil,
                reason: .malformed)
        }
        for tag in list.tags {
            if !tag.hasLegalName {
                report(
                    .error, "tag-name-invalid", tag.nameRange, "`\(tag.name.excerpt)` is not a tag name", reason: .malformed)
            } else if !Self.knownTags.contains(tag.name) {
                let lower = tag.name.lowercased()
                let isFree = Self.knownTags.contains(lower) && !list.tags.contains { $0.name == lower }
                let meant = isFree ? lower : nil
                report(
                    meant == nil ? .notice : .warning, "unknown-tag", tag.nameRange,
                    "verifiers ignore the tag `\(tag.name.excerpt)`" + (meant == nil ? "" : ": tag names are lower case"),
                    repair: meant)
            }
        }
        checkVersion()
    }

    /// The tag that a part without an equals sign was probably meant as: `k:rsa`, `p MIIB…`, `rsa`, `DKIM1`.
    private func meaning(of text: String) -> String? {
        func isAbsent(_ name: String) -> Bool { !list.tags.contains { $0.name.lowercased() == name } }
        let lower = text.lowercased()
        if lower == "dkim1", isAbsent("v") { return "v=DKIM1" }
        if ["rsa", "ed25519"].contains(lower), isAbsent("k") { return "k=" + lower }
        guard let cut = lower.utf8.firstIndex(where: { $0 == UInt8(ascii: ":") || $0.isBlank }) else { return nil }
        let name = String(lower[..<cut])
        guard Self.knownTags.contains(name), isAbsent(name) else { return nil }
        let rest = text.utf8[text.utf8.index(after: cut)...].drop(while: \.isBlank)
        return rest.isEmpty ? nil : name + "=" + String(decoding: rest, as: UTF8.self)
    }

    private mutating func checkVersion() {
        guard let index = list.tags.firstIndex(where: { $0.name == "v" }) else {
            // A misspelt `V` and a bare `DKIM1` are reported at their own places.
            let isMeant =
                list.tags.contains { $0.name == "V" } || list.strays.contains { $0.text.uppercased() == "DKIM1" }
            if !list.tags.isEmpty, !isMeant {
                report(.notice, "version-absent", 0..<0, "the record does not begin with `v=DKIM1`", repair: "v=DKIM1; ")
            }
            return
        }
        let tag = list.tags[index]
        if index > 0 || list.strays.contains(where: { $0.tagsBefore == 0 && !$0.text.isEmpty }) {
            report(
                .error, "version-not-first", list.removal(of: tag.range), "`v` must be the first tag", repair: "",
                reason: .malformed)
            problems.append(
                PolicyProblem(.error, "version-not-first", 0..<0, "`v=DKIM1` must come first", repair: "v=DKIM1; "))
        }
        guard tag.value != "DKIM1" else { return }
        report(
            .error, "version-invalid", tag.valueRange, "the version is `DKIM1`, not `\(tag.value.excerpt)`",
            repair: Spelling.nearest(to: tag.value, among: ["DKIM1"]), reason: .malformed)
    }

    /// `h`, `s`, `t` and `g`.
    mutating func checkRestrictions(hashes: [String]?, services: [String], flags: [String]) {
        for tag in list.tags {
            switch tag.name {
            case "h" where hashes?.contains("sha256") == false:
                report(
                    .error, "hash-unusable", tag.valueRange,
                    "`h=\(tag.value.excerpt)` does not allow sha256, the only hash that verifiers accept", repair: "sha256",
                    reason: .noUsableHash)
            case "h" where hashes?.contains("sha1") == true:
                report(.notice, "hash-obsolete", tag.valueRange, "`sha1` is no longer accepted", repair: "sha256")
            case "s" where !services.contains("*") && !services.contains("email"):
                let isForOthers = services.contains(where: Self.services.contains)
                report(
                    isForOthers ? .warning : .error, "service-excludes-email", tag.valueRange,
                    "`s=\(tag.value.excerpt)` keeps the key from verifying mail",
                    repair: isForOthers ? nil : Self.services(meantBy: services), reason: .notForMail)
            case "h" where tag.value != tag.value.lowercased(), "s" where tag.value != tag.value.lowercased():
                // Verifiers differ in whether they compare them so (RFC 6376 §3.2).
                report(
                    .warning, "value-letters", tag.valueRange,
                    "`\(tag.name)=\(tag.value.excerpt)` is written in lower case: verifiers need not know it in other letters",
                    repair: tag.value.lowercased())
            case "t":
                if flags.contains("y") {
                    report(.warning, "testing", tag.valueRange, "`t=\(tag.value.excerpt)` says that DKIM is only being tested")
                }
                if flags.contains("s") {
                    report(
                        .notice, "strict-identity", tag.valueRange,
                        "`t=\(tag.value.excerpt)` forbids identities (`i=`) in subdomains of the signing domain")
                }
            case "g" where tag.value.isEmpty:
                report(
                    .warning, "granularity", list.removal(of: tag.range), "an empty `g=` matches no address at old verifiers",
                    repair: "")
            case "g":
                report(
                    .notice, "granularity", list.removal(of: tag.range), "`g` was dropped from the standard and is ignored",
                    repair: "")
            default: break
            }
        }
    }

    /// The words with misspellings corrected; `nil` when none of them becomes `email`.
    private static func services(meantBy words: [String]) -> String? {
        let corrected = words.map { word in
            let lower = word.lowercased()
            return services.contains(lower) ? lower : Spelling.nearest(to: lower, among: services.filter { $0.count > 1 }) ?? word
        }
        return corrected.contains("email") ? corrected.joined(separator: ":") : nil
    }

    /// `k` and `p`: the key, if it can be read.
    mutating func checkKey(keyType: String) -> DKIMPublicKey? {
        // In other letters it is another type for verifiers, but says how the key is encoded.
        let encoding = Self.keyTypes.first { $0 == keyType.lowercased() }
        if !Self.keyTypes.contains(keyType), let tag = list.tags.first(where: { $0.name == "k" }) {
            report(
                .error, "key-type-unknown", tag.valueRange,
                encoding.map { "verifiers do not know the key type `\(tag.value.excerpt)`: it is `\($0)`, in lower case" }
                    ?? "verifiers do not support the key type `\(tag.value.excerpt)`",
                repair: encoding ?? Spelling.nearest(to: keyType, among: Self.keyTypes), reason: .keyTypeUnknown)
        }
        guard let tag = list.tags.first(where: { $0.name == "p" }) else {
            report(
                .error, "key-missing", list.text.utf8.count..<list.text.utf8.count, "there is no `p` tag and so no key",
                reason: .keyMissing)
            return nil
        }
        if tag.value.isEmpty {
            isRevoked = true
            report(.error, "revoked", tag.range, "`p=` is empty: the key is revoked, and every signature with it fails")
            return nil
        }
        // How an unknown key type encodes its keys is unknown.
        guard let encoding else { return nil }
        let typePlace = list.tags.first { $0.name == "k" }?.valueRange
        var reading = DKIMKeyReading(
            list.source, tag.valueRange, keyType: encoding, typePlace: typePlace ?? tag.range.lowerBound..<tag.range.lowerBound)
        let key = reading.read()
        problems += reading.problems
        reasons.formUnion(reading.reasons)
        return key
    }
}

extension String {
    /// The text, shortened for a message.
    var excerpt: String {
        let limit = 60
        return utf8.count <= limit ? self : String(prefix(limit - 1)) + "…"
    }
}
