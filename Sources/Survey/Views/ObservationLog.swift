import DNS
import Deployment
import Facts
import Synchronization

/// Every answer of a survey, once each, in order of arrival: facts refer to them by index.
final class ObservationLog: Sendable {
    private struct Key: Hashable {
        let view: String
        let question: Question
        /// For questions sent to each server separately.
        let server: IPAddress?
    }

    private struct State {
        var indexes: [Key: Int] = [:]
        var results: [LookupResult] = []
        /// Answers that some verdict needs; the others only add detail.
        var needed: Set<Int> = []
        /// Those of them whose records must exist.
        var required: Set<Int> = []
        var limits: [LimitNote] = []
        var wildcards: [WildcardNote] = []
        var probes: [Observation] = []
        var probeIndexes: [Observation: Int] = [:]
    }

    /// Probes are numbered from here until the survey ends, beyond any number of answers.
    private static let firstProbe = 1 << 40

    /// Whether a name's answer comes from a wildcard, and the observations that show it.
    struct WildcardNote: Sendable {
        let view: ViewName
        let name: DomainName
        let value: Learned<Bool>
        let sources: [Int]

        func mappingSources(_ map: (Int) -> Int) -> WildcardNote {
            WildcardNote(view: view, name: name, value: value, sources: sources.map(map))
        }
    }

    private let state = Mutex(State())

    /// The index of the answer, new or known; `server` distinguishes different servers' answers to the same question.
    func record(_ result: LookupResult, isNeeded: Bool, isRequired: Bool = false, from server: IPAddress? = nil) -> Int {
        state.withLock { state in
            let key = Key(view: result.view, question: result.question, server: server)
            let index = state.indexes[key] ?? state.results.count
            if index == state.results.count {
                state.indexes[key] = index
                state.results.append(result)
            }
            if isNeeded { state.needed.insert(index) }
            if isRequired { state.required.insert(index) }
            return index
        }
    }

    /// Marks answers whose records turned out to be required: they are the ones in force.
    func require(_ sources: [Int]) { state.withLock { $0.required.formUnion(sources) } }

    /// Something left out because of a limit.
    struct LimitNote: Sendable, Hashable {
        let view: ViewName
        let name: DomainName
        /// `3 of the 19 report addresses …: the limit report-destinations (16)`
        let words: String
    }

    func note(_ limit: LimitNote) { state.withLock { if !$0.limits.contains(limit) { $0.limits.append(limit) } } }

    /// The index of a recorded answer.
    func index(of question: Question, view: String) -> Int? {
        state.withLock { $0.indexes[Key(view: view, question: question, server: nil)] }
    }

    /// The index of a probe's observation, new or known.
    func record(_ probe: Observation) -> Int {
        state.withLock { state in
            let index = state.probeIndexes[probe] ?? state.probes.count
            if index == state.probes.count {
                state.probeIndexes[probe] = index
                state.probes.append(probe)
            }
            return Self.firstProbe + index
        }
    }

    var probes: [Observation] { state.withLock { $0.probes } }

    /// The order in files, by view and question, and the new place of the probe with index `old`.
    static func sorted(_ probes: [Observation]) -> (probes: [Observation], place: (_ old: Int) -> Int?) {
        let permutation = probes.indices.sorted { left, right in
            (probes[left].view, probes[left].question) < (probes[right].view, probes[right].question)
        }
        var places = Array(repeating: 0, count: probes.count)
        for (new, old) in permutation.enumerated() { places[old] = new }
        return (permutation.map { probes[$0] }, { $0 >= firstProbe ? places[$0 - firstProbe] : nil })
    }

    func note(_ wildcard: WildcardNote) { state.withLock { $0.wildcards.append(wildcard) } }

    var needed: Set<Int> { state.withLock { $0.needed } }
    var required: Set<Int> { state.withLock { $0.required } }
    var limits: [LimitNote] { state.withLock { $0.limits } }
    var wildcards: [WildcardNote] { state.withLock { $0.wildcards } }

    var results: [LookupResult] { state.withLock { $0.results } }

    /// The order in files: by view, name and type, regardless of arrival; `order[old]` is the new index.
    static func sorted(_ results: [LookupResult]) -> (results: [LookupResult], order: [Int]) {
        let permutation = results.indices.sorted { comesBefore(results[$0], results[$1]) }
        var order = Array(repeating: 0, count: results.count)
        for (new, old) in permutation.enumerated() { order[old] = new }
        return (permutation.map { results[$0] }, order)
    }

    private static func comesBefore(_ left: LookupResult, _ right: LookupResult) -> Bool {
        if left.view != right.view { return left.view < right.view }
        let (one, other) = (left.question, right.question)
        if one.name != other.name { return one.name < other.name }
        if one.type != other.type { return one.type.rawValue < other.type.rawValue }
        return left.server?.description ?? "" < right.server?.description ?? ""
    }
}
