import Synchronization

/// A field of a declared object type, whatever its Swift type.
package protocol DeclaredField: AnyObject, Sendable {
    var schema: ObjectType.Field { get }
    /// The index in an object's slots; given when the declaration is built.
    var slot: Int { get }
    func take(slot: Int)
}

/// Several fields that object types share.
package protocol FieldGroup: Sendable {}

/// What the deployment file says: never unknown; absent where `Value` is optional.
package final class Given<Value: FactRepresentable>: DeclaredField {
    package let schema: ObjectType.Field
    private let place = Atomic(0)

    package init(_ name: String, _ documentation: String) {
        schema = ObjectType.Field(name, Value.self, .config, documentation)
    }

    package var slot: Int { place.load(ordering: .relaxed) }
    package func take(slot: Int) { place.store(slot, ordering: .relaxed) }
}

/// What the network says, or what follows from it: may be unknown; absent where `Value` is optional.
package final class Field<Value: FactRepresentable>: DeclaredField {
    /// Where a fact comes from that may be unknown.
    package enum Source { case dns, probe, derived }

    package let schema: ObjectType.Field
    private let place = Atomic(0)

    package init(_ name: String, _ source: Source, _ documentation: String) {
        let from: ObjectType.Source =
            switch source {
            case .dns: .dns
            case .probe: .probe
            case .derived: .derived
            }
        schema = ObjectType.Field(name, Value.self, from, documentation)
    }

    package var slot: Int { place.load(ordering: .relaxed) }
    package func take(slot: Int) { place.store(slot, ordering: .relaxed) }
}

extension ObjectType.Field {
    fileprivate init<Value: FactRepresentable>(
        _ name: String, _ type: Value.Type, _ source: ObjectType.Source, _ documentation: String
    ) {
        self.init(
            name, Value.factType, optional: Value.isOptional, source, allowed: Value.words, objectType: Value.objectType,
            documentation)
    }
}
