package import DNS

/// What breaks a chain of trust: the zone at fault, and how.
package struct SecurityFault: Hashable, Sendable {
    /// The zone whose operator can fix it; for DS records, through the registrar or parent zone that publishes them.
    package let zone: DomainName
    package let kind: Kind
    /// Whether the whole zone and everything below it are broken, not just one answer.
    package let isZoneWide: Bool
    /// What is wrong, as a self-contained sentence fragment.
    package let reason: String

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The parent has DS records, but the zone has no DNSKEY record: usually left behind when signing was turned off.
        case dsWithoutKey = "ds-without-dnskey"
        /// No DS record matches any of the zone's keys.
        case dsMatchesNoKey = "ds-matches-no-dnskey"
        case notSigned = "not-signed"
        case signatureExpired = "signature-expired"
        case signatureNotYetValid = "signature-not-yet-valid"
        /// Signed by an untrusted key, by another zone, or with an algorithm that does not count.
        case wrongSigner = "wrong-signer"
        /// The signature does not match the records.
        case signatureMismatch = "signature-mismatch"
        /// Nothing proves that the name or type does not exist.
        case denialUnproved = "denial-unproved"
        /// A CNAME does not follow from the DNAME above it.
        case aliasMismatch = "alias-mismatch"
    }

    init(_ zone: DomainName, _ kind: Kind, isZoneWide: Bool = false, _ reason: String) {
        (self.zone, self.kind, self.isZoneWide, self.reason) = (zone, kind, isZoneWide, reason)
    }

    /// The same fault with `words` appended to the reason.
    package func adding(_ words: String) -> SecurityFault {
        SecurityFault(zone, kind, isZoneWide: isZoneWide, reason + words)
    }

    /// The status of zones below the one at fault.
    var inherited: SecurityFault {
        let prefix = "\(zone.absoluteText) above it is bogus: "
        return reason.hasPrefix(prefix) ? self : SecurityFault(zone, kind, isZoneWide: true, prefix + reason)
    }
}
