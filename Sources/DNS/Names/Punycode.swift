/// Punycode (RFC 3492): Unicode labels in the letters, digits and hyphens that host names are made of.
enum Punycode {
    private static let base: UInt32 = 36
    private static let tMin: UInt32 = 1
    private static let tMax: UInt32 = 26
    private static let skew: UInt32 = 38
    private static let damp: UInt32 = 700
    private static let initialBias: UInt32 = 72
    private static let initialN: UInt32 = 0x80

    /// The encoded label without its `xn--`; `nil` on overflow, which no label of a legal length causes.
    static func encode(_ label: [Unicode.Scalar]) -> String? {
        var output = label.filter(\.isASCII).map(Character.init)
        let basicCount = UInt32(output.count)
        if basicCount > 0 { output.append("-") }
        var (n, delta, bias, handled) = (initialN, UInt32(0), initialBias, basicCount)
        while handled < UInt32(label.count) {
            guard let next = label.lazy.map(\.value).filter({ $0 >= n }).min() else { return nil }
            let (product, overflow) = (next - n).multipliedReportingOverflow(by: handled + 1)
            guard !overflow, product <= .max - delta else { return nil }
            delta += product
            n = next
            for scalar in label {
                if scalar.value < n { delta += 1 }
                guard scalar.value == n else { continue }
                var quotient = delta
                var k = base
                while true {
                    let threshold = threshold(k, bias)
                    guard quotient >= threshold else { break }
                    output.append(digit(threshold + (quotient - threshold) % (base - threshold)))
                    quotient = (quotient - threshold) / (base - threshold)
                    k += base
                }
                output.append(digit(quotient))
                bias = adapt(delta, handled + 1, first: handled == basicCount)
                delta = 0
                handled += 1
            }
            delta += 1
            n += 1
        }
        return String(output)
    }

    /// The label that `text`, without its `xn--`, stands for; `nil` when it is malformed.
    static func decode(_ text: String) -> [Unicode.Scalar]? {
        let characters = Array(text.unicodeScalars)
        guard characters.allSatisfy(\.isASCII) else { return nil }
        let delimiter = characters.lastIndex(of: "-")
        var output = delimiter.map { Array(characters[..<$0]) } ?? []
        var index = delimiter.map { $0 + 1 } ?? 0
        var (n, i, bias) = (initialN, UInt32(0), initialBias)
        while index < characters.count {
            let start = i
            var weight: UInt32 = 1
            var k = base
            while true {
                guard index < characters.count, let digit = value(characters[index]) else { return nil }
                index += 1
                let (step, overflow) = digit.multipliedReportingOverflow(by: weight)
                guard !overflow, step <= .max - i else { return nil }
                i += step
                let threshold = threshold(k, bias)
                if digit < threshold { break }
                let (next, tooWide) = weight.multipliedReportingOverflow(by: base - threshold)
                guard !tooWide else { return nil }
                weight = next
                k += base
            }
            let count = UInt32(output.count + 1)
            bias = adapt(i - start, count, first: start == 0)
            guard i / count <= .max - n, let scalar = Unicode.Scalar(n + i / count) else { return nil }
            n += i / count
            i %= count
            output.insert(scalar, at: Int(i))
            i += 1
        }
        return output
    }

    private static func threshold(_ k: UInt32, _ bias: UInt32) -> UInt32 {
        k <= bias ? tMin : min(k - bias, tMax)
    }

    private static func adapt(_ delta: UInt32, _ count: UInt32, first: Bool) -> UInt32 {
        var delta = first ? delta / damp : delta / 2
        delta += delta / count
        var k: UInt32 = 0
        while delta > (base - tMin) * tMax / 2 {
            delta /= base - tMin
            k += base
        }
        return k + (base - tMin + 1) * delta / (delta + skew)
    }

    private static func digit(_ value: UInt32) -> Character {
        Character(Unicode.Scalar(UInt8(value < 26 ? value + 0x61 : value - 26 + 0x30)))
    }

    private static func value(_ digit: Unicode.Scalar) -> UInt32? {
        switch digit {
        case "a"..."z": digit.value - 0x61
        case "A"..."Z": digit.value - 0x41
        case "0"..."9": digit.value - 0x30 + 26
        default: nil
        }
    }
}
