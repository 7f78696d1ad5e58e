/// What keeps validation bounded, whatever zones publish (KeyTrap, CVE-2023-50387; NSEC3, CVE-2023-50868).
enum ValidationLimits {
    /// Keys with the same tag and algorithm that one signature is tried with.
    static let keysPerSignature = 2
    /// Signatures over one set of records that are tried, and of those that fail.
    static let signaturesPerSet = 8
    /// Sets of records in a reply to ANY.
    static let setsPerReply = 16
    static let keysPerZone = 32
    static let signersPerZone = 16
    /// NSEC or NSEC3 records of one reply that are looked at.
    static let denialsPerReply = 12
    /// More rounds make a zone insecure (RFC 9276 §3.2).
    static let iterations: UInt16 = 100
    /// Checks of signatures over a validator's life; each costs about 0.1 ms.
    static let checks = 20_000
}
