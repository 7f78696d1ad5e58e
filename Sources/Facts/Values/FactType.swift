/// The type of a fact, for checking rules.
package indirect enum FactType: Hashable, Sendable {
    case boolean, integer, double, string, address, network, timestamp, duration
    case list(FactType)
    /// A type of the schema, by name.
    case object(String)
}

extension FactType: CustomStringConvertible {
    /// The spelling of the rule language: `list(ip)`, `string`, `WebName`.
    package var description: String {
        switch self {
        case .boolean: "bool"
        case .integer: "int"
        case .double: "double"
        case .string: "string"
        case .address: "ip"
        case .network: "cidr"
        case .timestamp: "timestamp"
        case .duration: "duration"
        case .list(let element): "list(\(element))"
        case .object(let name): name
        }
    }
}
