import DNS
import HostNames

/// Guesses what the author of a term with a syntax error meant. Only legal terms are suggested.
enum SPFTermRepair {
    /// May be several terms.
    static func repaired(_ term: String, _ names: HostNameConversion) -> String? {
        // Longer text is not a typo.
        guard term.utf8.count <= 300 else { return nil }
        return guesses(term, names).first { guess in
            let terms = guess.utf8.split(separator: UInt8(ascii: " "))
            return guess != term && !terms.isEmpty && terms.allSatisfy { (try? SPFTermParser.term(Array($0)[...])) != nil }
        }
    }

    private static func guesses(_ written: String, _ names: HostNameConversion) -> [String] {
        let term = plain(written)
        let sign = term.first.flatMap { SPFQualifier(rawValue: String($0)) } == nil ? "" : String(term.prefix(1))
        let bare = String(term.dropFirst(sign.count))
        var guesses = [term, bare.contains("=") ? bare : term, separated(term)]
        if let list = list(term) { guesses.append(list) }
        if let network = network(bare) { guesses.append(sign + network) }
        guard let mark = bare.firstIndex(where: { ":=/".contains($0) }) else {
            for name in ["mx", "a"] where bare.lowercased().hasPrefix("\(name).") {
                guesses.append("\(sign)\(name):\(bare.dropFirst(name.count + 1))")
            }
            return guesses + nearest(bare).map { sign + $0 }
        }
        let name = bare[..<mark].lowercased()
        let argument = String(bare[bare.index(after: mark)...])
        if let network = network(argument) { guesses.append(sign + network) }
        if !argument.utf8.allSatisfy({ $0 < 0x80 }), let domain = names.toASCII(argument) {
            guesses.append("\(sign)\(bare[...mark])\(domain)")
        }
        if let scheme = argument.firstRange(of: "://") {
            guesses.append("\(sign)\(bare[...mark])\(argument[scheme.upperBound...].prefix { !"/:?#".contains($0) })")
        }
        if ["redirect", "exp"].contains(name) { guesses.append("\(name)=\(argument)") }
        if ["include", "exists", "ptr"].contains(name), let slash = argument.lastIndex(of: "/") {
            guesses.append("\(sign)\(name):\(argument[..<slash])")
        }
        if name == "all" { guesses.append(sign + name) }
        for candidate in nearest(name) {
            guesses.append(candidate == "redirect" ? "redirect=\(argument)" : "\(sign)\(candidate)\(bare[mark...])")
        }
        return guesses
    }

    /// Typographic marks replaced by their ASCII originals, other blanks by spaces; invisible characters, quotes and final
    /// punctuation removed. Letters outside ASCII stay: they are part of a name.
    private static func plain(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x2010...0x2015, 0x2212: result += "-"
            case 0x09...0x0d, 0xa0, 0x2000...0x200a, 0x202f, 0x3000: result += " "
            case 0x200b...0x200f, 0x2060, 0xfeff, 0xad, 0x2018...0x201f, 0xab, 0xbb, 0x22, 0x27, 0x5c, 0x60: break
            default: result.unicodeScalars.append(scalar)
            }
        }
        while let last = result.last, ",;. ".contains(last) { result.removeLast() }
        return result
    }

    /// Inserts a space before each mechanism that follows another without one, as when TXT strings were split there.
    private static func separated(_ term: String) -> String {
        let words = ["ip4:", "ip6:", "include:", "-all", "~all", "?all", "+all"].map { Array($0.utf8) }
        var result: [UInt8] = []
        let octets = Array(term.utf8)
        for index in octets.indices {
            if index > 1, words.contains(where: { octets[index...].starts(with: $0) }) { result.append(UInt8(ascii: " ")) }
            result.append(octets[index])
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The terms of a list that is joined by commas or semicolons; an address in it may lack its mechanism.
    private static func list(_ term: String) -> String? {
        let parts = term.split { ",;".contains($0) }.map(String.init)
        guard parts.count > 1 else { return nil }
        return parts.map { network($0) ?? $0 }.joined(separator: " ")
    }

    /// `ip4:` or `ip6:` for an address whose prefix length may be misspelt.
    private static func network(_ text: String) -> String? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: true)
        guard let first = parts.first, parts.count <= 2, let address = IPAddress(String(first)) else { return nil }
        let name = address.family == .ipv4 ? "ip4" : "ip6"
        guard parts.count == 2 else { return "\(name):\(first)" }
        guard let length = Int(parts[1]) ?? maskLength(String(parts[1]), address), (0...address.bitWidth).contains(length)
        else { return nil }
        return "\(name):\(first)/\(length)"
    }

    /// The prefix length of a dotted netmask: `255.255.255.0` is 24.
    private static func maskLength(_ text: String, _ address: IPAddress) -> Int? {
        guard address.family == .ipv4, let mask = IPAddress(text), mask.family == .ipv4 else { return nil }
        let bits = UInt32(truncatingIfNeeded: mask.number)
        let length = (~bits).leadingZeroBitCount
        return bits == (length == 0 ? 0 : ~UInt32(0) << UInt32(32 - length)) ? length : nil
    }

    /// Mechanisms and `redirect` within one or two edits of the name, the nearest first.
    private static func nearest(_ name: String) -> [String] {
        guard (2...12).contains(name.count) else { return [] }
        let candidates = (SPFMechanism.names + ["redirect"]).filter { $0.count > 2 }
        return candidates.map { ($0, distance(name.lowercased(), $0)) }.filter { $0.1 <= min(2, $0.0.count / 3) }
            .sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// Insertions, deletions, replacements, and transpositions.
    private static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        var rows = [Array(0...right.count)]
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            for (j, b) in right.enumerated() {
                var best = min(rows[i][j] + (a == b ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { best = min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}
