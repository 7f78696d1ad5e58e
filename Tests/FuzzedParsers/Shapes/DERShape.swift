import ScriptedDNS

/// Values within values (X.690): one is lost, doubled, exchanged or filled with something else, and all lengths around it fit again.
enum DERShape {
    private indirect enum Value {
        case primitive(tag: UInt8, [UInt8])
        case constructed(tag: UInt8, [Value])

        var octets: [UInt8] {
            switch self {
            case .primitive(let tag, let content): [tag] + Self.length(content.count) + content
            case .constructed(let tag, let values):
                Value.primitive(tag: tag, values.flatMap(\.octets)).octets
            }
        }

        private static func length(_ count: Int) -> [UInt8] {
            guard count > 127 else { return [UInt8(count)] }
            let octets = (0..<8).reversed().map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }.drop { $0 == 0 }
            return [0x80 | UInt8(octets.count)] + octets
        }

        var count: Int {
            guard case .constructed(_, let values) = self else { return 1 }
            return 1 + values.reduce(0) { $0 + $1.count }
        }

        /// The value with its part of a number, counted through, changed.
        func changing(_ number: inout Int, _ change: (Value) -> [Value]) -> [Value] {
            if number == 0 {
                number = -1
                return change(self)
            }
            number -= 1
            guard number >= 0, case .constructed(let tag, let values) = self else { return [self] }
            var changed: [Value] = []
            for value in values { changed += number >= 0 ? value.changing(&number, change) : [value] }
            return [.constructed(tag: tag, changed)]
        }
    }

    static func changed(_ octets: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        guard Int.random(in: 0..<6, using: &random) > 0, let values = values(octets[...], depth: 0), !values.isEmpty else {
            return Octets.damaged(octets, &random)
        }
        let total = values.reduce(0) { $0 + $1.count }
        var number = Int.random(in: 0..<total, using: &random)
        let change = change(&random)
        var result: [UInt8] = []
        for value in values { result += (number >= 0 ? value.changing(&number, change) : [value]).flatMap(\.octets) }
        return result
    }

    private static func change(_ random: inout SeededGenerator) -> (Value) -> [Value] {
        let content = contents.randomElement(using: &random) ?? []
        let tag = tags.randomElement(using: &random) ?? 4
        let count = Int.random(in: 2...60, using: &random)
        let salt = random.next()
        switch Int.random(in: 0..<9, using: &random) {
        case 0: return { _ in [] }
        case 1: return { [$0, $0] }
        case 2: return { value in Array(repeating: value, count: count) }
        case 3: return { value in [.primitive(tag: tag, value.octets)] }
        case 4: return { value in [.constructed(tag: 0x30, [value])] }
        case 5:
            return { value in
                guard case .primitive(let tag, let old) = value else { return [value] }
                var random = SeededGenerator(seed: salt)
                return [.primitive(tag: tag, Octets.damaged(old, &random))]
            }
        case 6:
            return { value in
                guard case .constructed(let tag, let values) = value else { return [.primitive(tag: 0x05, [])] }
                return [.constructed(tag: tag, values.reversed())]
            }
        case 7: return { value in [.primitive(tag: tag, content)] }
        default:
            return { value in
                guard case .primitive(let tag, _) = value else { return [value] }
                return [.primitive(tag: tag, content)]
            }
        }
    }

    private static let tags: [UInt8] = [
        0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0a, 0x0c, 0x13, 0x16, 0x17, 0x18, 0x1e, 0x30, 0x31, 0x80, 0x81, 0x82, 0x86, 0x87,
        0xa0, 0xa3, 0xff,
    ]

    private static let contents: [[UInt8]] = [
        [], [0], [0xff], [0x80], Array(repeating: 0xff, count: 33), Array("99991231235959Z".utf8), Array("991301000000Z".utf8),
        Array("20260230250000+9999".utf8), Array("a\u{0}.example".utf8), Array("*.*".utf8), Array("xn--".utf8), [192, 0, 2, 1],
        Array(repeating: 0, count: 16), [0x2a], [0x55, 0x1d, 0x11], [0x80, 0x80, 0x80], [0xd8, 0x00, 0xd8, 0x00],
        Array(repeating: 0x61, count: 300), Array("http://ca.example/\r\nX: y".utf8),
    ]

    /// The values that fill `octets`; `nil` where they do not.
    private static func values(_ octets: ArraySlice<UInt8>, depth: Int) -> [Value]? {
        var values: [Value] = []
        var rest = octets
        while let tag = rest.popFirst() {
            guard depth < 24, let first = rest.popFirst() else { return nil }
            var length = Int(first)
            if first >= 0x80 {
                guard (0x81...0x83).contains(first), rest.count >= Int(first & 0x7f) else { return nil }
                length = rest.prefix(Int(first & 0x7f)).reduce(0) { $0 << 8 | Int($1) }
                rest = rest.dropFirst(Int(first & 0x7f))
            }
            guard length <= rest.count else { return nil }
            let content = rest.prefix(length)
            rest = rest.dropFirst(length)
            if tag & 0x20 != 0 || tag == 0x04, let inner = self.values(content, depth: depth + 1),
                tag & 0x20 != 0 || inner.count == 1
            {
                values.append(.constructed(tag: tag, inner))
            } else {
                values.append(.primitive(tag: tag, Array(content)))
            }
        }
        return values
    }
}
