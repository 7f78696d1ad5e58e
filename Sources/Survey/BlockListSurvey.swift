import DNS
import Deployment
import Facts
import MailPolicy

extension Survey {
    /// Each block list that the deployment file names, and what those that are alive say. Asked through the public view's
    /// resolvers: that is whom lists know. A list that fails its own test entries is not asked for anything else.
    func blockLists() async -> (lists: [FactObject], listings: [FactObject]) {
        guard isNeeded("block_lists", "listings") else { return ([], []) }
        let surveys = await concurrently(plan.deployment.blockLists) { await self.blockList($0) }
        return (surveys.map(\.list), surveys.flatMap(\.listings))
    }

    /// What may stand on a list: sending addresses, and the domains that mail shows to its readers.
    private struct Candidate: Sendable {
        let kind: String
        let text: String
        let role: String
        let name: DomainName?
        let address: IPAddress?
    }

    private var candidates: [Candidate] {
        let addresses = Set(plan.sendingAddresses.map(\.address)).sorted().map { address in
            Candidate(kind: "address", text: address.description, role: "sending-address", name: nil, address: address)
        }
        var seen: Set<DomainName> = []
        let senders = plan.deployment.senders
        let domains: [(String, HostName)] =
            senders.flatMap(\.from).map { ("from", $0) } + senders.flatMap(\.mailFrom).map { ("mail-from", $0) }
            + plan.webNames.filter { $0.view == .public }.map { ($0.role.rawValue, $0.host) }
        return addresses
            + domains.filter { seen.insert($0.1.name.lowercased).inserted }.map { role, host in
                Candidate(kind: "domain", text: host.written, role: role, name: host.name, address: nil)
            }
    }

    private func blockList(_ host: HostName) async -> (list: FactObject, listings: [FactObject]) {
        let list = BlockList(host.name)
        var object = FactObject(.blockList).setting("zone", .string(host.written))
        let view = ViewName.public.rawValue
        object.set("subject", FactObject.identity(key: host.written, role: "block-list", name: host.written, view: view))
        guard let vantage = vantage(.public), let addressTests = list.addressTests, let domainTests = list.domainTests else {
            return (object, [])
        }
        let tests = [addressTests.listed, addressTests.unlisted, domainTests.listed, domainTests.unlisted]
        let seen = await concurrently(tests) { await vantage.ask($0, .a, incidentally: true) }
        let verdicts = seen.map { one in one.fact { .addresses(ResolvedName.addresses($0)) } }
        let refusal = seen.lazy.compactMap { one -> (String, Int)? in
            guard case .refused(let reason) = list.verdict(ResolvedName.addresses(one.result.records ?? [])) else { return nil }
            return (reason, one.source)
        }.first
        let sources = seen.map(\.source)
        let firstUnknown = verdicts.lazy.compactMap { if case .unknown(let unknown) = $0 { unknown } else { nil } }.first
        let settled: (FactValue) -> FactValue = { value in
            refusal == nil ? firstUnknown.map(FactValue.unknown) ?? value : value
        }
        object.set("refuses", settled(.boolean(refusal != nil)), from: refusal.map { [$0.1] } ?? sources)
        object.set("refusal", settled(.string(refusal?.0 ?? "")), from: refusal.map { [$0.1] } ?? sources)
        var alive: Set<String> = []
        for (kind, field, index) in [("address", "lists_addresses", 0), ("domain", "lists_domains", 2)] {
            let pair = Array(seen[index...index + 1])
            let value = Self.isAlive(list, pair, refused: refusal?.0)
            object.set(field, value, from: pair.map(\.source))
            // A list that could not be tested is asked all the same: its answers stay unknown with the cause.
            if value != .boolean(false) { alive.insert(kind) }
        }
        let isTested = firstUnknown == nil && refusal == nil
        let unknown = firstUnknown ?? refusal.map { Unknown(.refused, view: view, detail: "\(host.written): \($0.0)") }
        let wanted = candidates.filter { alive.contains($0.kind) }
        let listings = await concurrently(wanted) { candidate in
            await self.listing(candidate, on: host, list, vantage, isTested ? nil : unknown)
        }
        return (object, listings)
    }

    private static func isAlive(_ list: BlockList, _ pair: [Vantage.Seen], refused: String?) -> FactValue {
        if let unknown = pair.lazy.compactMap(\.result.unknown).first { return .unknown(unknown) }
        if let refused { return .unknown(Unknown(.refused, detail: refused)) }
        let verdicts = pair.map { list.verdict(ResolvedName.addresses($0.result.records ?? [])) }
        guard case .listed = verdicts[0] else { return .boolean(false) }
        return .boolean(verdicts[1] == .unlisted)
    }

    private func listing(
        _ candidate: Candidate, on host: HostName, _ list: BlockList, _ vantage: Vantage, _ untested: Unknown?
    ) async -> FactObject {
        var object = FactObject(.listing)
            .setting("list", .string(host.written)).setting("of", .string(candidate.kind))
            .setting("target", .string(candidate.text))
        object.set(
            "subject",
            FactObject.identity(
                key: "\(host.written)/\(candidate.text)", role: candidate.role,
                name: candidate.kind == "domain" ? candidate.text : nil, view: vantage.view, address: candidate.address))
        let answers = ["listed", "policy", "codes", "reasons"]
        if let untested {
            for field in answers { object.set(field, .unknown(untested)) }
            return object
        }
        guard let name = candidate.address.map({ list.name(of: $0) }) ?? candidate.name.map({ list.name(of: $0) }), let name
        else {
            return object
        }
        let seen = await vantage.ask(name, .a, incidentally: true)
        switch list.verdict(ResolvedName.addresses(seen.result.records ?? [])) {
        case _ where seen.result.unknown != nil:
            for field in answers { object.set(field, seen.fact { _ in .boolean(false) }, from: [seen.source]) }
        case .refused(let reason):
            let unknown = Unknown(.refused, question: seen.result.question.description, view: vantage.view, detail: reason)
            for field in answers { object.set(field, .unknown(unknown), from: [seen.source]) }
        case .unlisted:
            object.set("listed", .boolean(false), from: [seen.source])
            object.set("policy", .boolean(false), from: [seen.source])
            for field in ["codes", "reasons"] { object.set(field, .strings([]), from: [seen.source]) }
        case .listed(let codes, let isPolicy):
            let texts = await vantage.texts(at: name, incidentally: true)
            object.set("listed", .boolean(true), from: [seen.source])
            object.set("policy", .boolean(isPolicy), from: [seen.source])
            object.set("codes", .strings(codes.map(\.description)), from: [seen.source])
            object.set("reasons", texts.seen.fact { _ in .strings(texts.texts ?? []) }, from: [texts.seen.source])
        }
        return object
    }
}
