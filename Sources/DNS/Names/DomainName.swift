/// A domain name, absolute, as it travels on the wire (RFC 1035 §3.1).
///
/// Equality and hashing ignore ASCII case (RFC 4343); the spelling that came in is kept for display.
/// At most 255 octets, labels at most 63.
package struct DomainName: Sendable {
    /// Uncompressed wire form: length-prefixed labels, the root's zero octet last.
    package let wire: [UInt8]

    package static let root = DomainName(unchecked: [0])
    package static let maximumWireLength = 255
    package static let maximumLabelLength = 63

    private init(unchecked wire: [UInt8]) { self.wire = wire }

    /// Takes an uncompressed wire form; `nil` when it is not exactly one legal name.
    package init?(wire: some Collection<UInt8>) {
        let bytes = Array(wire)
        guard !bytes.isEmpty, bytes.count <= Self.maximumWireLength else { return nil }
        var index = 0
        while bytes[index] != 0 {
            guard bytes[index] <= Self.maximumLabelLength else { return nil }
            index += Int(bytes[index]) + 1
            guard index < bytes.count else { return nil }
        }
        guard index == bytes.count - 1 else { return nil }
        self.init(unchecked: bytes)
    }

    /// Builds a name from labels, leftmost first; `nil` when a label or the whole is too long or a label is empty.
    package init?(labels: some Sequence<[UInt8]>) {
        var bytes: [UInt8] = []
        for label in labels {
            guard !label.isEmpty, label.count <= Self.maximumLabelLength else { return nil }
            bytes.append(UInt8(label.count))
            bytes += label
        }
        bytes.append(0)
        guard bytes.count <= Self.maximumWireLength else { return nil }
        self.init(unchecked: bytes)
    }

    /// Reads presentation form (RFC 1035 §5.1): `\.` and `\DDD` escapes, the final dot optional. ASCII only:
    /// see `init(unicode:)` for names as people write them.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        if text == "." {
            self = .root
            return
        }
        var labels: [[UInt8]] = []
        var label: [UInt8] = []
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "."):
                labels.append(label)
                label = []
            case UInt8(ascii: "\\"):
                guard let escaped = bytes.next() else { return nil }
                guard (0x30...0x39).contains(escaped) else {
                    label.append(escaped)
                    continue
                }
                guard let tens = bytes.next(), let ones = bytes.next(),
                    (0x30...0x39).contains(tens), (0x30...0x39).contains(ones)
                else { return nil }
                let value = Int(escaped - 0x30) * 100 + Int(tens - 0x30) * 10 + Int(ones - 0x30)
                guard value <= 255 else { return nil }
                label.append(UInt8(value))
            case 0x21...0x7e:
                label.append(byte)
            default:
                return nil
            }
        }
        if !label.isEmpty { labels.append(label) }
        self.init(labels: labels)
    }

    /// The labels, leftmost first, without the root.
    package var labels: [[UInt8]] {
        var result: [[UInt8]] = []
        var index = 0
        while wire[index] != 0 {
            let length = Int(wire[index])
            result.append(Array(wire[(index + 1)...(index + length)]))
            index += length + 1
        }
        return result
    }

    package var labelCount: Int {
        var count = 0
        var index = 0
        while wire[index] != 0 {
            index += Int(wire[index]) + 1
            count += 1
        }
        return count
    }

    package var isRoot: Bool { wire.count == 1 }

    /// The name without its leftmost label; `nil` for the root.
    package var parent: DomainName? {
        isRoot ? nil : DomainName(unchecked: Array(wire[(Int(wire[0]) + 1)...]))
    }

    /// The last `count` labels: `suffix(2)` of `a.b.example.com` is `example.com`.
    package func suffix(_ count: Int) -> DomainName {
        var index = 0
        var surplus = labelCount - count
        while surplus > 0 {
            index += Int(wire[index]) + 1
            surplus -= 1
        }
        return DomainName(unchecked: Array(wire[index...]))
    }

    /// Whether the name equals `other` or lies below it.
    package func isEqualOrSubdomain(of other: DomainName) -> Bool {
        let surplus = labelCount - other.labelCount
        return surplus >= 0 && suffix(other.labelCount) == other
    }

    /// The name with `prefix`, one or more labels in presentation form, put before it; `nil` when too long.
    package func prepending(_ prefix: String) -> DomainName? {
        guard let head = DomainName(prefix) else { return nil }
        return DomainName(wire: head.wire.dropLast() + wire)
    }

    /// Presentation form without the final dot (`.` for the root); unprintable octets as `\DDD`.
    package var text: String {
        isRoot ? "." : String(absoluteText.dropLast())
    }

    /// Presentation form with the final dot.
    package var absoluteText: String {
        guard !isRoot else { return "." }
        var result = ""
        for label in labels {
            for byte in label { Self.append(byte, to: &result) }
            result += "."
        }
        return result
    }

    /// The name with ASCII letters in lower case, as it goes into keys and reports.
    package var lowercased: DomainName { DomainName(unchecked: wire.map(asciiLowercased)) }

    private static func append(_ byte: UInt8, to text: inout String) {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: ";"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "@"), UInt8(ascii: "$"):
            text += "\\"
            text.unicodeScalars.append(Unicode.Scalar(byte))
        case 0x21...0x7e:
            text.unicodeScalars.append(Unicode.Scalar(byte))
        default:
            text += "\\" + String(Int(byte) + 1000).dropFirst()
        }
    }
}

extension DomainName: Hashable {
    package static func == (left: DomainName, right: DomainName) -> Bool {
        left.wire.count == right.wire.count
            && zip(left.wire, right.wire).allSatisfy { asciiLowercased($0) == asciiLowercased($1) }
    }

    package func hash(into hasher: inout Hasher) {
        for byte in wire { hasher.combine(asciiLowercased(byte)) }
    }
}

extension DomainName: CustomStringConvertible {
    package var description: String { text }
}

extension DomainName: Comparable {
    /// Canonical order (RFC 4034 §6.1): by labels from the right, case ignored.
    package static func < (left: DomainName, right: DomainName) -> Bool {
        for (ours, theirs) in zip(left.labels.reversed(), right.labels.reversed()) {
            let ours = ours.map(asciiLowercased)
            let theirs = theirs.map(asciiLowercased)
            if ours != theirs { return ours.lexicographicallyPrecedes(theirs) }
        }
        return left.labelCount < right.labelCount
    }
}

/// Folds one octet as DNS compares names: only A to Z change (RFC 4343 §3).
func asciiLowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
}
