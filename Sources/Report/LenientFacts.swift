import DNS
import Facts

/// Lenient access to an object of the fact tree: unknown or absent values are empty, and can be tested for.
struct LenientFacts {
    private let object: FactObject

    init(_ object: FactObject) { self.object = object }

    func text(_ field: String) -> String {
        guard case .string(let text)? = object[field] else { return "" }
        return text
    }

    func truth(_ field: String) -> Bool { object[field] == .boolean(true) }

    func address(_ field: String) -> IPAddress? {
        guard case .address(let address)? = object[field] else { return nil }
        return address
    }

    func list(_ field: String) -> [LenientFacts] {
        guard case .list(let items)? = object[field] else { return [] }
        return items.compactMap { item in
            guard case .object(let object) = item else { return nil }
            return LenientFacts(object)
        }
    }

    func addressList(_ field: String) -> [IPAddress] {
        guard case .list(let items)? = object[field] else { return [] }
        return items.compactMap { item in
            guard case .address(let address) = item else { return nil }
            return address
        }
    }

    func isUnknown(_ field: String) -> Bool {
        guard case .unknown? = object[field] else { return false }
        return true
    }

    /// The addresses of a name, by family.
    var addresses: (known: [IPAddress], ipv4IsUnknown: Bool, ipv6IsUnknown: Bool) {
        (addressList("a") + addressList("aaaa"), isUnknown("a"), isUnknown("aaaa"))
    }

    func object(_ field: String) -> LenientFacts? {
        guard case .object(let object)? = object[field] else { return nil }
        return LenientFacts(object)
    }

    func timestamp(_ field: String) -> Timestamp? {
        guard case .timestamp(let time)? = object[field] else { return nil }
        return time
    }

    /// A duration in whole seconds.
    func seconds(_ field: String) -> Int64? {
        guard case .duration(let duration)? = object[field] else { return nil }
        return duration.components.seconds
    }

    func integer(_ field: String) -> Int? {
        guard case .integer(let number)? = object[field] else { return nil }
        return Int(clamping: number)
    }
}
