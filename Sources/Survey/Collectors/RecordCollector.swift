import DNS
import Deployment
import Facts
import ZonePlan

/// The answers of a survey, for the zone plan. A question that was not asked gets an empty answer, which is never wrong.
private struct LearnedAnswers: Lookup {
    let log: ObservationLog

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        log.index(of: question, view: view).map { log.results[$0] }
            ?? LookupResult(question: question, view: view, outcome: .nonexistent)
    }
}

/// The records that the deployment needs and the changes they require, from the answers so far, without further queries.
struct RecordCollector {
    let context: SurveyContext

    func records() async -> [TypedObject<RecordFacts>] {
        guard context.needs([RecordFacts.self]) else { return [] }
        let planner = ZonePlanner(
            plan: context.plan, lookup: LearnedAnswers(log: context.log), givenKeys: context.givenKeys,
            publicSuffixes: context.publicSuffixes)
        return await planner.recordSets().map(record)
    }

    private func record(_ set: RecordSetPlan) -> TypedObject<RecordFacts> {
        let owner = set.owner.lowercased
        let sources = context.log.index(of: Question(set.owner, set.type), view: set.view.rawValue).map { [$0] } ?? []
        let isUnknown = set.changes.contains { $0.state == .unknown }
        let changing = set.changes.filter { $0.state == .wrong || $0.state == .superfluous }
        let reason = set.changes.lazy.filter { $0.state == .unknown }.compactMap(\.note).first
        var object = TypedObject<RecordFacts>(
            .record(owner: owner, set.type, set.view), role: .record, name: owner.text, view: set.view)
        object.set(\.owner, owner.text)
        object.set(\.type, set.type.description)
        object.set(\.view, set.view)
        let unknown = Unknown(
            .network, question: "\(owner.absoluteText) \(set.type)", view: set.view.rawValue, detail: reason ?? "")
        let known = sources.first.flatMap { context.log.results[$0].unknown } ?? unknown
        object.set(\.changes, Learned(!changing.isEmpty, unless: changing.isEmpty && isUnknown ? known : nil), from: sources)
        object.set(\.was, changing.compactMap(\.was), from: sources)
        object.set(\.becomes, set.changes.filter { $0.state == .wrong }.compactMap(\.data))
        object.set(\.ttl, set.ttl.map { .seconds(Int64($0)) }, from: sources)
        return object
    }
}
