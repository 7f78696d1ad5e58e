import DNS
import LDNSCodec

/// Denial by NSEC3 records (RFC 5155 §8).
struct HashedDenial: Denial {
    private struct Entry {
        let hash: [UInt8]
        let data: NextSecure3
    }

    private let entries: [Entry]
    private let zone: DomainName
    private let iterations: UInt16
    private let salt: [UInt8]

    init(_ records: [Record], zone: DomainName) {
        let all = records.compactMap { record -> Entry? in
            guard record.type == .nsec3, record.name.parent == zone, let label = record.name.labels.first,
                let hash = Base32Hex.decode(label), let data = NextSecure3(record.data.octets), data.hashAlgorithm == 1
            else { return nil }
            return Entry(hash: hash, data: data)
        }
        iterations = all.first?.data.iterations ?? 0
        salt = all.first?.data.salt ?? []
        // All records of one reply must use the same parameters (RFC 5155 §8.2).
        entries = all.filter { [salt = salt, iterations = iterations] in $0.data.salt == salt && $0.data.iterations == iterations
        }
        self.zone = zone
    }

    func nonexistence(_ name: DomainName) -> DenialVerdict {
        if let tooMuch { return tooMuch }
        guard let (encloser, gap) = closestEncloser(of: name), let wildcard = encloser.prepending("*"),
            self.gap(around: wildcard) != nil
        else { return .unproved }
        return gap.data.optsOut ? Self.optOut(name) : .proved
    }

    func absence(_ question: Question) -> DenialVerdict {
        if let tooMuch { return tooMuch }
        if let own = entry(at: question.name) { return own.data.types.denies(question.type) ? .proved : .unproved }
        guard let (encloser, gap) = closestEncloser(of: question.name) else { return .unproved }
        if let wildcard = encloser.prepending("*").flatMap(entry), wildcard.data.types.denies(question.type) {
            return gap.data.optsOut ? Self.optOut(question.name) : .proved
        }
        return gap.data.optsOut ? Self.optOut(question.name) : .unproved
    }

    func unsignedDelegation(_ name: DomainName) -> DenialVerdict {
        if let tooMuch { return tooMuch }
        if let own = entry(at: name) { return own.data.types.isUnsignedDelegation ? .proved : .unproved }
        guard let (_, gap) = closestEncloser(of: name), gap.data.optsOut else { return .unproved }
        return .proved
    }

    func wildcardAnswer(_ name: DomainName, closestEncloserLabels: Int) -> DenialVerdict {
        if let tooMuch { return tooMuch }
        guard let gap = gap(around: name.suffix(closestEncloserLabels + 1)) else { return .unproved }
        return gap.data.optsOut ? Self.optOut(name) : .proved
    }

    /// With too many iterations, nothing is hashed at all (RFC 9276 §3.2).
    private var tooMuch: DenialVerdict? {
        Int(iterations) > AnswerLimit.hashIterations.value
            ? .insecure("\(zone.absoluteText) uses NSEC3 with \(iterations) iterations, more than validators accept") : nil
    }

    private static func optOut(_ name: DomainName) -> DenialVerdict {
        .insecure("\(name.absoluteText) is in an opt-out span: there may be an unsigned delegation")
    }

    /// The longest existing ancestor, and the NSEC3 record that covers its next closer name (RFC 5155 §8.3).
    private func closestEncloser(of name: DomainName) -> (DomainName, Entry)? {
        var nextCloser = name
        while let candidate = nextCloser.parent, candidate.isEqualOrSubdomain(of: zone) {
            if let found = entry(at: candidate) {
                guard !found.data.types.endsZone, let gap = gap(around: nextCloser) else { return nil }
                return (candidate, gap)
            }
            nextCloser = candidate
        }
        return nil
    }

    private func entry(at name: DomainName) -> Entry? {
        guard let hash = hash(name) else { return nil }
        return entries.first { $0.hash == hash }
    }

    private func gap(around name: DomainName) -> Entry? {
        guard let hash = hash(name) else { return nil }
        return entries.first { entry in
            let (start, end) = (entry.hash, entry.data.nextHash)
            let isAfterStart = start.lexicographicallyPrecedes(hash)
            let isBeforeEnd = hash.lexicographicallyPrecedes(end)
            // The last hash points back to the first; a lone one covers every hash but its own.
            return start.lexicographicallyPrecedes(end) ? isAfterStart && isBeforeEnd : isAfterStart || isBeforeEnd
        }
    }

    private func hash(_ name: DomainName) -> [UInt8]? {
        name.isEqualOrSubdomain(of: zone) ? SecurityPrimitives.hash(name, iterations: iterations, salt: salt) : nil
    }
}
