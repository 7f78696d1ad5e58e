/// Something that a rule image can hold: compiled rules as text, which is read at the program's start in place of YAML.
package protocol Imaged {
    func write(to image: inout ImageWriter)
    init(from image: inout ImageReader) throws(ImageFault)
}

/// Writes one section of a rule image.
///
/// A section is the number of its texts; each text, behind its length in octets; then one line of numbers. Equal texts occur
/// once, and are referred to by number. A number is written in base 32, the lowest digit first, with characters from `0`
/// on; a digit that another one follows has 32 added.
package struct ImageWriter {
    private var numbers: [UInt8] = []
    private var texts: [String] = []
    private var places: [String: Int] = [:]
    /// Something had no form in an image.
    private var isIncomplete = false

    package init() {}

    /// The section, ending with a line end; `nil` when something in it has no form in an image.
    package var section: String? {
        guard !isIncomplete else { return nil }
        var section = "\(texts.count)\n"
        for text in texts { section += "\(text.utf8.count) \(text)\n" }
        return section + String(decoding: numbers, as: UTF8.self) + "\n"
    }

    package mutating func write(_ number: Int) {
        var rest = UInt(bitPattern: number << 1 ^ number >> (Int.bitWidth - 1))
        repeat {
            let digit = UInt8(rest & 31)
            rest >>= 5
            numbers.append(UInt8(ascii: "0") + digit + (rest > 0 ? 32 : 0))
        } while rest > 0
    }

    package mutating func write(_ flag: Bool) { write(flag ? 1 : 0) }

    package mutating func write(_ text: String) {
        // Source files normalize line ends.
        if text.utf8.contains(where: { $0 == 0x0d || $0 == 0 }) { isIncomplete = true }
        let place = places[text] ?? texts.count
        if place == texts.count {
            places[text] = place
            texts.append(text)
        }
        write(place)
    }

    package mutating func write(_ value: some Imaged) { value.write(to: &self) }

    /// A value that has no form in an image.
    package mutating func refuse() { isIncomplete = true }
}

extension Int: Imaged {
    package func write(to image: inout ImageWriter) { image.write(self) }
    package init(from image: inout ImageReader) throws(ImageFault) { self = try image.number() }
}

extension Bool: Imaged {
    package func write(to image: inout ImageWriter) { image.write(self) }
    package init(from image: inout ImageReader) throws(ImageFault) { self = try image.flag() }
}

extension String: Imaged {
    package func write(to image: inout ImageWriter) { image.write(self) }
    package init(from image: inout ImageReader) throws(ImageFault) { self = try image.text() }
}

extension Optional: Imaged where Wrapped: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(self != nil)
        if let self { image.write(self) }
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self = try image.flag() ? try Wrapped(from: &image) : nil
    }
}

extension Array: Imaged where Element: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(count)
        for element in self { image.write(element) }
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self = []
        let count = try image.count()
        reserveCapacity(count)
        for _ in 0..<count { append(try Element(from: &image)) }
    }
}

extension Set: Imaged where Element == String {
    package func write(to image: inout ImageWriter) { image.write(sorted()) }
    package init(from image: inout ImageReader) throws(ImageFault) { self = Set(try [String](from: &image)) }
}

extension Dictionary: Imaged where Key == String, Value: Imaged {
    package func write(to image: inout ImageWriter) {
        image.write(count)
        for (key, value) in sorted(by: { $0.key < $1.key }) {
            image.write(key)
            image.write(value)
        }
    }

    package init(from image: inout ImageReader) throws(ImageFault) {
        self = [:]
        let count = try image.count()
        reserveCapacity(count)
        for _ in 0..<count {
            let key = try image.text()
            self[key] = try Value(from: &image)
        }
    }
}

extension Imaged where Self: RawRepresentable, RawValue == String {
    package func write(to image: inout ImageWriter) { image.write(rawValue) }
    package init(from image: inout ImageReader) throws(ImageFault) {
        guard let value = Self(rawValue: try image.text()) else { throw ImageFault() }
        self = value
    }
}
