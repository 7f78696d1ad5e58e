package import DNS

/// Lenient access to an object of the fact tree: unknown or absent values are empty, and can be tested for.
package struct LenientFacts {
    private let object: FactObject

    package init(_ object: FactObject) { self.object = object }

    package func text(_ field: String) -> String {
        guard case .string(let text)? = object[field] else { return "" }
        return text
    }

    package func truth(_ field: String) -> Bool { object[field] == .boolean(true) }

    package func address(_ field: String) -> IPAddress? {
        guard case .address(let address)? = object[field] else { return nil }
        return address
    }

    package func list(_ field: String) -> [LenientFacts] {
        guard case .list(let items)? = object[field] else { return [] }
        return items.compactMap { item in
            guard case .object(let object) = item else { return nil }
            return LenientFacts(object)
        }
    }

    package func addressList(_ field: String) -> [IPAddress] {
        guard case .list(let items)? = object[field] else { return [] }
        return items.compactMap { item in
            guard case .address(let address) = item else { return nil }
            return address
        }
    }

    package func texts(_ field: String) -> [String] {
        guard case .list(let items)? = object[field] else { return [] }
        return items.compactMap { item in
            guard case .string(let text) = item else { return nil }
            return text
        }
    }

    package func isUnknown(_ field: String) -> Bool {
        guard case .unknown? = object[field] else { return false }
        return true
    }

    /// The addresses of a name, by family.
    package var addresses: (known: [IPAddress], ipv4IsUnknown: Bool, ipv6IsUnknown: Bool) {
        (addressList("a") + addressList("aaaa"), isUnknown("a"), isUnknown("aaaa"))
    }

    package func object(_ field: String) -> LenientFacts? {
        guard case .object(let object)? = object[field] else { return nil }
        return LenientFacts(object)
    }

    package func timestamp(_ field: String) -> Timestamp? {
        guard case .timestamp(let time)? = object[field] else { return nil }
        return time
    }

    /// A duration in whole seconds.
    package func seconds(_ field: String) -> Int64? {
        guard case .duration(let duration)? = object[field] else { return nil }
        return duration.components.seconds
    }

    package func integer(_ field: String) -> Int? {
        guard case .integer(let number)? = object[field] else { return nil }
        return Int(clamping: number)
    }
}
