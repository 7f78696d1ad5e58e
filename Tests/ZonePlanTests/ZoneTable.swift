import DNS
import Deployment
import MailPolicy
import ScriptedDNS
import Testing

@testable import ZonePlan

/// Answers from lines such as `internal: mta.a.test A 10.0.0.1`; a name that is not there does not exist.
struct ZoneTable: Lookup {
    private var records: [String: [Record]] = [:]
    /// Names that do not answer.
    var failures: [String: LookupResult.Failure] = [:]

    init(_ lines: [String] = []) throws {
        for line in lines {
            let scripted = try ScriptedRecord(line)
            records["\(scripted.view ?? "public") \(scripted.record.name.text)", default: []].append(scripted.record)
        }
    }

    /// Adds a TXT record in strings of any length.
    mutating func add(_ name: String, strings: [String]) {
        let owner = DomainName(name) ?? .root
        let record = Record(name: owner, type: .txt, ttl: 300, data: .text(strings.map { Array($0.utf8) }))
        records["public \(owner.text)", default: []].append(record)
    }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        var name = question.name.lowercased.text
        var aliases: [Record] = []
        while true {
            if let failure = failures[name] { return LookupResult(question: question, view: view, outcome: .failed(failure)) }
            guard let all = records["\(view) \(name)"] ?? wildcard(name, view) else {
                return LookupResult(question: question, view: view, outcome: .nonexistent, aliases: aliases)
            }
            let found = all.filter { $0.type == question.type }
            if found.isEmpty, let alias = all.first(where: { $0.type == .cname }), case .name(let target) = alias.data {
                aliases.append(alias)
                name = target.text
                continue
            }
            return LookupResult(
                question: question, view: view, outcome: found.isEmpty ? .noData : .records(found), aliases: aliases, ttl: 300)
        }
    }

    /// What a wildcard gives a nonexistent name (RFC 4592), owned by that name.
    private func wildcard(_ name: String, _ view: String) -> [Record]? {
        guard var above = DomainName(name)?.parent, !name.hasPrefix("*.") else { return nil }
        while !above.isRoot {
            if let found = records["\(view) *.\(above.text)"], let owner = DomainName(name) {
                return found.map { Record(name: owner, type: $0.type, ttl: $0.ttl, data: $0.data) }
            }
            above = above.parent ?? .root
        }
        return nil
    }

    static func plan(_ file: String, _ live: ZoneTable?, keys: [String: DKIMPublicKey] = [:]) async throws -> ZonePlan {
        let deployment = try DeploymentFile.parse(text: "version: 1\nname: t\n\(file)", file: "t.yaml", folder: "/").deployment
        let named = Dictionary(uniqueKeysWithValues: keys.compactMap { key in DomainName(key.key).map { ($0, key.value) } })
        return await ZonePlanner(
            plan: Plan(deployment), lookup: live, givenKeys: named, publicSuffixes: PublicSuffixList("test\n")
        ).zonePlan()
    }

    /// `state owner TYPE value (was …)` of the records of a type, in the zone's order.
    static func lines(_ plan: ZonePlan, _ type: RecordType, at owner: String? = nil, view: ViewName = .public) -> [String] {
        plan.sets.filter { $0.type == type && $0.view == view && (owner == nil || $0.owner.text == owner) }.flatMap { set in
            set.changes.map { change in
                let was = change.was.map { " (was \($0))" } ?? ""
                let by = set.by == .you || type == .ptr || change.state == .present ? "" : " by \(set.by.rawValue)"
                return "\(change.state.rawValue) \(set.owner.text) \(change.data ?? "-")\(was)\(by)"
            }
        }
    }
}
