extension Function {
    static let lists: [Function] = [.method, .global].flatMap { form in
        [ValueType.list(.any), .map(.any, .any)].map { type in
            Function(name: "size", form: form, parameters: [type], result: .integer) { values in
                switch values[0] {
                case .list(let items): .integer(Int64(items.count))
                case .map(let entries): .integer(Int64(entries.count))
                default: .fault("'size' got a value of another type")
                }
            }
        }
    }
}
