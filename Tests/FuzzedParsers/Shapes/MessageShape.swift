import ScriptedDNS

/// Header, question and records of a DNS message: records are lost, doubled, exchanged and given other names, types and data, and
/// the counts fit again, most of the time.
enum MessageShape {
    private struct Parts {
        var header: [UInt8]
        var question: [UInt8] = []
        /// By section.
        var records: [(section: Int, record: Piece)] = []
        var tail: [UInt8] = []
    }

    private struct Piece {
        var owner: [UInt8]
        var type: [UInt8]
        var rest: [UInt8]
        var data: [UInt8]
    }

    private static let types: [UInt8] = [
        1, 2, 5, 6, 12, 15, 16, 28, 33, 35, 39, 41, 43, 46, 47, 48, 50, 51, 52, 64, 65, 99, 250, 255,
    ]
    private static let owners: [[UInt8]] = [
        [0], [0xc0, 12], [0xc0, 0], [0xff, 0xff], [1, 0x61, 0xc0, 12], [0x40],
        Array(repeating: [1, 0x61], count: 127).flatMap { $0 } + [0],
        [63] + Array(repeating: 0x61, count: 63) + [0xc0, 12],
    ]
    private static let options: [[UInt8]] = [
        [0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8], [0, 10, 0, 3, 1, 2, 3], [0, 15, 0, 2, 0, 6], [0, 15, 0, 1, 0],
        [0, 13, 0, 2, 1, 97],
        [0, 12, 0xff, 0xff], [0, 18, 0, 1, 63],
    ]

    static func changed(_ octets: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        guard Int.random(in: 0..<5, using: &random) > 0, var parts = parts(octets) else { return Octets.damaged(octets, &random) }
        let count = parts.records.count
        switch Int.random(in: 0..<8, using: &random) {
        case 0, 1: parts.records.disturb(&random)
        case 2: parts.header[Int.random(in: 2...3, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 3:
            let data = options.filter { _ in Bool.random(using: &random) }.flatMap { $0 }
            parts.records.append((2, Piece(owner: [0], type: [0, 41], rest: [4, 208, 0, 0, 0x80, 0], data: data)))
        default:
            guard count > 0 else { return Octets.damaged(octets, &random) }
            change(&parts.records[Int.random(in: 0..<count, using: &random)], &random)
        }
        return self.octets(of: parts, counted: Int.random(in: 0..<10, using: &random) > 0)
    }

    private static func change(_ record: inout (section: Int, record: Piece), _ random: inout SeededGenerator) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: record.section = Int.random(in: 0..<3, using: &random)
        case 1: record.record.type = [0, types.randomElement(using: &random) ?? 1]
        case 2: record.record.owner = owners.randomElement(using: &random) ?? [0]
        case 3: record.record.rest = Octets.damaged(record.record.rest, &random)
        default: record.record.data = Octets.damaged(record.record.data, &random)
        }
    }

    private static func octets(of parts: Parts, counted: Bool) -> [UInt8] {
        var parts = parts
        if counted {
            for section in 0..<3 {
                let count = parts.records.filter { $0.0 == section }.count
                parts.header[6 + section * 2] = UInt8(truncatingIfNeeded: count >> 8)
                parts.header[7 + section * 2] = UInt8(truncatingIfNeeded: count)
            }
        }
        var octets = parts.header + parts.question
        for section in 0..<3 {
            for (place, record) in parts.records where place == section {
                let count = record.data.count
                octets += record.owner + record.type + record.rest
                octets += [UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)] + record.data
            }
        }
        return octets + parts.tail
    }

    /// `nil` for what is not a message with one question, as far as its records go.
    private static func parts(_ octets: [UInt8]) -> Parts? {
        guard octets.count >= 12, octets[4] == 0, octets[5] == 1 else { return nil }
        var parts = Parts(header: Array(octets[..<12]))
        var rest = octets[12...]
        guard let name = name(&rest), rest.count >= 4 else { return nil }
        parts.question = name + take(4, &rest)
        for section in 0..<3 {
            for _ in 0..<(Int(octets[6 + section * 2]) << 8 | Int(octets[7 + section * 2])) {
                guard let owner = self.name(&rest), rest.count >= 10 else { break }
                let type = take(2, &rest)
                let middle = take(6, &rest)
                let length = take(2, &rest).reduce(0) { $0 << 8 | Int($1) }
                parts.records.append((section, Piece(owner: owner, type: type, rest: middle, data: take(length, &rest))))
            }
        }
        parts.tail = Array(rest)
        return parts
    }

    private static func take(_ count: Int, _ rest: inout ArraySlice<UInt8>) -> [UInt8] {
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    private static func name(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        var name: [UInt8] = []
        while let length = rest.first {
            if length >= 0xc0 { return rest.count >= 2 ? name + take(2, &rest) : nil }
            guard length < 64, rest.count > Int(length) else { return nil }
            name += take(Int(length) + 1, &rest)
            if length == 0 { return name }
        }
        return nil
    }
}
