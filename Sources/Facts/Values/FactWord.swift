/// A closed set of words for a fact, used by the schema, the rule checker and the survey.
package protocol FactWord: FactRepresentable, CaseIterable {
    var word: String { get }
}

extension FactWord {
    package static var factType: FactType { .string }
    package static var words: [String] { allCases.map(\.word) }
    package var factValue: FactValue { .string(word) }

    package init?(word: String) {
        guard let value = Self.allCases.first(where: { $0.word == word }) else { return nil }
        self = value
    }

    package init?(factValue: FactValue) {
        guard case .string(let text) = factValue else { return nil }
        self.init(word: text)
    }
}

extension FactWord where Self: RawRepresentable, RawValue == String {
    package var word: String { rawValue }
}
