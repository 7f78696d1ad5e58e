import DNS
import Facts

extension FactValue {
    /// A scalar as people write it; `nil` when the text is none of its type, and for lists and objects.
    init?(written text: String, as type: FactType) {
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
