import DNS
import HostNames
import StrictYAML

/// Reads single values of a deployment file and reports what is wrong with them.
struct ValueReader {
    let yaml: YAMLReader

    func place(_ position: SourcePosition) -> SourcePlace {
        SourcePlace(file: yaml.document.file, line: position.line, column: position.column)
    }

    func error(_ message: String, at position: SourcePosition) {
        yaml.report(message, at: position)
    }

    func warning(_ message: String, at position: SourcePosition) {
        yaml.report(message, at: position, severity: .warning)
    }

    /// One line of text without invisible characters.
    func text(_ value: YAMLValue, _ what: String) -> String? {
        guard let text = yaml.text(value, what) else { return nil }
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                error(
                    "\(what) contains the invisible character U+\(String(scalar.value, radix: 16, uppercase: true))",
                    at: value.position)
                return nil
            default: continue
            }
        }
        return text
    }

    /// A name for display only.
    func title(_ value: YAMLValue, _ what: String) -> String? {
        guard let text = text(value, what) else { return nil }
        guard text.count <= DeploymentLimits.nameLength else {
            error("\(what) has \(text.count) characters; \(DeploymentLimits.nameLength) is the limit", at: value.position)
            return nil
        }
        return text
    }

    /// A word for use in keys and metrics: letters, digits, `.`, `-`, `_`.
    func identifier(_ value: YAMLValue, _ what: String) -> String? {
        guard let text = text(value, what) else { return nil }
        guard Identifier.isLegal(text) else {
            error("\(what) must be \(Identifier.form), not '\(text)'", at: value.position)
            return nil
        }
        return text
    }

    /// A host name of at least two labels, or of at least one if `qualified` is false.
    func host(_ value: YAMLValue, _ what: String, qualified: Bool = true) -> HostName? {
        yaml.text(value, what).flatMap { host(named: $0, what, at: value.position, qualified: qualified) }
    }

    private func host(named text: String, _ what: String, at position: SourcePosition, qualified: Bool = true) -> HostName? {
        do {
            let name = try DomainName(unicode: text)
            if qualified, name.labelCount < 2 {
                error("\(what): '\(text)' is a single label; write the whole name", at: position)
                return nil
            }
            guard name.labels.last?.allSatisfy({ (0x30...0x39).contains($0) }) == false else {
                error("\(what): '\(text)' ends in a number, which no domain does", at: position)
                return nil
            }
            let written = text.hasSuffix(".") ? String(text.dropLast()) : text
            return HostName(written: written, name: name, place: place(position))
        } catch {
            self.error("\(what): \(error)", at: position)
            return nil
        }
    }

    /// A mail address whose local part is a dot-string (RFC 5321 §4.1.2).
    func mailbox(_ value: YAMLValue, _ what: String) -> Mailbox? {
        guard let text = text(value, what) else { return nil }
        let hint = text.lowercased().hasPrefix("mailto:") ? "; write '\(text.dropFirst(7))'" : ""
        let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
        let isDotString = { (part: String) in
            part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
                !atom.isEmpty
                    && atom.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "!#$%&'*+-/=?^_`{|}~".contains($0)) }
            }
        }
        guard hint.isEmpty, parts.count == 2, isDotString(parts[0]) else {
            error("\(what): '\(text)' is not a mail address such as dmarc@example.com\(hint)", at: value.position)
            return nil
        }
        return host(named: parts[1], what, at: value.position).map { Mailbox(localPart: parts[0], domain: $0) }
    }

    /// The address of one host.
    func address(_ value: YAMLValue, _ what: String) -> IPAddress? {
        guard let text = yaml.text(value, what) else { return nil }
        guard let address = IPAddress(text) else {
            error("\(what): '\(text)' is not an IP address\(addressHint(text))", at: value.position)
            return nil
        }
        guard address == address.unmapped else {
            error("\(what): '\(text)' is an IPv4 address in IPv6 notation; write '\(address.unmapped)'", at: value.position)
            return nil
        }
        switch SpecialPurpose(address) {
        case .unspecified?, .multicast?, .broadcast?:
            error("\(what): '\(text)' is not the address of a host", at: value.position)
            return nil
        default: return address
        }
    }

    private func addressHint(_ text: String) -> String {
        if Network(text) != nil || text.contains("/") { return "; a network is not allowed here" }
        if let endpoint = Endpoint(text, defaultPort: 0) { return "; write '\(endpoint.address)'" }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 4, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } }) {
            return parts.contains { $0.count > 1 && $0.first == "0" }
                ? "; write its numbers without leading zeros" : "; its numbers range from 0 to 255"
        }
        return (try? DomainName(unicode: text)) != nil && text.contains { $0.isLetter } ? "; a name is not allowed here" : ""
    }

    func endpoint(_ value: YAMLValue, _ what: String, defaultPort: UInt16) -> Endpoint? {
        guard let text = yaml.text(value, what) else { return nil }
        guard let endpoint = Endpoint(text, defaultPort: defaultPort) else {
            let hint = (try? DomainName(unicode: text)) != nil ? "; a resolver is given by its address" : ""
            error("\(what): '\(text)' is not address[:port], with IPv6 in brackets before a port\(hint)", at: value.position)
            return nil
        }
        return endpoint
    }

    func network(_ value: YAMLValue, _ what: String) -> Network? {
        guard let text = yaml.text(value, what) else { return nil }
        if let network = Network(text) { return network }
        let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
        var hint = ""
        if parts.count == 2, let address = IPAddress(parts[0]), let length = Int(parts[1]) {
            hint =
                Network(address, prefixLength: length).map { "; write '\($0)'" }
                ?? "; the length ranges from 0 to \(address.bitWidth)"
        }
        error("\(what): '\(text)' is not a network in CIDR notation\(hint)", at: value.position)
        return nil
    }

    /// `ptr`, `from` or a name, possibly a single label: rules decide whether it is a good one.
    func helo(_ value: YAMLValue) -> HELOPolicy? {
        guard let text = yaml.text(value, "helo") else { return nil }
        switch text {
        case "ptr": return .ptr
        case "from": return .from
        default:
            if !text.contains("."), let near = nearestName(to: text, among: ["ptr", "from"]) {
                error("helo must be ptr, from or a host name, not '\(text)'; did you mean '\(near)'?", at: value.position)
                return nil
            }
            return host(value, "helo", qualified: false).map(HELOPolicy.name)
        }
    }
}

/// A word for use in keys and metrics, such as a sender's name.
package enum Identifier {
    package static let form = "at most \(DeploymentLimits.nameLength) letters, digits, '.', '-' and '_'"

    package static func isLegal(_ text: String) -> Bool {
        text.count <= DeploymentLimits.nameLength
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
}
