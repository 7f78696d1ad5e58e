/// A word of the rule language.
struct Token: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case identifier(String)
        /// A key in backquotes: `` `content-type` ``.
        case quotedName(String)
        case integer(Int64)
        /// 2^63, which only a minus sign makes an integer.
        case tooLargeByOne
        case double(Double)
        case string(String)
        /// An operator or a bracket.
        case symbol(String)
        case end
    }

    let kind: Kind
    /// In Unicode scalars from the start of the text.
    let offset: Int
    /// One after the last scalar.
    let end: Int
}

extension Token: CustomStringConvertible {
    /// Its name in messages.
    var description: String {
        switch kind {
        case .identifier(let name), .quotedName(let name): "'\(name)'"
        case .integer(let number): "'\(number)'"
        case .tooLargeByOne: "a number"
        case .double: "a number"
        case .string: "a string"
        case .symbol(let text): "'\(text)'"
        case .end: "the end"
        }
    }
}
