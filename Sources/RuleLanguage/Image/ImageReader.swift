/// The image was written by another version, or was damaged: the rules must be read from their files.
package struct ImageFault: Error {
    package init() {}
}

/// Reads the sections of a rule image in the order in which they were written. See `ImageWriter` for the format.
package struct ImageReader {
    private let octets: [UInt8]
    private var offset = 0
    private var texts: [String] = []
    private var depth = 0

    /// No expression of a rule is nested nearly as deeply.
    private static let greatestDepth = 256

    package init(_ image: String) { octets = Array(image.utf8) }

    package var isAtEnd: Bool { offset == octets.count }

    /// Begins the next section; the one before must have been read to its end.
    package mutating func beginSection() throws(ImageFault) {
        if offset > 0 { try expect(UInt8(ascii: "\n")) }
        texts.removeAll(keepingCapacity: true)
        for _ in 0..<(try decimal(endingWith: UInt8(ascii: "\n"))) {
            let length = try decimal(endingWith: UInt8(ascii: " "))
            guard length <= octets.count - offset else { throw ImageFault() }
            texts.append(String(decoding: octets[offset..<offset + length], as: UTF8.self))
            offset += length
            try expect(UInt8(ascii: "\n"))
        }
    }

    /// After the last section.
    package mutating func end() throws(ImageFault) {
        try expect(UInt8(ascii: "\n"))
        guard isAtEnd else { throw ImageFault() }
    }

    package mutating func number() throws(ImageFault) -> Int {
        var value: UInt = 0
        var shift: UInt = 0
        while offset < octets.count, shift < UInt(UInt.bitWidth) {
            let digit = octets[offset] &- UInt8(ascii: "0")
            guard digit < 64 else { throw ImageFault() }
            offset += 1
            value |= UInt(digit & 31) << shift
            shift += 5
            if digit < 32 { return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1) }
        }
        throw ImageFault()
    }

    /// A number of elements: each takes a digit at least.
    package mutating func count() throws(ImageFault) -> Int {
        let number = try number()
        guard (0...octets.count - offset).contains(number) else { throw ImageFault() }
        return number
    }

    package mutating func flag() throws(ImageFault) -> Bool { try number() == 1 }

    package mutating func text() throws(ImageFault) -> String {
        let place = try number()
        guard texts.indices.contains(place) else { throw ImageFault() }
        return texts[place]
    }

    /// Reads something that contains others of its kind.
    mutating func nested<Content>(
        _ read: (inout ImageReader) throws(ImageFault) -> Content
    ) throws(ImageFault) -> Content {
        guard depth < Self.greatestDepth else { throw ImageFault() }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func decimal(endingWith end: UInt8) throws(ImageFault) -> Int {
        var value = 0
        while offset < octets.count, octets[offset] != end {
            let digit = octets[offset] &- UInt8(ascii: "0")
            guard digit < 10, value <= octets.count else { throw ImageFault() }
            value = value * 10 + Int(digit)
            offset += 1
        }
        try expect(end)
        return value
    }

    private mutating func expect(_ octet: UInt8) throws(ImageFault) {
        guard offset < octets.count, octets[offset] == octet else { throw ImageFault() }
        offset += 1
    }
}
