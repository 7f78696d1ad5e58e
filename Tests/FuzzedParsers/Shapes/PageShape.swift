import ScriptedDNS

/// The pages of an SQLite database (https://www.sqlite.org/fileformat.html): page headers, cell pointers, cells and whole pages.
enum PageShape {
    /// Of the corpus; the least that SQLite has.
    private static let size = 512

    static func changed(_ octets: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        let pages = octets.count / size
        guard pages > 0 else { return Octets.damaged(octets, &random) }
        var octets = octets
        let page = Int.random(in: 0..<pages, using: &random) * size
        // The first page begins with the file's header.
        let start = page == 0 ? 100 : page
        let values: [UInt8] = [0, 1, 0x7f, 0x80, 0xff, UInt8.random(in: .min ... .max, using: &random)]
        let value = values.randomElement(using: &random) ?? 0
        switch Int.random(in: 0..<6, using: &random) {
        case 0: octets[Int.random(in: 16..<100, using: &random)] = value
        case 1: octets[start + Int.random(in: 0..<12, using: &random)] = value
        case 2: octets[start + Int.random(in: 8..<40, using: &random)] = value
        case 3:
            let other = Int.random(in: 0..<pages, using: &random) * size
            octets.replaceSubrange(page..<(page + size), with: octets[other..<(other + size)])
        case 4:
            octets.removeSubrange((page + Int.random(in: 0..<size, using: &random))...)
        default:
            let used = (start..<(page + size)).filter { octets[$0] != 0 }
            guard let place = used.randomElement(using: &random) else { break }
            octets[place] = value
        }
        return octets
    }
}
