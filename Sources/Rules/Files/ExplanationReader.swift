import RuleLanguage
import StrictYAML

/// Reads `explained-by`: ids and globs, alone or several of them with a condition and places.
struct ExplanationReader {
    let reader: YAMLReader
    private(set) var list: [Explanation] = []
    /// Of each in `list`.
    private(set) var positions: [SourcePosition] = []
    private(set) var links: [Program.Link] = []

    init(reader: YAMLReader) { self.reader = reader }

    mutating func read(_ value: YAMLValue?, with expressions: inout ExpressionReader) {
        guard let value else { return }
        guard case .sequence(let items) = value.content else {
            reader.report("'explained-by' must be a list, not \(value.kind)", at: value.position)
            return
        }
        for item in items {
            if case .mapping = item.content {
                readLink(item, with: &expressions)
            } else if let text = reader.text(item, "an item of 'explained-by'") {
                add(Explanation(rules: text, condition: nil, place: nil, link: nil), item.position)
            }
        }
    }

    private mutating func readLink(_ value: YAMLValue, with expressions: inout ExpressionReader) {
        guard let map = reader.map(value, "an item of 'explained-by'", keys: ["rules", "when", "at"]) else { return }
        _ = map.required("rules")
        let rules = reader.texts(map, "rules")
        guard map["when"] != nil || map["at"] != nil else {
            reader.report("without 'when' and 'at', the rules stand in the list themselves", at: value.position)
            return
        }
        let condition = map["when"].flatMap { expressions.condition($0, "'when'") }
        let place = map["at"].flatMap { expressions.expression($0, "'at'") }
        if let place, let at = map["at"], !place.type.isNames {
            reader.report("'at' must be a string or list(string), not \(place.type)", at: at.position)
        }
        for rule in rules {
            let texts = ["when", "at"].map { key in map[key].flatMap { reader.text($0, "'\(key)'") } }
            add(Explanation(rules: rule.text, condition: texts[0], place: texts[1], link: links.count), rule.position)
        }
        links.append(Program.Link(condition: condition?.node, place: place?.node))
    }

    private mutating func add(_ explanation: Explanation, _ position: SourcePosition) {
        list.append(explanation)
        positions.append(position)
    }
}

extension ValueType {
    fileprivate var isNames: Bool {
        switch self {
        case .string, .list(.string), .list(.never), .never: true
        default: false
        }
    }
}
