import DNS

/// Splits a record into terms and parses each (RFC 7208 §4.6.1); records every error and continues.
struct SPFTermParser {
    private(set) var terms: [SPFTerm] = []
    private(set) var problems: [SPFProblem] = []
    private let octets: [UInt8]
    private var modifiersSeen: Set<String> = []

    /// Text with more errors than this is not an SPF record with typos.
    static let maximumRepairs = 20

    typealias Failure = SPFMacroParser.Failure

    private let names: HostNameConversion

    init(_ octets: [UInt8], _ names: HostNameConversion) {
        self.octets = octets
        self.names = names
    }

    mutating func parse() {
        let space = UInt8(ascii: " ")
        let start = octets.firstIndex(of: space) ?? octets.endIndex
        if String(decoding: octets[..<start], as: UTF8.self).lowercased() != "v=spf1" { noteVersion(octets[..<start]) }
        let words = octets[start...].split(separator: space)
        var index = 0
        while index < words.count {
            let count = partsOfOne(words[index...])
            if count == 1, index + 1 < words.count, Self.lacksColon(words[index], words[index + 1]) {
                addJoined(words[index...(index + 1)], by: [UInt8(ascii: ":")])
                index += 2
                continue
            }
            if count > 1 {
                addJoined(words[index..<index + count])
            } else {
                addTerm(words[index])
            }
            index += count
        }
    }

    /// The first word is not the version: suggests a repair when it looks like one, or is a mechanism.
    private mutating func noteVersion(_ first: ArraySlice<UInt8>) {
        let word = String(decoding: first, as: UTF8.self)
        var repair: String? = word.lowercased().contains("spf") ? "v=spf1" : nil
        if case .mechanism? = try? Self.term(first) { repair = "v=spf1 " + word }
        note(
            Failure(
                code: .notSPF, range: first.startIndex..<first.endIndex,
                message: "an SPF record begins with \"v=spf1\" and a space"), repair: repair)
    }

    // MARK: - Blanks inside a term

    /// The most words that one term can be split into: `a`, `:`, `example.com`.
    private static let maximumParts = 3

    /// How many of the next words are one term with blanks inside: `include: x.example`, `- all`, `mx /24`. 1 when the
    /// first is complete, or when joining makes no sense.
    private func partsOfOne(_ words: ArraySlice<ArraySlice<UInt8>>) -> Int {
        let next = words.prefix(Self.maximumParts)
        for count in stride(from: 2, through: next.count, by: 1) {
            let parts = next.prefix(count)
            guard zip(parts, parts.dropFirst()).allSatisfy({ Self.isTorn($0, $1) }) else { return 1 }
            if (try? Self.term(Array(parts.joined())[...])) != nil { return count }
        }
        return 1
    }

    /// Whether a blank between the two words cannot have been intended.
    private static func isTorn(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        let marks = Array(":=/".utf8)
        if let last = left.last, marks.contains(last) { return (try? term(right)) == nil }
        if let first = right.first, marks.contains(first) { return true }
        return left.count == 1 && left.first.flatMap(qualifier) != nil
    }

    /// Whether the words are `ip4` or `ip6` and its address, with a blank in place of the colon.
    private static func lacksColon(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        let name = left.first.flatMap(qualifier) == nil ? left : left.dropFirst()
        guard ["ip4", "ip6"].contains(String(decoding: name, as: UTF8.self).lowercased()) else { return false }
        return (try? term(Array(left + [UInt8(ascii: ":")] + right)[...])) != nil
    }

    private mutating func addJoined(_ words: ArraySlice<ArraySlice<UInt8>>, by separator: [UInt8] = []) {
        guard let first = words.first, let last = words.last else { return }
        let range = first.startIndex..<last.endIndex
        let text = String(decoding: octets[range], as: UTF8.self)
        note(
            Failure(code: .blankInTerm, range: range, message: "there is a blank inside \"\(text)\""),
            repair: String(decoding: Array(words.joined(separator: separator)), as: UTF8.self))
        terms.append(SPFTerm(text: text, range: range, content: .malformed))
    }

    private mutating func addTerm(_ slice: ArraySlice<UInt8>) {
        var content = SPFTerm.Content.malformed
        do throws(Failure) { content = try Self.term(slice) } catch {
            let isWorthwhile = problems.count < Self.maximumRepairs
            let repair = isWorthwhile ? SPFTermRepair.repaired(String(decoding: slice, as: UTF8.self), names) : nil
            // A repair replaces the whole term, so the whole term is marked.
            let range = repair == nil ? error.range : slice.startIndex..<slice.endIndex
            note(Failure(code: error.code, range: range, message: error.message), repair: repair)
        }
        if case .modifier(let modifier) = content, ["redirect", "exp"].contains(modifier.name),
            !modifiersSeen.insert(modifier.name).inserted
        {
            note(
                Failure(
                    code: .duplicateModifier, range: slice.startIndex..<slice.endIndex,
                    message: "\(modifier.name)= may occur only once in a record"), repair: repair(ofRepeated: modifier, slice))
        }
        terms.append(
            SPFTerm(
                text: String(decoding: slice, as: UTF8.self), range: slice.startIndex..<slice.endIndex, content: content))
    }

    /// What a second modifier of a name was to add: another record whose senders pass, unless `all` has decided before.
    private func repair(ofRepeated modifier: SPFModifier, _ slice: ArraySlice<UInt8>) -> String {
        guard case .redirect(let target) = modifier, !terms.contains(where: { $0.mechanism?.kind == .all }) else { return "" }
        let isSame = terms.contains { term in
            if case .redirect(let other)? = term.modifier {
                other.description.lowercased() == target.description.lowercased()
            } else {
                false
            }
        }
        return isSame ? "" : "include:\(target)"
    }

    private mutating func note(_ failure: Failure, repair: String? = nil) {
        problems.append(SPFProblem(failure.code, .error, failure.range, failure.message, repair: repair))
    }

    /// Parses one term, which is not empty and contains no space.
    static func term(_ slice: ArraySlice<UInt8>) throws(Failure) -> SPFTerm.Content {
        let range = slice.startIndex..<slice.endIndex
        if let bad = slice.first(where: { !(0x21...0x7e).contains($0) }) {
            let isControl = bad < 0x80
            throw Failure(
                code: isControl ? .controlCharacter : .nonASCII, range: range,
                message: isControl
                    ? "the record contains a control character; only spaces separate terms"
                    : "the record contains a character outside ASCII")
        }
        let qualifier = slice.first.flatMap(qualifier)
        let rest = qualifier == nil ? slice : slice.dropFirst()
        let name = rest.prefix { SPFMacroParser.isAlphanumeric($0) || $0 == 0x2d || $0 == 0x5f || $0 == 0x2e }
        let argument = rest[name.endIndex...]
        var written: String { String(decoding: slice, as: UTF8.self) }
        guard let first = name.first, SPFMacroParser.isLetter(first) else {
            throw Failure(code: .malformedTerm, range: range, message: "\"\(written)\" is neither a mechanism nor a modifier")
        }
        let lowered = String(decoding: name, as: UTF8.self).lowercased()
        if argument.first == UInt8(ascii: "=") {
            guard qualifier == nil else {
                throw Failure(
                    code: .qualifiedModifier, range: range, message: "\(lowered)= is a modifier and takes no qualifier")
            }
            return .modifier(try modifier(lowered, argument.dropFirst(), range))
        }
        guard SPFMechanism.names.contains(lowered) else {
            throw Failure(code: .unknownMechanism, range: range, message: "\"\(written)\" is not a mechanism of SPF")
        }
        return .mechanism(SPFMechanism(qualifier ?? .pass, try kind(lowered, argument, range)))
    }

    private static func qualifier(_ octet: UInt8) -> SPFQualifier? {
        switch octet {
        case UInt8(ascii: "+"): .pass
        case UInt8(ascii: "-"): .fail
        case UInt8(ascii: "~"): .softfail
        case UInt8(ascii: "?"): .neutral
        default: nil
        }
    }

    private static func modifier(_ name: String, _ value: ArraySlice<UInt8>, _ range: Range<Int>) throws(Failure) -> SPFModifier {
        switch name {
        case "redirect": .redirect(try domain(value, of: name + "=", range))
        case "exp": .explanation(try domain(value, of: name + "=", range))
        default: .unknown(name: name, try SPFMacroParser.parse(value, in: .record))
        }
    }

    private static func kind(
        _ name: String, _ argument: ArraySlice<UInt8>, _ range: Range<Int>
    ) throws(Failure) -> SPFMechanism.Kind {
        switch name {
        case "all":
            guard argument.isEmpty else {
                throw Failure(code: .unexpectedArgument, range: range, message: "all does not take an argument")
            }
            return .all
        case "ip4", "ip6": return try network(name, argument, range)
        case "a", "mx":
            let cut = prefixLengths(in: argument)
            let lengths = try dualPrefixLengths(argument[cut...])
            let domain = try optionalDomain(argument[..<cut], of: name, range)
            return name == "a" ? .a(domain, lengths) : .mx(domain, lengths)
        default:
            let cut = prefixLengths(in: argument)
            guard cut == argument.endIndex || isAddress(argument.dropFirst()) else {
                let isURL = String(decoding: argument, as: UTF8.self).contains("://")
                throw Failure(
                    code: .unexpectedPrefixLength, range: isURL ? range : cut..<argument.endIndex,
                    message: isURL ? "\(name) takes a domain name, not a URL" : "\(name) takes no prefix length")
            }
            if name == "ptr" { return .ptr(try optionalDomain(argument, of: name, range)) }
            guard let domain = try optionalDomain(argument, of: name, range) else {
                throw Failure(code: .missingDomain, range: range, message: "\(name) needs a domain: \(name):example.com")
            }
            return name == "include" ? .include(domain) : .exists(domain)
        }
    }

    private static func optionalDomain(
        _ argument: ArraySlice<UInt8>, of name: String, _ range: Range<Int>
    ) throws(Failure) -> SPFMacroString? {
        guard let first = argument.first else { return nil }
        guard first == UInt8(ascii: ":") else {
            throw Failure(code: .malformedTerm, range: range, message: "\(name) must be followed by a colon and a domain")
        }
        return try domain(argument.dropFirst(), of: name, range)
    }

    private static func domain(
        _ value: ArraySlice<UInt8>, of name: String, _ range: Range<Int>
    ) throws(Failure) -> SPFMacroString {
        guard !value.isEmpty else {
            throw Failure(code: .missingDomain, range: range, message: "\(name) has an empty domain")
        }
        if isAddress(value) {
            throw Failure(
                code: .addressAsDomain, range: range,
                message: "\(name) takes a domain name, not an address: addresses belong in ip4: and ip6:")
        }
        return try SPFMacroParser.domainSpec(value)
    }

    private static func network(
        _ name: String, _ argument: ArraySlice<UInt8>, _ range: Range<Int>
    ) throws(Failure) -> SPFMechanism.Kind {
        guard argument.first == UInt8(ascii: ":"), argument.count > 1 else {
            throw Failure(code: .missingAddress, range: range, message: "\(name) needs an address: \(name):\(sample(name))")
        }
        let value = argument.dropFirst()
        let slash = value.firstIndex(of: UInt8(ascii: "/")) ?? value.endIndex
        let text = String(decoding: value[..<slash], as: UTF8.self)
        guard let address = IPAddress(text), (address.family == .ipv4) == (name == "ip4") else {
            throw Failure(
                code: .invalidAddress, range: value.startIndex..<value.endIndex,
                message: "\"\(text)\" is not an \(name == "ip4" ? "IPv4" : "IPv6") address")
        }
        guard slash < value.endIndex else { return .ip(address, prefixLength: address.bitWidth) }
        guard let length = prefixLength(value[(slash + 1)...], upTo: address.bitWidth) else {
            throw invalidPrefixLength(slash..<value.endIndex, upTo: address.bitWidth)
        }
        return .ip(address, prefixLength: length)
    }

    // MARK: - Prefix lengths

    /// Where the slashes and digits at the end of an argument begin; its end when there are none.
    private static func prefixLengths(in argument: ArraySlice<UInt8>) -> Int {
        let slash = UInt8(ascii: "/")
        var start = argument.endIndex
        while start > argument.startIndex, argument[start - 1] == slash || SPFMacroParser.isDigit(argument[start - 1]) {
            start -= 1
        }
        return argument[start...].firstIndex(of: slash) ?? argument.endIndex
    }

    private static func dualPrefixLengths(_ text: ArraySlice<UInt8>) throws(Failure) -> SPFPrefixLengths {
        guard !text.isEmpty else { return SPFPrefixLengths() }
        let slash = UInt8(ascii: "/")
        var rest = text
        var lengths = SPFPrefixLengths()
        if !rest.starts(with: [slash, slash]) {
            let digits = rest.dropFirst().prefix { $0 != slash }
            guard let length = prefixLength(digits, upTo: 32) else {
                throw invalidPrefixLength(text.startIndex..<digits.endIndex, upTo: 32)
            }
            lengths = SPFPrefixLengths(ipv4: length)
            rest = rest[digits.endIndex...]
        }
        guard !rest.isEmpty else { return lengths }
        guard rest.starts(with: [slash, slash]), let length = prefixLength(rest.dropFirst(2), upTo: 128) else {
            throw invalidPrefixLength(rest.startIndex..<rest.endIndex, upTo: 128)
        }
        return SPFPrefixLengths(ipv4: lengths.ipv4, ipv6: length)
    }

    /// Digits without leading zeros.
    private static func prefixLength(_ digits: ArraySlice<UInt8>, upTo limit: Int) -> Int? {
        guard (1...3).contains(digits.count), digits.allSatisfy(SPFMacroParser.isDigit),
            digits.count == 1 || digits.first != 0x30
        else { return nil }
        let length = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return length <= limit ? length : nil
    }

    private static func invalidPrefixLength(_ range: Range<Int>, upTo limit: Int) -> Failure {
        let form = limit == 32 ? "/0 to /32" : "/0 to /128 for IPv6 addresses, after two slashes in an a or mx"
        return Failure(
            code: .invalidPrefixLength, range: range, message: "not a prefix length: \(form), without leading zeros")
    }

    // MARK: - Addresses

    private static func sample(_ name: String) -> String { name == "ip4" ? "192.0.2.1" : "2001:db8::1" }

    /// An address with or without a prefix length.
    private static func isAddress(_ value: ArraySlice<UInt8>) -> Bool {
        IPAddress(String(decoding: value.prefix { $0 != UInt8(ascii: "/") }, as: UTF8.self)) != nil
    }
}
