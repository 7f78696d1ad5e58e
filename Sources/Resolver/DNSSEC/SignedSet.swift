package import DNS
import LDNSCodec

/// A signature that was examined.
package struct SeenSignature: Hashable, Sendable {
    package let owner: DomainName
    package let type: RecordType
    package let algorithm: SecurityAlgorithm
    package let keyTag: UInt16
    /// Seconds since 1970.
    package let inception: Int64
    package let expiration: Int64
}

/// An RRset in a reply, with its signatures.
struct SignedSet {
    let owner: DomainName
    let type: RecordType
    let records: [Record]
    private let signatures: [(record: Record, details: RecordSignature)]

    init(_ owner: DomainName, _ type: RecordType, in section: [Record]) {
        self.owner = owner
        self.type = type
        // Duplicate records are not part of what was signed (RFC 4034 §6.3).
        var seen: Set<[UInt8]> = []
        records = section.filter { $0.name == owner && $0.type == type && seen.insert($0.data.octets).inserted }
        signatures = section.filter { $0.type == .rrsig && $0.name == owner }.compactMap { record in
            RecordSignature(record.data.octets).flatMap { $0.covered == type ? (record, $0) : nil }
        }
    }

    enum Verdict {
        /// `wildcardLabels` is the label count of the wildcard's parent; `nil` for records that are not from a wildcard.
        case valid(SeenSignature, wildcardLabels: Int?)
        case invalid(SecurityFault.Kind, String)
        /// The signer is a zone further down, so this zone's keys do not apply.
        case otherZone(String)
        /// The signatures checked so far are invalid, and the limit prevents checking the rest.
        case cut(AnswerLimit)
    }

    /// Of several bad signatures, the one that came closest to being valid is reported.
    private enum Complaint: Int {
        case notSigned, wrongSigner, unknownKey, mismatch, notYetValid, expired

        var kind: SecurityFault.Kind {
            switch self {
            case .notSigned: .notSigned
            case .wrongSigner, .unknownKey: .wrongSigner
            case .mismatch: .signatureMismatch
            case .notYetValid: .signatureNotYetValid
            case .expired: .signatureExpired
            }
        }
    }

    /// Whether one of the signatures is valid: made by a key of `zone`, for this RRset, at this time.
    func verify(with keys: [Record], of zone: DomainName, now: Int64, takeCheck: () -> Bool) -> Verdict {
        var complaint = (kind: Complaint.notSigned, text: "\(what) is not signed")
        var isOfZoneBelow = false
        var cut: AnswerLimit?
        func complain(_ kind: Complaint, _ text: String) {
            if kind.rawValue > complaint.kind.rawValue { complaint = (kind, text) }
        }
        if signatures.count > AnswerLimit.signaturesPerSet.value { cut = .signaturesPerSet }
        for (record, details) in signatures.prefix(AnswerLimit.signaturesPerSet.value) {
            let seen = SeenSignature(
                owner: owner, type: type, algorithm: details.algorithm, keyTag: details.keyTag,
                inception: RecordSignature.seconds(details.inception, near: now),
                expiration: RecordSignature.seconds(details.expiration, near: now))
            let isWildcardOwner = owner.labels.first == [UInt8(ascii: "*")]
            let ownLabels = owner.labelCount - (isWildcardOwner ? 1 : 0)
            guard details.signer == zone else {
                isOfZoneBelow = details.signer.isEqualOrSubdomain(of: zone) && owner.isEqualOrSubdomain(of: details.signer)
                complain(
                    .wrongSigner, "the signature over \(what) is by \(details.signer.absoluteText), not by \(zone.absoluteText)")
                continue
            }
            guard details.labels <= ownLabels, details.algorithm.isSupported else {
                complain(.wrongSigner, "the signature over \(what) has \(details.algorithm) and \(details.labels) labels")
                continue
            }
            guard seen.inception <= now + Self.clockSkew else {
                complain(.notYetValid, "the signature over \(what) is not valid before \(Self.time(record, 5))")
                continue
            }
            guard seen.expiration >= now else {
                complain(.expired, "the signature over \(what) expired at \(Self.time(record, 4))")
                continue
            }
            let candidates = keys.filter {
                ZoneKey($0.data.octets).map { $0.keyTag == details.keyTag && $0.algorithm == details.algorithm } ?? false
            }
            guard !candidates.isEmpty else {
                complain(
                    .unknownKey,
                    "the signature over \(what) is by key \(details.keyTag), which is not among the trusted keys of the zone")
                continue
            }
            if candidates.count > AnswerLimit.keysPerSignature.value { cut = cut ?? .keysPerSignature }
            for key in candidates.prefix(AnswerLimit.keysPerSignature.value) {
                guard takeCheck() else { return .cut(.signatureChecks) }
                if SecurityPrimitives.verify(records, signature: record, key: key) {
                    return .valid(seen, wildcardLabels: Int(details.labels) < ownLabels ? Int(details.labels) : nil)
                }
            }
            complain(.mismatch, "the signature over \(what) by key \(details.keyTag) does not match the records")
        }
        if let cut { return .cut(cut) }
        return isOfZoneBelow && complaint.kind == .wrongSigner
            ? .otherZone(complaint.text) : .invalid(complaint.kind.kind, complaint.text)
    }

    private var what: String { "\(owner.absoluteText) \(type)" }

    /// Tolerates clock skew of signers.
    private static let clockSkew: Int64 = 300

    /// A timestamp from the signature's own text, `20261122120000`, in readable form.
    private static func time(_ record: Record, _ field: Int) -> String {
        let fields = record.data.zoneText.split(separator: " ")
        guard fields.count > field, fields[field].count == 14 else { return "another time" }
        let digits = Array(fields[field])
        let part = { (range: Range<Int>) in String(digits[range]) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8)) \(part(8..<10)):\(part(10..<12)) UTC"
    }
}
