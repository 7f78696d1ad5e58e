import DNS

/// The target of a redirect (RFC 9110 §10.2.2), as far as a visit needs it.
struct PageLocation: Hashable, Sendable {
    let isSecure: Bool
    /// In lower case, without brackets.
    let host: String
    /// `nil` for the scheme's default.
    let port: UInt16?
    /// With the query, without the fragment.
    let path: String

    /// - Parameter text: the value of the `Location` field.
    /// - Parameter base: the page with that field, which relative references start from.
    init?(_ text: String, from base: HTTPTarget) {
        let reference = text.prefix { $0 != "#" }
        guard reference.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
        let lower = reference.lowercased()
        let rest: Substring
        if lower.hasPrefix("https://") {
            (isSecure, rest) = (true, reference.dropFirst(8))
        } else if lower.hasPrefix("http://") {
            (isSecure, rest) = (false, reference.dropFirst(7))
        } else if lower.hasPrefix("//") {
            (isSecure, rest) = (base.isSecure, reference.dropFirst(2))
        } else {
            guard !reference.isEmpty, !Self.hasScheme(reference) else { return nil }
            isSecure = base.isSecure
            host = base.host.text
            port = base.endpoint.port
            path = Self.path(reference, from: base.path)
            return
        }
        let authority = rest.prefix { !"/?".contains($0) }
        guard let (name, number) = Self.authority(authority) else { return nil }
        host = name
        port = number
        let tail = rest.dropFirst(authority.count)
        path = tail.hasPrefix("/") ? String(tail) : "/\(tail)"
    }

    private static func hasScheme(_ text: Substring) -> Bool {
        let head = text.prefix { !"/?".contains($0) }
        return head.contains(":")
    }

    private static func path(_ reference: Substring, from base: String) -> String {
        if reference.hasPrefix("/") { return String(reference) }
        let page = base.prefix { $0 != "?" }
        if reference.hasPrefix("?") { return "\(page)\(reference)" }
        guard let slash = page.lastIndex(of: "/") else { return "/\(reference)" }
        return "\(page[...slash])\(reference)"
    }

    /// `host`, `host:8443`, `[2001:db8::1]:443`; user information is refused.
    private static func authority(_ text: Substring) -> (String, UInt16?)? {
        guard !text.isEmpty, !text.contains("@") else { return nil }
        let literal = text.hasPrefix("[")
        guard let end = literal ? text.firstIndex(of: "]") : text.firstIndex(of: ":") ?? text.endIndex else { return nil }
        let name = literal ? text[text.index(after: text.startIndex)..<end] : text[..<end]
        let tail = literal ? text[text.index(after: end)...] : text[end...]
        guard !name.isEmpty else { return nil }
        let host = name.lowercased()
        if tail.isEmpty || tail == ":" { return (host, nil) }
        guard tail.first == ":", let port = UInt16(tail.dropFirst()), port > 0 else { return nil }
        return (host, port)
    }

    /// The page at the same host and address, with the cookies so far; `nil` if the redirect leaves them.
    func target(from base: HTTPTarget, _ settings: ProbeSettings, _ cookies: Cookies) -> HTTPTarget? {
        let name = host.hasSuffix(".") ? String(host.dropLast()) : host
        guard name == base.host.text else { return nil }
        let own = isSecure ? settings.httpsPort : settings.httpPort
        let endpoint = Endpoint(address: base.endpoint.address, port: port ?? own)
        return HTTPTarget(endpoint: endpoint, host: base.host, isSecure: isSecure, path: path, cookies: cookies.text)
    }

    var text: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(isSecure ? "https" : "http")://\(name)\(port.map { ":\($0)" } ?? "")\(path)"
    }
}
