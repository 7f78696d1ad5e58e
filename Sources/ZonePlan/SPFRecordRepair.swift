import DNS
import MailPolicy

/// One complete SPF record for a domain, proven by evaluation before it is given.
struct SPFRecordRepair: Sendable {
    enum Outcome: Sendable {
        case unchanged(String)
        case record(Repaired)
        case undetermined(LookupResult.Failure?)
        case none(reason: String, alternative: String)
    }

    struct Repaired: Sendable {
        let text: String
        let changes: [String]
        let remaining: [String]
    }

    static func repair(
        _ texts: [String], at domain: DomainName, authorising addresses: [IPAddress], answers: any Lookup, view: String
    ) async -> Outcome {
        let records = SPFRecordSelection.records(in: texts)
        let fresh = SPFRepair.record(for: addresses)
        guard let first = records.first else { return .record(Repaired(text: fresh, changes: [], remaining: [])) }
        if records.count == 1 {
            switch await proof(first, domain, addresses, answers, view) {
            case .sound: return .unchanged(first)
            case .failed(let cause): return .undetermined(cause)
            case .unsound: break
            }
        }
        let whole =
            records.count == 1
            ? SPFRepair.corrected(SPFRecord(parsing: first)) ?? first : SPFRepair.merged(records.map(SPFRecord.init(parsing:)))
        guard let whole, SPFRecord(parsing: whole).isValid else {
            return .none(reason: "a syntax error needs a decision", alternative: fresh)
        }
        let rest = SPFRecord(parsing: whole).terms.filter { term in
            guard let network = term.mechanism?.network, term.mechanism?.qualifier == .pass else { return true }
            return !addresses.contains { network.contains($0) && network.prefixLength == network.base.bitWidth }
        }
        let bare = (["v=spf1"] + rest.map(\.text)).joined(separator: " ")
        var candidates = [
            whole, SPFRepair.adding(addresses, to: SPFRecord(parsing: whole)),
            SPFRepair.adding(addresses, to: SPFRecord(parsing: bare)),
        ].compactMap(\.self)
        let tree = await SPFTree.walk(
            from: domain, lookup: SingleRecord(text: candidates[candidates.count - 1], domain: domain, base: answers), view: view)
        candidates += [SPFRepair.withinLimits(tree).flatMap { SPFRepair.adding(addresses, to: SPFRecord(parsing: $0)) }]
            .compactMap(\.self)
        for candidate in candidates {
            switch await proof(candidate, domain, addresses, answers, view) {
            case .sound: return .record(Repaired(text: candidate, changes: [], remaining: []))
            case .failed(let cause): return .undetermined(cause)
            case .unsound: continue
            }
        }
        return .none(reason: "no order of its terms passes every address", alternative: fresh)
    }

    private enum Proof {
        case sound, unsound
        case failed(LookupResult.Failure?)
    }

    private static func proof(
        _ text: String, _ domain: DomainName, _ addresses: [IPAddress], _ answers: any Lookup, _ view: String
    ) async -> Proof {
        let overlay = SingleRecord(text: text, domain: domain, base: answers)
        let evaluator = SPFEvaluator(lookup: overlay, view: view)
        var isSound = true
        for address in addresses {
            let result = await evaluator.checkHost(address, sender: "postmaster@\(domain.text)", helo: domain.text)
            if result.result == .temperror || !result.passedOver.isEmpty {
                return .failed(result.problem?.cause ?? result.passedOver.first?.failure)
            }
            isSound = isSound && result.result == .pass
        }
        let tree = await SPFTree.walk(from: domain, lookup: overlay, view: view)
        return isSound && tree.lookups <= SPFLimits().lookups ? .sound : .unsound
    }
}

private struct SingleRecord: Lookup {
    let text: String
    let domain: DomainName
    let base: any Lookup

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        guard question == Question(domain, .txt) else { return await base.lookup(question, in: view) }
        let record = Record(name: question.name, type: .txt, ttl: 0, data: .text(text))
        return LookupResult(question: question, view: view, outcome: .records([record]))
    }
}
