package import DNS

/// What breaks a chain of trust: which zone is at fault, and how.
package struct SecurityFault: Hashable, Sendable {
    /// The zone whose operator can mend it; for DS records its registrar or the zone above publishes them.
    package let zone: DomainName
    package let kind: Kind
    /// Whether the whole zone is broken, with everything below it, and not one answer only.
    package let isZoneWide: Bool
    /// What is wrong, as a fragment of a sentence that stands alone.
    package let reason: String

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// DS records at the zone above, and no DNSKEY record: mostly left behind when signing was turned off.
        case dsWithoutKey = "ds-without-dnskey"
        /// No DS record matches one of the zone's keys.
        case dsMatchesNoKey = "ds-matches-no-dnskey"
        case notSigned = "not-signed"
        case signatureExpired = "signature-expired"
        case signatureNotYetValid = "signature-not-yet-valid"
        /// Signed by a key that is not among the trusted ones, by another zone, or with an algorithm that does not count.
        case wrongSigner = "wrong-signer"
        /// The signature does not match the records.
        case signatureMismatch = "signature-mismatch"
        /// Nothing proves that the answer does not exist.
        case denialUnproved = "denial-unproved"
        /// A CNAME is not what the DNAME above it makes of the name.
        case aliasMismatch = "alias-mismatch"
    }

    init(_ zone: DomainName, _ kind: Kind, isZoneWide: Bool = false, _ reason: String) {
        (self.zone, self.kind, self.isZoneWide, self.reason) = (zone, kind, isZoneWide, reason)
    }

    /// The same with more words behind the reason.
    package func adding(_ words: String) -> SecurityFault {
        SecurityFault(zone, kind, isZoneWide: isZoneWide, reason + words)
    }

    /// What it means for zones below the one at fault.
    var inherited: SecurityFault {
        let prefix = "\(zone.absoluteText) above it is bogus: "
        return reason.hasPrefix(prefix) ? self : SecurityFault(zone, kind, isZoneWide: true, prefix + reason)
    }
}
