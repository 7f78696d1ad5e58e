/// The bounds on what is read, asked and computed for one answer, whatever servers send. Each has a source, and a name
/// by which a report says that it cut something.
package enum AnswerLimit: String, CaseIterable, Hashable, Sendable {
    /// Aliases followed in a row.
    case aliases
    /// Records of the asked name and type in one reply.
    case recordsPerAnswer = "records-per-answer"
    /// Character strings in one TXT record.
    case stringsPerRecord = "strings-per-record"
    /// Name servers queried per zone.
    case serversPerZone = "servers-per-zone"
    /// Addresses queried per name server.
    case addressesPerServer = "addresses-per-server"
    /// Name servers without glue that are looked up to follow one referral.
    case lookupsPerReferral = "lookups-per-referral"
    /// Nested lookups of name servers' addresses.
    case lookupDepth = "lookup-depth"
    /// Queries to find one zone, lookups of name servers' addresses included.
    case questionsPerZonePath = "questions-per-zone-path"
    /// Queries to authoritative servers for one deployment.
    case questionsPerRun = "questions-per-run"
    /// DNSKEY records read per zone.
    case keysPerZone = "keys-per-zone"
    /// DS records of one zone that are compared with its keys.
    case signersPerZone = "signers-per-zone"
    /// Signatures checked per RRset.
    case signaturesPerSet = "signatures-per-set"
    /// Keys with the same tag and algorithm that are tried for one signature.
    case keysPerSignature = "keys-per-signature"
    /// RRsets checked in a reply to ANY.
    case setsPerReply = "sets-per-reply"
    /// NSEC and NSEC3 records read per reply.
    case denialsPerReply = "denials-per-reply"
    /// Additional NSEC3 hash iterations.
    case hashIterations = "nsec3-iterations"
    /// Signature checks for one deployment.
    case signatureChecks = "signature-checks"

    package var value: Int {
        switch self {
        case .aliases: 16
        case .recordsPerAnswer: 512
        case .stringsPerRecord: 256
        case .serversPerZone: 16
        case .addressesPerServer: 8
        case .lookupsPerReferral: 4
        case .lookupDepth: 4
        case .questionsPerZonePath: 96
        case .questionsPerRun: 20_000
        case .keysPerZone: 32
        case .signersPerZone: 16
        case .signaturesPerSet: 8
        case .keysPerSignature: 2
        case .setsPerReply: 16
        case .denialsPerReply: 12
        case .hashIterations: 100
        case .signatureChecks: 20_000
        }
    }

    /// The source of the value.
    package var source: String {
        switch self {
        case .aliases: "RFC 1034 §5.2.2 asks for a limit; BIND and Unbound follow 11 to 16"
        case .recordsPerAnswer: "CVE-2024-1737: resolvers take 100 (BIND) to 256 (PowerDNS) of one type"
        case .stringsPerRecord: "RFC 1035 §3.3.14: 65,535 octets hold 256 strings of full length"
        case .serversPerZone: "the root and the largest domains have 13 (RFC 9609 §2)"
        case .addressesPerServer: "RFC 9715 and common practice: one or two of each family"
        case .lookupsPerReferral, .questionsPerZonePath: "NXNSAttack, CVE-2020-8616 and CVE-2020-12662"
        case .lookupDepth: "RFC 1034 §5.3.3: bound the amount of work"
        case .questionsPerRun: "a deployment of two hundred names on four servers needs fewer"
        case .keysPerZone, .signersPerZone, .signaturesPerSet, .keysPerSignature, .setsPerReply, .signatureChecks:
            "KeyTrap, CVE-2023-50387"
        case .denialsPerReply: "CVE-2023-50868"
        case .hashIterations: "RFC 9276 §3.2: validators may treat more than a few as insecure"
        }
    }
}

extension AnswerLimit: CustomStringConvertible {
    /// `the limit records-per-answer (512)`, as messages show it.
    package var description: String { "the limit \(rawValue) (\(value))" }
}

extension AnswerLimit: Comparable {
    package static func < (left: AnswerLimit, right: AnswerLimit) -> Bool { left.rawValue < right.rawValue }
}
