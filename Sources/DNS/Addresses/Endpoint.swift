/// An address and a port: where a server listens.
package struct Endpoint: Hashable, Sendable {
    package let address: IPAddress
    package let port: UInt16

    package init(address: IPAddress, port: UInt16) {
        self.address = address
        self.port = port
    }
}

extension Endpoint: CustomStringConvertible {
    /// Reads `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:5353`.
    package init?(_ text: String, defaultPort: UInt16) {
        if let address = IPAddress(text) {
            self.init(address: address, port: defaultPort)
            return
        }
        let host: Substring
        var rest: Substring
        if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
            host = text[text.index(after: text.startIndex)..<end]
            rest = text[text.index(after: end)...]
            guard let address = IPAddress(String(host)), address.family == .ipv6 else { return nil }
        } else if let colon = text.firstIndex(of: ":") {
            host = text[..<colon]
            rest = text[colon...]
        } else {
            return nil
        }
        guard let address = IPAddress(String(host)) else { return nil }
        var port = defaultPort
        if !rest.isEmpty {
            guard rest.removeFirst() == ":", rest.allSatisfy({ $0.isASCII && $0.isNumber }), let number = UInt16(rest),
                number > 0
            else { return nil }
            port = number
        }
        self.init(address: address, port: port)
    }

    /// `192.0.2.1:53` or `[2001:db8::1]:53`.
    package var description: String {
        address.family == .ipv4 ? "\(address):\(port)" : "[\(address)]:\(port)"
    }
}
