extension FactSchema {
    /// The field that a rule's path refers to, through lists too: `path.routes.exchange`; `nil` when there is none.
    package func field(at path: String) -> ObjectType.Field? {
        let steps = path.split(separator: ".").map(String.init)
        guard let variable = steps.first, var type = kinds.first(where: { $0.variable == variable })?.type else { return nil }
        var found: ObjectType.Field?
        for step in steps.dropFirst() {
            if let found {
                guard let inner = objectType(of: found.type) else { return nil }
                type = inner
            }
            guard let field = type.field(step) else { return nil }
            found = field
        }
        return found
    }

    /// The type of an object, or of the objects in a list.
    package func objectType(of type: FactType) -> ObjectType? {
        switch type {
        case .object(let name): self.type(name)
        case .list(let element): objectType(of: element)
        default: nil
        }
    }

    /// Every path below a subject kind's variable that leads through objects but not lists: the fields that a rule test can
    /// set.
    package func paths(of kind: SubjectKind) -> [String] { paths(kind.variable, kind.type) }

    private func paths(_ prefix: String, _ type: ObjectType) -> [String] {
        type.fields.flatMap { field -> [String] in
            let path = "\(prefix).\(field.name)"
            guard case .object(let name) = field.type, let inner = self.type(name) else { return [path] }
            return [path] + paths(path, inner)
        }
    }
}
