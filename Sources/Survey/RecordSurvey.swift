import DNS
import Deployment
import Facts
import ZonePlan

/// What a survey has learned, for the zone plan. What nobody asked for stands there for nothing: it cannot be wrong.
private struct LearnedAnswers: Lookup {
    let log: ObservationLog

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        log.index(of: question, view: view).map { log.results[$0] }
            ?? LookupResult(question: question, view: view, outcome: .nonexistent)
    }
}

extension Survey {
    /// The records that the deployment needs, with what has to change in them: from what was learned, asking nothing more.
    func records() async -> [FactObject] {
        let planner = ZonePlanner(
            plan: plan, lookup: LearnedAnswers(log: log), givenKeys: givenKeys, publicSuffixes: publicSuffixes)
        return await planner.recordSets().map(record)
    }

    private func record(_ set: RecordSetPlan) -> FactObject {
        let owner = set.owner.lowercased
        let sources = log.index(of: Question(set.owner, set.type), view: set.view.rawValue).map { [$0] } ?? []
        let isUnknown = set.changes.contains { $0.state == .unknown }
        let changing = set.changes.filter { $0.state == .wrong || $0.state == .superfluous }
        let reason = set.changes.lazy.filter { $0.state == .unknown }.compactMap(\.note).first
        var object = FactObject(.record)
        object.set(
            "subject",
            FactObject.identity(
                key: "\(owner) \(set.type)/\(set.view.rawValue)", role: "record", name: owner.text, view: set.view.rawValue))
        object.set("owner", .string(owner.text))
        object.set("type", .string(set.type.description))
        object.set("view", .string(set.view.rawValue))
        let unknown = Unknown(
            .network, question: "\(owner.absoluteText) \(set.type)", view: set.view.rawValue, detail: reason ?? "")
        let known = sources.first.flatMap { log.results[$0].unknown } ?? unknown
        object.set(
            "changes", changing.isEmpty && isUnknown ? .unknown(known) : .boolean(!changing.isEmpty), from: sources)
        object.set("was", .strings(changing.compactMap(\.was)), from: sources)
        object.set("becomes", .strings(set.changes.filter { $0.state == .wrong }.compactMap(\.data)))
        object.set("ttl", set.ttl.map { .duration(.seconds(Int64($0))) } ?? .absent, from: sources)
        return object
    }
}
