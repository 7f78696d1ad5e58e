/// The cookies of a visit, as far as pages need them that look whether a visitor keeps cookies (RFC 6265): what one response sets, the next
/// request to the same host returns, whatever its path and attributes.
struct Cookies: Sendable {
    static let field = "set-cookie"
    private var values: [(name: String, value: String)] = []

    /// - Parameter lines: the value of every `Set-Cookie`, in lines.
    mutating func take(_ lines: String?) {
        for line in lines?.split(separator: "\n") ?? [] {
            let pair = line.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            let (name, value) = (String(pair[0].withoutBlanks), String(pair[1].withoutBlanks))
            // Nothing from the network starts a line of its own in a request.
            guard !name.isEmpty, (name + value).utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { continue }
            values.removeAll { $0.name == name }
            if values.count < ProbeLimit.cookies.value { values.append((name, value)) }
        }
    }

    /// The value of `Cookie`; `nil` without any.
    var text: String? { values.isEmpty ? nil : values.map { "\($0.name)=\($0.value)" }.joined(separator: "; ") }
}
