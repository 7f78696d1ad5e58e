import DNS
import LDNSCodec
import Sockets
import Synchronization

/// Validates authoritative answers from a trust anchor down (RFC 4035 §5), with bounded work.
package final class Validator: Sendable {
    private let client: AuthorityClient
    private let anchors: TrustAnchors
    private let now: Int64
    private let zones = SharedWork<DomainName, ZoneSecurity>()
    private let checks = Atomic(0)

    /// - Parameter now: seconds since 1970.
    package init(client: AuthorityClient, anchors: TrustAnchors, now: Int64) {
        self.client = client
        self.anchors = anchors
        self.now = now
    }

    /// How the zone at the end of a path is signed. Every zone is examined once.
    package func security(of path: ZonePath) async -> ZoneSecurity { await security(path.delegations[...]) }

    private func security(_ path: ArraySlice<Delegation>) async -> ZoneSecurity {
        guard let zone = path.last else { return ZoneSecurity(.root, .indeterminate(nil, "there is no zone")) }
        // Chains only lead upwards, so zones never wait for each other in a cycle.
        let security = await zones.value(for: zone.zone) { await self.examine(zone, below: path.dropLast()) }
        return security
            ?? ZoneSecurity(
                zone.zone,
                Allowance.current?.isOver == true
                    ? .indeterminate(.deadline, "the deadline passed before validation ended")
                    : .indeterminate(.cancelled, "the validation was cancelled"))
    }

    private func examine(_ zone: Delegation, below path: ArraySlice<Delegation>) async -> ZoneSecurity {
        let name = zone.zone
        if let trusted = anchors.records[name] { return await examineKeys(of: zone, vouchedFor: trusted) }
        guard let parent = path.last else {
            return ZoneSecurity(name, .indeterminate(nil, "no trust anchor covers it"))
        }
        let above = await security(path)
        guard above.status == .secure else { return ZoneSecurity(name, above.status.inherited) }
        let question = Question(name, .ds)
        let reply = await client.ask(question, of: parent.zone, at: await addresses(parent))
        guard reply.failure == nil, let message = reply.message else {
            let failure = reply.failure ?? .timeout
            return ZoneSecurity(
                name,
                .indeterminate(failure, "\(question) could not be fetched from \(parent.zone.absoluteText): \(failure.rawValue)"))
        }
        let proof = AnswerProof(message, question, above, now: now, takeCheck: takeCheck)
        let records = reply.ownRecords.filter { $0.type == .ds }
        let status = (records.isEmpty ? proof.unsignedDelegation() : proof.validation()).status
        guard status == .secure else { return ZoneSecurity(name, status) }
        guard !records.isEmpty else {
            return ZoneSecurity(
                name, .insecure("\(parent.zone.absoluteText) delegates \(name.absoluteText) without DS: it is not signed"))
        }
        return await examineKeys(of: zone, vouchedFor: records)
    }

    private func addresses(_ zone: Delegation) async -> [IPAddress] {
        zone.addresses.isEmpty ? await client.located(zone.servers).flatMap(\.addresses) : zone.addresses
    }

    // MARK: Keys

    /// Finds the zone's keys and checks that `trusted` (DS or DNSKEY records) vouches for at least one.
    private func examineKeys(of zone: Delegation, vouchedFor trusted: [Record]) async -> ZoneSecurity {
        let name = zone.zone
        let signers = trusted.filter { $0.type == .ds }.compactMap { DelegationSigner($0.data.octets) }
        let anchored = trusted.filter { $0.type == .dnskey }
        // SHA-1 and GOST algorithms leave a zone as good as unsigned (RFC 9905 §2, RFC 9906 §2), and so do GOST digests.
        let supported = signers.filter { $0.algorithm.isSupported && $0.digestType.isSupported }
        guard !supported.isEmpty || anchored.contains(where: { ZoneKey($0.data.octets)?.algorithm.isSupported == true }) else {
            let what = Set(signers.map { "\($0.algorithm) with \($0.digestType)" }).sorted().joined(separator: ", ")
            return ZoneSecurity(
                name,
                .insecure("the DS records of \(name.absoluteText) name only what validators must treat as unsigned: \(what)"),
                signers: signers, algorithms: Set(signers.map(\.algorithm)))
        }
        let question = Question(name, .dnskey)
        let reply = await client.ask(question, of: name, at: await addresses(zone))
        guard reply.failure == nil, let message = reply.message else {
            let failure = reply.failure ?? .timeout
            return ZoneSecurity(
                name, .indeterminate(failure, "\(question) could not be fetched: \(failure.rawValue)"), signers: signers)
        }
        let set = SignedSet(name, .dnskey, in: message.answers)
        let keys = set.records.prefix(AnswerLimit.keysPerZone.value).filter { ZoneKey($0.data.octets)?.signsZones == true }
        let algorithms = Set(keys.compactMap { ZoneKey($0.data.octets)?.algorithm })
        // A SHA-1 digest does not count beside a better digest for the same zone (RFC 4509 §3).
        let better = supported.filter { $0.digestType != .sha1 }
        let all = better.isEmpty ? supported : better
        let counting = all.prefix(AnswerLimit.signersPerZone.value)
        let entries = keys.filter { key in
            anchored.contains { $0.data.octets == key.data.octets } || counting.contains { Self.matches(key, $0) }
        }
        let unjudged = { (status: SecurityStatus) in
            ZoneSecurity(name, status, signers: signers, algorithms: algorithms)
        }
        guard !entries.isEmpty else {
            // The matching key may be among those that were not read.
            if set.records.count > AnswerLimit.keysPerZone.value {
                return unjudged(.cut(.keysPerZone, "\(name.absoluteText) has \(set.records.count) keys"))
            }
            if all.count > counting.count {
                return unjudged(.cut(.signersPerZone, "\(name.absoluteText) has \(all.count) DS records"))
            }
            let named = counting.map { String($0.keyTag) }.joined(separator: ", ")
            guard !keys.isEmpty else {
                let reason = "\(name.absoluteText) has a DS record (key \(named)) and no DNSKEY record"
                return unjudged(.bogus(SecurityFault(name, .dsWithoutKey, isZoneWide: true, reason)))
            }
            let reason = Self.mismatch(of: Array(counting), and: keys.compactMap { ZoneKey($0.data.octets) }, in: name)
            return unjudged(.bogus(SecurityFault(name, .dsMatchesNoKey, isZoneWide: true, reason)))
        }
        switch set.verify(with: entries, of: name, now: now, takeCheck: takeCheck) {
        case .valid(let signature, _):
            return ZoneSecurity(
                name, .secure, signers: signers, algorithms: algorithms, signatures: [signature], keys: keys)
        case .invalid(let kind, let reason): return unjudged(.bogus(SecurityFault(name, kind, isZoneWide: true, reason)))
        case .otherZone(let reason): return unjudged(.bogus(SecurityFault(name, .wrongSigner, isZoneWide: true, reason)))
        case .cut(let limit): return unjudged(.cut(limit, "the keys of \(name.absoluteText) were not validated"))
        }
    }

    /// Why no DS record vouches for one of the keys: other keys, or a key of the same tag that differs.
    static func mismatch(of signers: [DelegationSigner], and keys: [ZoneKey], in zone: DomainName) -> String {
        let name = zone.absoluteText
        for signer in signers {
            let named = keys.filter { $0.keyTag == signer.keyTag }
            if named.contains(where: { $0.algorithm == signer.algorithm }) {
                return "the \(signer.digestType) digest in the DS record of \(name) is not that of its key \(signer.keyTag)"
            }
            if let key = named.first {
                return
                    "the DS record of \(name) says that key \(signer.keyTag) uses \(signer.algorithm), but it uses \(key.algorithm)"
            }
        }
        let wanted = signers.map { String($0.keyTag) }.joined(separator: ", ")
        let present = keys.map { String($0.keyTag) }.joined(separator: ", ")
        return "no DS record of \(name) (key \(wanted)) matches one of its keys (\(present))"
    }

    private static func matches(_ key: Record, _ signer: DelegationSigner) -> Bool {
        guard let details = ZoneKey(key.data.octets), details.keyTag == signer.keyTag, details.algorithm == signer.algorithm
        else { return false }
        return SecurityPrimitives.digest(of: key, signer.digestType) == signer.digest
    }

    /// Whether one more signature may be checked, within the limit and the time of the current allowance.
    func takeCheck() -> Bool {
        if let deadline = client.deadline, .now >= deadline { return false }
        if let allowance = Allowance.current {
            return !allowance.isOver && allowance.count(.signatureChecks) <= AnswerLimit.signatureChecks.value
        }
        return checks.add(1, ordering: .relaxed).newValue <= AnswerLimit.signatureChecks.value
    }

    // MARK: Answers

    /// Validates a server's reply in the zone at the path's end.
    package func validate(_ reply: AuthorityReply, in path: ZonePath) async -> Validation {
        guard reply.failure == nil, let message = reply.message else {
            return Validation(
                .indeterminate(reply.failure ?? .timeout, "there is no answer: \((reply.failure ?? .timeout).rawValue)"))
        }
        let zone = await security(of: path)
        guard zone.status == .secure else { return Validation(zone.status) }
        return AnswerProof(message, reply.question, zone, now: now, takeCheck: takeCheck).validation()
    }
}

extension SecurityStatus {
    /// The status of a zone below.
    fileprivate var inherited: SecurityStatus {
        switch self {
        case .bogus(let fault): .bogus(fault.inherited)
        case .secure, .insecure, .indeterminate: self
        }
    }
}
