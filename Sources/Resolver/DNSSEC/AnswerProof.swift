import DNS

/// Validates one reply with the keys of its zone: the records, or the proof of their absence.
struct AnswerProof {
    private let message: Message
    private let question: Question
    private let zone: ZoneSecurity
    private let now: Int64
    private let takeCheck: () -> Bool

    init(_ message: Message, _ question: Question, _ zone: ZoneSecurity, now: Int64, takeCheck: @escaping () -> Bool) {
        self.message = message
        self.question = question
        self.zone = zone
        self.now = now
        self.takeCheck = takeCheck
    }

    func validation() -> Validation {
        let present = Set(message.answers.filter { $0.name == question.name }.map(\.type))
        if question.type == .rrsig, present.contains(.rrsig) {
            return Validation(.indeterminate(nil, "signatures are not signed themselves"))
        }
        if question.type == .any, present != [], present != [.rrsig] {
            let types = present.subtracting([.rrsig]).sorted { $0.rawValue < $1.rawValue }
            guard types.count <= AnswerLimit.setsPerReply.value else {
                return Validation(.cut(.setsPerReply, "\(question) has \(types.count) RRsets"))
            }
            let all = types.map { positive(SignedSet(question.name, $0, in: message.answers)) }
            return Validation(SecurityStatus.weakest(all.map(\.status)) ?? .secure, all.flatMap(\.signatures))
        }
        for type in [question.type, .cname] {
            let set = SignedSet(question.name, type, in: message.answers)
            guard !set.records.isEmpty else { continue }
            if type == .cname, let redirection = redirection(set.records) { return redirection }
            return positive(set)
        }
        return negative()
    }

    /// Whether a reply to a DS query proves an insecure delegation.
    func unsignedDelegation() -> Validation { denial { $0.unsignedDelegation(question.name) } }

    private func positive(_ set: SignedSet) -> Validation {
        switch set.verify(with: zone.keys, of: zone.zone, now: now, takeCheck: takeCheck) {
        case .cut(let limit): return cut(limit)
        case .invalid(let kind, let reason): return bogus(kind, reason)
        case .otherZone(let reason): return Validation(.indeterminate(nil, reason))
        case .valid(let signature, nil): return Validation(.secure, [signature])
        case .valid(let signature, let labels?):
            // The wildcard applies only if no closer match exists (RFC 4035 §5.3.4).
            return denial { $0.wildcardAnswer(question.name, closestEncloserLabels: labels) }.adding([signature])
        }
    }

    /// A CNAME synthesized from a DNAME is not signed; the DNAME is, and the CNAME must follow from it (RFC 6672 §5.3.1).
    private func redirection(_ aliases: [Record]) -> Validation? {
        guard
            let owner = message.answers.first(where: {
                $0.type == .dname && question.name != $0.name && question.name.isEqualOrSubdomain(of: $0.name)
            })?.name
        else { return nil }
        let set = SignedSet(owner, .dname, in: message.answers)
        guard set.records.count == 1, case .name(let target)? = set.records.first?.data, aliases.count == 1,
            case .name(let alias)? = aliases.first?.data,
            DomainName(wire: question.name.wire.dropLast(owner.wire.count) + target.wire) == alias
        else {
            return bogus(
                .aliasMismatch,
                "the alias of \(question.name.absoluteText) is not what the DNAME at \(owner.absoluteText) makes of it")
        }
        return positive(set)
    }

    private func negative() -> Validation {
        let isNonexistent = message.code == .nonexistentDomain
        let proof = denial { isNonexistent ? $0.nonexistence(question.name) : $0.absence(question) }
        let authority = SignedSet(zone.zone, .soa, in: message.authorities)
        guard !authority.records.isEmpty, proof.status == .secure else { return proof }
        switch authority.verify(with: zone.keys, of: zone.zone, now: now, takeCheck: takeCheck) {
        case .cut(let limit): return cut(limit)
        case .invalid(let kind, let reason): return bogus(kind, reason)
        case .otherZone(let reason): return bogus(.wrongSigner, reason)
        case .valid(let signature, _): return proof.adding([signature])
        }
    }

    /// Verifies the signatures of the denying records before using them.
    private func denial(_ judge: (any Denial) -> DenialVerdict) -> Validation {
        var signatures: [SeenSignature] = []
        var verified: [Record] = []
        var complaint: (kind: SecurityFault.Kind, reason: String)?
        var cut: AnswerLimit?
        var seen: Set<DomainName> = []
        let denying = message.authorities.filter { [.nsec, .nsec3].contains($0.type) }
        if denying.count > AnswerLimit.denialsPerReply.value { cut = .denialsPerReply }
        for record in denying.prefix(AnswerLimit.denialsPerReply.value) where seen.insert(record.name).inserted {
            let set = SignedSet(record.name, record.type, in: message.authorities)
            switch set.verify(with: zone.keys, of: zone.zone, now: now, takeCheck: takeCheck) {
            case .cut(.signatureChecks): return self.cut(.signatureChecks)
            case .cut(let limit): cut = cut ?? limit
            case .invalid(let kind, let reason): complaint = complaint ?? (kind, reason)
            case .otherZone(let reason): complaint = complaint ?? (.wrongSigner, reason)
            case .valid(let signature, let labels):
                // A denial expanded from a wildcard denies nothing.
                guard labels == nil, set.records.count == 1 else { continue }
                signatures.append(signature)
                verified += set.records
            }
        }
        let what = "\(question)"
        func unproved(_ reason: String) -> Validation {
            if let cut { return self.cut(cut) }
            return complaint.map { bogus($0.kind, $0.reason) } ?? bogus(.denialUnproved, reason)
        }
        guard !verified.isEmpty else {
            return unproved("there is no proof that \(what) does not exist, and no signed answer")
        }
        let judged =
            verified.contains { $0.type == .nsec3 }
            ? judge(HashedDenial(verified, zone: zone.zone)) : judge(PlainDenial(verified, zone: zone.zone))
        switch judged {
        case .proved: return Validation(.secure, signatures)
        case .insecure(let reason): return Validation(.insecure(reason), signatures)
        case .unproved: return unproved("the \(verified[0].type) records do not prove the answer to \(what)")
        }
    }

    private func bogus(_ kind: SecurityFault.Kind, _ reason: String) -> Validation {
        Validation(.bogus(SecurityFault(zone.zone, kind, reason)))
    }

    private func cut(_ limit: AnswerLimit) -> Validation { Validation(.cut(limit, "\(question) was not validated")) }
}

extension Validation {
    fileprivate func adding(_ more: [SeenSignature]) -> Validation { Validation(status, signatures + more) }
}
