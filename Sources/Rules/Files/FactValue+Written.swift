import DNS
package import Facts
import RuleLanguage
package import StrictYAML

extension FactValue {
    /// Parses a scalar written by a person; `nil` when the text does not have the type, and for lists and objects.
    package init?(written text: String, as type: FactType) {
        let value: FactValue? =
            switch type {
            case .boolean: Bool(text).map(FactValue.boolean)
            case .integer: Int64(text).map(FactValue.integer)
            case .double: Double(text).map(FactValue.double)
            case .string: .string(text)
            case .address: IPAddress(text).map(FactValue.address)
            case .network: Network(text).map(FactValue.network)
            case .timestamp: Timestamp(text).map(FactValue.timestamp)
            case .duration: Duration(rule: text).map(FactValue.duration)
            case .list, .object: nil
            }
        guard let value else { return nil }
        self = value
    }
}

extension YAMLReader {
    /// A scalar of a type, one of the `allowed` words if there are any; `nil` after a mistake.
    package func fact(
        _ value: YAMLValue, _ type: FactType, allowed: [String] = [], _ what: String
    ) -> FactValue? {
        guard case .scalar(let text, _) = value.content else {
            report("\(what) must be \(type), not \(value.kind)", at: value.position)
            return nil
        }
        guard let result = FactValue(written: text, as: type) else {
            report("\(what) must be \(type), not '\(text)'", at: value.position)
            return nil
        }
        guard type != .string || allowed.isEmpty || allowed.contains(text) else {
            report("'\(text)' is not a value of \(what)\(suggestion(for: text, among: allowed))", at: value.position)
            return nil
        }
        return result
    }
}
