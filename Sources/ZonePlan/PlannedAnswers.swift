import DNS
import Deployment

/// The answers of the public view once the planned addresses and mail exchangers are published: what a policy record will be evaluated
/// against.
struct PlannedAnswers: Lookup {
    private let present: LiveAnswers
    private var published: [Question: [RecordData]]
    private let freed: Set<DomainName>

    /// - Parameter sets: compared, with the present records as far as they stay.
    init(_ sets: [RecordSetPlan], over present: LiveAnswers) {
        self.present = present
        let types: Set<RecordType> = [.a, .aaaa, .mx]
        let changed = sets.filter { set in
            set.view == .public && types.contains(set.type) && set.needsChange && !set.changes.contains { $0.state == .unknown }
        }
        let replacing = changed.filter(\.replacesAlias)
        freed = Set(replacing.map(\.owner.lowercased))
        // What leads through an alias that stays is not the name's own to publish.
        let own = changed.filter { [freed] set in set.alias == nil || freed.contains(set.owner.lowercased) }
        published = own.reduce(into: [:]) { published, set in
            let texts = set.changes.compactMap(\.data) + set.beside
            published[Question(set.owner.lowercased, set.type)] = texts.compactMap { Self.data($0, set.type) }
        }
    }

    /// The same with the texts of some sets, which stand at their names without the aliases that led elsewhere.
    func publishing(_ sets: [RecordSetPlan]) -> PlannedAnswers {
        var answers = self
        for set in sets where set.view == .public && set.type == .txt && set.changes.contains(where: \.state.isChange) {
            let texts = set.changes.compactMap(\.data) + set.beside
            answers.published[Question(set.owner.lowercased, .txt)] = texts.map { RecordData.text(ZoneText.joined($0)) }
        }
        return answers
    }

    /// Whether records of the name's own take the place of its alias.
    func replacesAlias(of name: DomainName) -> Bool { freed.contains(name.lowercased) }

    func lookup(_ question: Question, in view: String) async -> LookupResult {
        let place = Question(question.name.lowercased, question.type)
        guard view == ViewName.public.rawValue, present.isCompared else { return await present.lookup(question, in: view) }
        let isGone = freed.contains(place.name) && [.a, .aaaa, .mx].contains(place.type)
        guard let data = published[place] ?? (isGone ? [] : nil) else { return await present.lookup(question, in: view) }
        let records = data.map { Record(name: question.name, type: question.type, ttl: 0, data: $0) }
        return LookupResult(question: question, view: view, outcome: records.isEmpty ? .noData : .records(records))
    }

    /// The data of a record in zone-file format.
    private static func data(_ text: String, _ type: RecordType) -> RecordData? {
        guard type == .mx else { return IPAddress(text).map(RecordData.address) }
        let words = text.split(separator: " ")
        guard words.count == 2, let preference = UInt16(words[0]), let host = DomainName(String(words[1])) else { return nil }
        return .mailExchange(preference: preference, exchange: host)
    }
}
