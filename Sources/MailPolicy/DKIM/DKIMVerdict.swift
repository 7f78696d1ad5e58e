/// What a verifier can do with a key record.
package enum DKIMVerdict: Sendable, Hashable {
    /// Signatures of mail can be verified with the key.
    case usable
    /// `p` is empty: every signature with this selector fails (RFC 6376 §3.6.1).
    case revoked
    /// At least one reason.
    case unusable([Reason])

    package enum Reason: String, Sendable, Hashable, CaseIterable {
        /// Not a tag list, `v` misplaced or wrong, or a repeated tag.
        case malformed
        /// No `p` tag.
        case keyMissing = "key-missing"
        /// Base64 or the key's structure is broken or cut short.
        case keyUnreadable = "key-unreadable"
        /// `k` names a type that verifiers do not support.
        case keyTypeUnknown = "key-type-unknown"
        /// RSA of less than 1024 bits (RFC 8301 §3.2).
        case keyTooShort = "key-too-short"
        /// An Ed25519 point of small order, or an RSA exponent of 1: signatures can be made without the private key.
        case keyUnsafe = "key-unsafe"
        /// `h` lacks `sha256` (RFC 8301 §3.1).
        case noUsableHash = "no-usable-hash"
        /// `s` has neither `*` nor `email`.
        case notForMail = "not-for-mail"
    }
}
