/// The effect of a `Strict-Transport-Security` field on a browser (RFC 6797 §6.1).
package enum StrictTransportSecurity: Hashable, Sendable {
    /// The page has no such field.
    case absent
    /// Seconds, and whether names below the host are included.
    case active(maximumAge: Int64, includesSubdomains: Bool)
    /// `max-age=0`: the browser forgets the host's policy (§6.1.1).
    case off
    /// Browsers ignore the field, and why, for a sentence.
    case ignored(String)

    /// - Parameter field: the value of the first such field: others do not count (§8.1).
    package init(_ field: String?) {
        guard let field else {
            self = .absent
            return
        }
        var age: Int64?
        var names: Set<String> = []
        for part in field.split(separator: ";") {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.withoutBlanks)
            guard let name = sides.first?.lowercased(), !name.isEmpty else { continue }
            guard names.insert(name).inserted else {
                self = .ignored("it has \(name) twice")
                return
            }
            guard name == "max-age" else { continue }
            let text = sides.count == 2 ? Self.unquoted(sides[1]) : ""
            guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
                self = .ignored("its max-age is not a number of seconds")
                return
            }
            age = Int64(text) ?? .max
        }
        switch age {
        case nil: self = .ignored("it has no max-age")
        case 0: self = .off
        case let seconds?: self = .active(maximumAge: seconds, includesSubdomains: names.contains("includesubdomains"))
        }
    }

    package var isActive: Bool {
        if case .active = self { true } else { false }
    }

    /// What is wrong, for a sentence; `nil` if it works.
    package var fault: String? {
        switch self {
        case .absent: "sends no Strict-Transport-Security"
        case .active: nil
        case .off: "switches Strict-Transport-Security off (max-age=0)"
        case .ignored(let reason): "sends a Strict-Transport-Security that browsers ignore: \(reason)"
        }
    }

    private static func unquoted(_ text: Substring) -> Substring {
        text.count >= 2 && text.first == "\"" && text.last == "\"" ? text.dropFirst().dropLast() : text
    }
}
