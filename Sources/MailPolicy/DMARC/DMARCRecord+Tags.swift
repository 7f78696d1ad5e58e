extension DMARCRecord {
    /// A tag with its effective value.
    package struct EffectiveTag: Sendable, Hashable {
        package let name: String
        package let value: String
        /// Absent, or discarded as illegal: the default of RFC 9989 §4.8 applies.
        package let isDefault: Bool
    }

    /// Every meaningful tag with the value in force, defaults included; `rua`, `ruf` and `pct` only if written. Empty for a
    /// record that is not applied (§4.10.1).
    package var effectiveTags: [EffectiveTag] {
        guard standing != .notApplied else { return [] }
        func choice(_ name: String, _ value: String, _ isWritten: Bool) -> EffectiveTag {
            EffectiveTag(name: name, value: value, isDefault: !isWritten)
        }
        let isWritten = standing == .asWritten
        let p = isWritten ? policy.legal ?? DMARCRequest.none : DMARCRequest.none
        let sp = isWritten ? subdomainPolicy.legal ?? p : DMARCRequest.none
        let np = isWritten ? nonexistentPolicy.legal ?? sp : DMARCRequest.none
        let tags = [
            choice("p", p.rawValue, isWritten && policy.legal != nil),
            choice("sp", sp.rawValue, isWritten && subdomainPolicy.legal != nil),
            choice("np", np.rawValue, isWritten && nonexistentPolicy.legal != nil),
            choice("t", isTesting ? "y" : "n", ["y", "n"].contains(self["t"]?.lowercased())),
            choice("psd", publicSuffix.rawValue, PublicSuffix(rawValue: self["psd"]?.lowercased() ?? "") != nil),
            choice("adkim", dkimAlignment.rawValue, Alignment(rawValue: self["adkim"]?.lowercased() ?? "") != nil),
            choice("aspf", spfAlignment.rawValue, Alignment(rawValue: self["aspf"]?.lowercased() ?? "") != nil),
            choice(
                "fo", failureOptions.joined(separator: ":"),
                self["ruf"] != nil && self["fo"].flatMap(Self.failureOptions) != nil),
        ]
        let reports = [("rua", aggregateReports), ("ruf", failureReports)].compactMap { name, uris -> EffectiveTag? in
            let valid = uris.filter(\.isValid).map(\.text)
            return valid.isEmpty ? nil : EffectiveTag(name: name, value: valid.joined(separator: ","), isDefault: false)
        }
        let former = percentage.map { [EffectiveTag(name: "pct", value: String($0), isDefault: false)] } ?? []
        return tags + reports + former
    }
}
