/// An absolute domain name in wire form (RFC 1035 §3.1).
///
/// Equality and hashing ignore ASCII case (RFC 4343); the original spelling is kept for display.
/// At most 255 octets, labels at most 63.
package struct DomainName: Sendable {
    /// Uncompressed wire form: length-prefixed labels, the root's zero octet last.
    package let wire: [UInt8]

    package static let root = DomainName(unchecked: [0])
    package static let maximumWireLength = 255
    package static let maximumLabelLength = 63

    private init(unchecked wire: [UInt8]) { self.wire = wire }

    /// Takes an uncompressed wire form; `nil` unless it is exactly one legal name.
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

    /// Reads presentation form (RFC 1035 §5.1): `\.` and `\DDD` escapes, the final dot optional. ASCII only: see
    /// `init(unicode:)` in `HostNames` for names as people write them.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        if text == "." {
            self = .root
            return
        }
        var wire: [UInt8] = [0]
        wire.reserveCapacity(text.utf8.count + 2)
        // The position of the length octet of the label being read.
        var start = 0
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            switch byte {
            case UInt8(ascii: "."):
                guard Self.close(&wire, start) else { return nil }
                start = wire.count
                wire.append(0)
            case UInt8(ascii: "\\"):
                guard let escaped = bytes.next() else { return nil }
                guard (0x30...0x39).contains(escaped) else {
                    wire.append(escaped)
                    continue
                }
                guard let tens = bytes.next(), let ones = bytes.next(),
                    (0x30...0x39).contains(tens), (0x30...0x39).contains(ones)
                else { return nil }
                let value = Int(escaped - 0x30) * 100 + Int(tens - 0x30) * 10 + Int(ones - 0x30)
                guard value <= 255 else { return nil }
                wire.append(UInt8(value))
            case 0x21...0x7e:
                wire.append(byte)
            default:
                return nil
            }
        }
        if start < wire.count - 1 {
            guard Self.close(&wire, start) else { return nil }
            wire.append(0)
        }
        guard wire.count <= Self.maximumWireLength else { return nil }
        self.init(unchecked: wire)
    }

    /// Writes the length of the last label, which begins at `start`; returns whether it is legal.
    private static func close(_ wire: inout [UInt8], _ start: Int) -> Bool {
        let length = wire.count - start - 1
        guard (1...maximumLabelLength).contains(length) else { return false }
        wire[start] = UInt8(length)
        return true
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

    /// The name with `suffix` replaced by `target`, as a DNAME record at `suffix` redirects names below it (RFC 6672 §2.2); `nil` for other
    /// names, and where the result would be too long.
    package func redirected(from suffix: DomainName, to target: DomainName) -> DomainName? {
        guard self != suffix, isEqualOrSubdomain(of: suffix) else { return nil }
        return DomainName(wire: wire.dropLast(suffix.wire.count) + target.wire)
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
        let surplus = wire.count - other.wire.count
        guard surplus >= 0 else { return false }
        var index = 0
        while index < surplus { index += Int(wire[index]) + 1 }
        guard index == surplus else { return false }
        for offset in other.wire.indices {
            guard asciiLowercased(wire[surplus + offset]) == asciiLowercased(other.wire[offset]) else { return false }
        }
        return true
    }

    /// The name with `prefix`, one or more labels in presentation form, prepended; `nil` when too long.
    package func prepending(_ prefix: String) -> DomainName? {
        guard let head = DomainName(prefix) else { return nil }
        return DomainName(wire: head.wire.dropLast() + wire)
    }

    /// Presentation form without the final dot (`.` for the root); unprintable octets as `\DDD`.
    package var text: String {
        isRoot ? "." : Self.text(wire, final: false)
    }

    /// Presentation form with the final dot.
    package var absoluteText: String {
        guard !isRoot else { return "." }
        return Self.text(wire)
    }

    /// The name with ASCII letters in lower case, as used in keys and reports.
    package var lowercased: DomainName {
        wire.contains { (0x41...0x5a).contains($0) } ? DomainName(unchecked: wire.map(asciiLowercased)) : self
    }

    /// The labels of a name, separated by dots; with a final dot when `final` is set.
    private static func text(_ wire: [UInt8], final: Bool = true) -> String {
        // Most names need no escape: then the text is one octet shorter than the wire form.
        String(unsafeUninitializedCapacity: 4 * wire.count) { text in
            var count = 0
            var index = 0
            while wire[index] != 0 {
                if index > 0 { put(UInt8(ascii: "."), &count, text) }
                let end = index + Int(wire[index])
                while index < end {
                    index += 1
                    append(wire[index], &count, text)
                }
                index += 1
            }
            if final { put(UInt8(ascii: "."), &count, text) }
            return count
        }
    }

    private static func put(_ byte: UInt8, _ count: inout Int, _ text: UnsafeMutableBufferPointer<UInt8>) {
        text[count] = byte
        count += 1
    }

    private static func append(_ byte: UInt8, _ count: inout Int, _ text: UnsafeMutableBufferPointer<UInt8>) {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: ";"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "@"), UInt8(ascii: "$"):
            put(UInt8(ascii: "\\"), &count, text)
            put(byte, &count, text)
        case 0x21...0x7e: put(byte, &count, text)
        default:
            put(UInt8(ascii: "\\"), &count, text)
            for digit in [byte / 100, byte / 10 % 10, byte % 10] { put(UInt8(ascii: "0") + digit, &count, text) }
        }
    }
}

extension DomainName: Hashable {
    package static func == (left: DomainName, right: DomainName) -> Bool {
        let count = left.wire.count
        guard count == right.wire.count else { return false }
        return left.wire.withUnsafeBufferPointer { left in
            right.wire.withUnsafeBufferPointer { right in
                for index in 0..<count where left[index] != right[index] {
                    guard asciiLowercased(left[index]) == asciiLowercased(right[index]) else { return false }
                }
                return true
            }
        }
    }

    package func hash(into hasher: inout Hasher) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: wire.count) { folded in
            for index in wire.indices { folded[index] = asciiLowercased(wire[index]) }
            hasher.combine(bytes: UnsafeRawBufferPointer(folded))
        }
    }
}

extension DomainName: CustomStringConvertible {
    package var description: String { text }
}

extension DomainName: Comparable {
    /// Canonical order (RFC 4034 §6.1): by labels from the right, case ignored.
    package static func < (left: DomainName, right: DomainName) -> Bool {
        left.wire.withUnsafeBufferPointer { left in
            right.wire.withUnsafeBufferPointer { right in
                withLabelStarts(left) { ours in
                    withLabelStarts(right) { theirs in
                        for (one, other) in zip(ours.reversed(), theirs.reversed()) {
                            let order = compare(left, Int(one), right, Int(other))
                            if order != 0 { return order < 0 }
                        }
                        return ours.count < theirs.count
                    }
                }
            }
        }
    }

    /// Calls `body` with the positions of the labels' length octets, leftmost first.
    private static func withLabelStarts<Result>(
        _ wire: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: maximumWireLength) { starts in
            var count = 0
            var index = 0
            while wire[index] != 0 {
                starts[count] = UInt8(index)
                count += 1
                index += Int(wire[index]) + 1
            }
            return body(UnsafeBufferPointer(rebasing: starts[..<count]))
        }
    }

    /// Compares two labels as lower-case octets: negative when the first sorts first.
    private static func compare(
        _ left: UnsafeBufferPointer<UInt8>, _ start: Int, _ right: UnsafeBufferPointer<UInt8>, _ other: Int
    ) -> Int {
        let (length, otherLength) = (Int(left[start]), Int(right[other]))
        // No label is empty.
        for offset in 1...min(length, otherLength) {
            let (one, two) = (asciiLowercased(left[start + offset]), asciiLowercased(right[other + offset]))
            if one != two { return Int(one) - Int(two) }
        }
        return length - otherLength
    }
}

/// Folds one octet as DNS compares names: only A to Z change (RFC 4343 §3).
func asciiLowercased(_ byte: UInt8) -> UInt8 {
    (0x41...0x5a).contains(byte) ? byte | 0x20 : byte
}
