import Synchronization

/// A field of a declared object type, whatever its Swift type.
package protocol DeclaredField: AnyObject, Sendable {
    var schema: ObjectType.Field { get }
    /// The index in an object's slots; assigned when the declaration is built.
    var slot: Int { get }
    func take(slot: Int)
}

/// The fields of the declaration that is being made, in the order in which they are made.
final class FieldOrder: Sendable {
    @TaskLocal static var current: FieldOrder?

    private let made = Mutex<[any DeclaredField]>([])

    var fields: [any DeclaredField] { made.withLock { $0 } }

    func add(_ field: any DeclaredField) { made.withLock { $0.append(field) } }
}

/// A fact from the deployment file: never unknown; absent if `Value` is optional.
package final class Given<Value: FactRepresentable>: DeclaredField {
    package let schema: ObjectType.Field
    private let place = Atomic(0)

    package init(_ name: String, _ documentation: String) {
        schema = ObjectType.Field(name, Value.self, .config, documentation)
        FieldOrder.current?.add(self)
    }

    package var slot: Int { place.load(ordering: .relaxed) }
    package func take(slot: Int) { place.store(slot, ordering: .relaxed) }
}

/// A fact from the network, or derived from it: possibly unknown; absent if `Value` is optional.
package final class Field<Value: FactRepresentable>: DeclaredField {
    /// The source of a fact that may be unknown.
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
        FieldOrder.current?.add(self)
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
