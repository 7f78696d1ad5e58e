package import Facts
import RuleLanguage
package import StrictYAML

/// Reads `params`: numbers that users may adjust, with their bounds.
package struct ParameterReader {
    let reader: YAMLReader

    static let types: [String: FactType] = [
        "bool": .boolean, "int": .integer, "double": .double, "string": .string, "duration": .duration,
    ]

    /// The parameters, an object with their values, and the position of each.
    package struct Parameters: Sendable {
        package var list: [RuleParameter] = []
        package var object = FactObject(ObjectType("params", "The rule's parameters.", []))
        package var types: [String: FactType] = [:]
        var bounds: [String: (minimum: FactValue?, maximum: FactValue?)] = [:]
        package var positions: [String: SourcePosition] = [:]
    }

    func parameters(_ value: YAMLValue?) -> Parameters {
        var result = Parameters()
        guard let value else { return result }
        guard case .mapping(let entries) = value.content else {
            reader.report("'params' must be a map, not \(value.kind)", at: value.position)
            return result
        }
        var values: [(RuleParameter, FactValue)] = []
        for entry in entries {
            guard let (parameter, type, value, bounds) = parameter(entry) else { continue }
            result.list.append(parameter)
            result.bounds[entry.key] = bounds
            result.types[entry.key] = type
            result.positions[entry.key] = entry.keyPosition
            values.append((parameter, value))
        }
        result.object = Self.object(values, result.types)
        return result
    }

    /// The object that a rule reads as `params`.
    static func object(_ values: [(parameter: RuleParameter, value: FactValue)], _ types: [String: FactType]) -> FactObject {
        let fields = values.compactMap { parameter, _ in
            types[parameter.name].map { ObjectType.Field(parameter.name, $0, .config, parameter.documentation) }
        }
        var object = FactObject(ObjectType("params", "The rule's parameters.", fields))
        for (parameter, value) in values { object.set(parameter.name, value) }
        return object
    }

    private typealias Bounds = (minimum: FactValue?, maximum: FactValue?)

    private func parameter(_ entry: YAMLValue.Entry) -> (RuleParameter, FactType, FactValue, Bounds)? {
        let what = "parameter '\(entry.key)'"
        guard (try? Parser.parse(entry.key))?.path == entry.key, !entry.key.contains(".") else {
            reader.report("'\(entry.key)' cannot be a name", at: entry.keyPosition)
            return nil
        }
        guard let map = reader.map(entry.value, what, keys: ["type", "default", "min", "max", "doc"]),
            let typeValue = map.required("type"), let typeName = reader.text(typeValue, "the type of \(what)"),
            let defaultValue = map.required("default")
        else { return nil }
        guard let type = Self.types[typeName] else {
            let names = Self.types.keys.sorted()
            reader.report(
                "the type of \(what) must be \(names.joined(separator: ", ")), not '\(typeName)'", at: typeValue.position)
            return nil
        }
        guard let value = reader.fact(defaultValue, type, "the default of \(what)") else { return nil }
        let minimum = map["min"].flatMap { reader.fact($0, type, "the minimum of \(what)") }
        let maximum = map["max"].flatMap { reader.fact($0, type, "the maximum of \(what)") }
        if let minimum, Self.isLess(value, minimum) {
            reader.report("the default of \(what) is below its minimum", at: defaultValue.position)
        }
        if let maximum, Self.isLess(maximum, value) {
            reader.report("the default of \(what) is above its maximum", at: defaultValue.position)
        }
        let documentation = map["doc"].flatMap { reader.text($0, "the doc of \(what)") } ?? ""
        let parameter = RuleParameter(
            name: entry.key, type: typeName, defaultValue: Value(value).shown, minimum: minimum.map { Value($0).shown },
            maximum: maximum.map { Value($0).shown }, documentation: documentation)
        return (parameter, type, value, (minimum, maximum))
    }

    static func isLess(_ left: FactValue, _ right: FactValue) -> Bool {
        switch (left, right) {
        case (.integer(let left), .integer(let right)): left < right
        case (.double(let left), .double(let right)): left < right
        case (.duration(let left), .duration(let right)): left < right
        default: false
        }
    }
}
