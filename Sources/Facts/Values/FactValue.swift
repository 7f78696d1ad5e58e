package import DNS

/// A value that rules see, in one of three states: present, authoritatively absent, or unknown with its causes.
package enum FactValue: Hashable, Sendable {
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    case string(String)
    case address(IPAddress)
    /// Rare and large.
    indirect case network(Network)
    case timestamp(Timestamp)
    case duration(Duration)
    case list([FactValue])
    case object(FactObject)
    /// Only in an optional field: the query was answered, and nothing is there.
    case absent
    /// There was no answer.
    case unknown(Unknown)
}

extension FactValue {
    package static func strings(_ texts: some Sequence<String>) -> FactValue { .list(texts.map(FactValue.string)) }
    package static func addresses(_ addresses: some Sequence<IPAddress>) -> FactValue {
        .list(addresses.map(FactValue.address))
    }
    package static func objects(_ objects: some Sequence<FactObject>) -> FactValue { .list(objects.map(FactValue.object)) }
    package static func integer(_ number: Int) -> FactValue { .integer(Int64(number)) }
}
