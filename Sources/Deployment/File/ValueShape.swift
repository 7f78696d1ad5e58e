/// The permitted values at one place of the deployment file. The reader's closed key lists and the JSON Schema both derive
/// from these descriptions, so they always have the same keys.
indirect enum ValueShape: Sendable {
    case text
    /// Text that people also write as a bare number, such as a DKIM selector.
    case textOrNumber
    case boolean
    case integer(ClosedRange<Int>)
    case word([String])
    case list(ValueShape, atLeast: Int = 0, atMost: Int)
    case map(MapShape)
    /// Keys that this module does not know, with scalar values.
    case openMap(atMost: Int)
    /// Keys that this module does not know, with lists of text.
    case openListMap(atMost: Int, items: Int)
    case either(ValueShape, ValueShape)
}

/// One key of a map.
struct KeyShape: Sendable {
    let name: String
    let value: ValueShape
    let isRequired: Bool
    /// The description in editors: units, defaults.
    let meaning: String

    init(_ name: String, _ value: ValueShape, required: Bool = false, _ meaning: String) {
        self.name = name
        self.value = value
        self.isRequired = required
        self.meaning = meaning
    }
}

/// A closed map.
struct MapShape: Sendable {
    /// Its name in messages.
    let what: String
    let keys: [KeyShape]
    /// Keys of which at most one may be given.
    let exclusive: [String]

    init(_ what: String, exclusive: [String] = [], _ keys: [KeyShape]) {
        self.what = what
        self.keys = keys
        self.exclusive = exclusive
    }

    subscript(name: String) -> KeyShape? { keys.first { $0.name == name } }
}
