import DNS
package import Facts

/// Facts of every kind with a value in every field, generated from the schema alone.
package enum SyntheticFacts {
    package static func facts(subjects: Int) -> FactSet {
        let schema = FactSchema.current
        var root = FactObject(schema.root)
        for kind in schema.kinds {
            let objects = (0..<subjects).map { object(kind.type, schema, number: $0, depth: 0) }
            root.set(kind.field, kind.isSingle ? .object(objects[0]) : .objects(objects))
        }
        return FactSet(
            deployment: "synthetic", scheme: "direct", observedAt: Timestamp(seconds: 1_795_348_800), elapsedMilliseconds: 0,
            root: root, observations: [])
    }

    private static func object(_ type: ObjectType, _ schema: FactSchema, number: Int, depth: Int) -> FactObject {
        type.fields.reduce(into: FactObject(type)) { object, field in
            object.set(field.name, value(field.type, field, schema, number: number, depth: depth))
        }
    }

    private static func value(
        _ type: FactType, _ field: ObjectType.Field, _ schema: FactSchema, number: Int, depth: Int
    ) -> FactValue {
        switch type {
        case .boolean: .boolean(number % 2 == 0)
        case .integer: .integer(Int64(number))
        case .double: .double(Double(number))
        case .string:
            .string(
                field.allowedValues.isEmpty ? "name\(number).example" : field.allowedValues[number % field.allowedValues.count])
        case .address: .address(IPAddress(family: .ipv4, number: 0xcb00_7100 + UInt128(number)))
        case .network: Network("203.0.113.0/24").map(FactValue.network) ?? .absent
        case .timestamp: .timestamp(Timestamp(seconds: 1_795_348_800 + Int64(number) * 86_400))
        case .duration: .duration(.seconds(number * 3_600))
        case .list(let element):
            .list((0..<2).map { value(element, field, schema, number: number + $0, depth: depth + 1) })
        case .object(let name):
            schema.type(name).map { .object(object($0, schema, number: number, depth: depth + 1)) } ?? .absent
        }
    }
}
