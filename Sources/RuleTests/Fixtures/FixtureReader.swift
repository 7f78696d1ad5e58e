import DNS
import Facts
import Rules
import StrictYAML

/// Reads facts from fixtures and tests, typed by the schema.
///
/// `!unknown timeout no reply` and `!absent` are the other two states of a value.
struct FixtureReader {
    let reader: YAMLReader
    let schema: FactSchema

    /// The variables that facts can be set for, with their types.
    private let variables: [String: ObjectType]

    init(reader: YAMLReader, schema: FactSchema) {
        self.reader = reader
        self.schema = schema
        variables = Dictionary(schema.kinds.map { ($0.variable, $0.type) }) { first, _ in first }
    }

    /// A fixture file.
    func fixture(_ value: YAMLValue) -> Fixture? {
        guard let map = reader.map(value, "the fixture", keys: ["now"] + variables.keys.sorted()) else { return nil }
        var fixture = Fixture()
        for entry in map.entries {
            assign(entry.value, to: [entry.key][...], in: &fixture, at: entry.keyPosition)
        }
        return fixture
    }

    /// The facts of a test, on top of those of its fixture; keys are paths such as `target.a`.
    func assign(_ given: YAMLValue, over fixture: inout Fixture) {
        guard case .mapping(let entries) = given.content else {
            reader.report("'given' must be a map, not \(given.kind)", at: given.position)
            return
        }
        for entry in entries {
            let path = entry.key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            assign(entry.value, to: path[...], in: &fixture, at: entry.keyPosition)
        }
    }

    private func assign(
        _ value: YAMLValue, to path: ArraySlice<String>, in fixture: inout Fixture, at position: SourcePosition
    ) {
        guard let variable = path.first else { return }
        if variable == "now", path.count == 1 {
            if case .timestamp(let moment)? = reader.fact(value, .timestamp, "'now'") { fixture.now = moment }
            return
        }
        guard let type = variables[variable] else {
            let names = variables.keys.sorted() + ["now"]
            reader.report("unknown name '\(variable)'\(suggestion(for: variable, among: names))", at: position)
            return
        }
        let object = fixture.objects[variable] ?? .notGiven(type)
        fixture.objects[variable] =
            path.count == 1
            ? self.object(value, over: object, variable)
            : assigning(value, to: path.dropFirst(), of: object, variable, at: position)
    }

    private func assigning(
        _ value: YAMLValue, to path: ArraySlice<String>, of object: FactObject, _ what: String, at position: SourcePosition
    ) -> FactObject {
        guard let name = path.first else { return object }
        guard let field = object.type.field(name) else {
            let names = object.type.fields.map(\.name)
            reader.report("'\(object.type.name)' has no field '\(name)'\(suggestion(for: name, among: names))", at: position)
            return object
        }
        let what = "\(what).\(name)"
        guard path.count > 1 else {
            return fact(value, field, over: object[name], what).map { object.setting(name, $0) } ?? object
        }
        guard case .object(let typeName) = field.type, let type = schema.type(typeName) else {
            reader.report("'\(what)' is \(field.type), which has no fields; give it as a whole", at: position)
            return object
        }
        var inner = FactObject.notGiven(type)
        if case .object(let existing)? = object[name] { inner = existing }
        return object.setting(
            name, .object(assigning(value, to: path.dropFirst(), of: inner, what, at: position)))
    }

    private func object(_ value: YAMLValue, over base: FactObject, _ what: String) -> FactObject {
        guard let map = reader.map(value, what, keys: base.type.fields.map(\.name)) else { return base }
        return map.entries.reduce(base) { object, entry in
            assigning(entry.value, to: [entry.key][...], of: object, what, at: entry.keyPosition)
        }
    }

    private func fact(_ value: YAMLValue, _ field: ObjectType.Field, over base: FactValue?, _ what: String) -> FactValue? {
        switch value.tag {
        case "!absent":
            guard field.isOptional else {
                reader.report("'\(what)' is never absent", at: value.position)
                return nil
            }
            return .absent
        case "!unknown":
            guard field.source != .config else {
                reader.report("'\(what)' comes from the deployment file and is never unknown", at: value.position)
                return nil
            }
            return unknown(value)
        default: return present(value, field.type, field.allowedValues, over: base, what)
        }
    }

    private func unknown(_ value: YAMLValue) -> FactValue? {
        guard case .scalar(let text, _) = value.content else {
            reader.report("write !unknown and a cause", at: value.position)
            return nil
        }
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        let causes = Unknown.Cause.allCases.map(\.rawValue)
        guard let cause = Unknown.Cause(rawValue: words.first ?? "") else {
            let word = words.first ?? ""
            reader.report("'\(word)' is no cause\(suggestion(for: word, among: causes))", at: value.position)
            return nil
        }
        return .unknown(Unknown(cause, detail: words.count > 1 ? words[1] : ""))
    }

    private func present(
        _ value: YAMLValue, _ type: FactType, _ allowed: [String], over base: FactValue?, _ what: String
    ) -> FactValue? {
        if let tag = value.tag {
            reader.report("'\(tag)' has no meaning here", at: value.position)
            return nil
        }
        switch type {
        case .list(let element):
            guard let items = reader.list(value, "'\(what)'") else { return nil }
            let values = items.compactMap { item in
                item.tag == "!unknown" ? unknown(item) : present(item, element, allowed, over: nil, what)
            }
            return values.count == items.count ? .list(values) : nil
        case .object(let name):
            guard let type = schema.type(name) else { return nil }
            var object = FactObject.notGiven(type)
            if case .object(let existing)? = base { object = existing }
            return .object(self.object(value, over: object, what))
        default: return reader.fact(value, type, allowed: allowed, "'\(what)'")
        }
    }

}

extension FactObject {
    /// An object of a fixture before its facts are set: unknown, except for what deployment files leave out.
    static func notGiven(_ type: ObjectType) -> FactObject {
        type.fields.filter { $0.isOptional && $0.source == .config }.reduce(FactObject(type)) { $0.setting($1.name, .absent) }
    }
}
