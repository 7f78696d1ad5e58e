import RuleLanguage
import StrictYAML

/// Reads `fix`: a text, and records to publish.
struct RepairReader {
    let reader: YAMLReader

    func repair(_ value: YAMLValue, with expressions: inout ExpressionReader) -> Program.Repair? {
        guard let map = reader.map(value, "'fix'", keys: ["text", "publish"]) else { return nil }
        let text = map["text"].flatMap { expressions.template($0, "the text of 'fix'") }
        var publish: [Program.Publication] = []
        for item in map["publish"].flatMap({ reader.list($0, "'publish'") }) ?? [] {
            if let publication = publication(item, with: &expressions) { publish.append(publication) }
        }
        if map.entries.isEmpty { reader.report("'fix' needs 'text' or 'publish'", at: value.position) }
        return Program.Repair(text: text, publish: publish)
    }

    private func publication(_ value: YAMLValue, with expressions: inout ExpressionReader) -> Program.Publication? {
        let keys = ["owner", "type", "value", "view", "for_each", "as", "when"]
        guard let map = reader.map(value, "a record", keys: keys) else { return nil }
        let (scope, present) = (expressions.checker.scope, expressions.checker.present)
        let name = map["as"].flatMap { reader.text($0, "'as'") }
        var source: (list: Node, variable: Int)?
        if let list = map["for_each"] {
            guard let name else {
                reader.report("'for_each' needs 'as' and a name", at: list.position)
                return nil
            }
            guard let checked = expressions.expression(list, "'for_each'", .list(.any)) else { return nil }
            let element: ValueType = if case .list(let type) = checked.type { type } else { .never }
            source = (checked.node, expressions.checker.scope.define(name, element))
        } else if let position = map.keyPosition("as") {
            reader.report("'as' belongs to 'for_each'", at: position)
        }
        let condition = map["when"].flatMap { expressions.condition($0, "'when'") }
        expressions.checker.present.formUnion(condition?.guards.whenTrue ?? [])
        let owner = map.required("owner").flatMap { expressions.template($0, "'owner'") }
        let type = map.required("type").flatMap { expressions.template($0, "'type'") }
        let data = map.required("value").flatMap { expressions.template($0, "'value'") }
        let view = map["view"].flatMap { expressions.template($0, "'view'") }
        expressions.checker.present = present
        if let name { expressions.checker.scope.restore(name, scope.symbols[name]) }
        guard let owner, let type, let data else { return nil }
        return Program.Publication(
            source: source, condition: condition?.node, owner: owner, type: type, value: data, view: view)
    }
}
