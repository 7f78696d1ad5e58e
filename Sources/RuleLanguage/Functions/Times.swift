import Facts

extension Function {
    static let times: [Function] =
        field("getFullYear") { Int64($0.date.year) }
        + field("getMonth") { Int64($0.date.month) - 1 }
        + field("getDate") { Int64($0.date.day) }
        + field("getDayOfMonth") { Int64($0.date.day) - 1 }
        + field("getDayOfWeek") { moment in
            // 1970-01-01 was a Thursday; Sunday counts 0.
            let days = (moment.seconds - Int64(moment.secondsOfDay)) / 86_400
            return ((days + 4) % 7 + 7) % 7
        }
        + field("getDayOfYear") { $0.dayOfYear }
        + field("getHours") { Int64($0.secondsOfDay / 3_600) }
        + field("getMinutes") { Int64($0.secondsOfDay / 60 % 60) }
        + field("getSeconds") { Int64($0.secondsOfDay % 60) }
        + field("getMilliseconds") { Int64($0.nanoseconds / 1_000_000) }
        + [
            Function("getHours", .method) { (duration: Duration) in duration.components.seconds / 3_600 },
            Function("getMinutes", .method) { (duration: Duration) in duration.components.seconds / 60 },
            Function("getSeconds", .method) { (duration: Duration) in duration.components.seconds },
            Function("getMilliseconds", .method) { (duration: Duration) in
                duration.components.attoseconds / 1_000_000_000_000_000
            },
        ]

    /// A part of a timestamp in UTC, or at an offset such as `+02:00`. Named zones change with every release of the
    /// time zone database: not offered.
    private static func field(_ name: String, _ body: @escaping @Sendable (Timestamp) -> Int64) -> [Function] {
        [
            Function(name, .method) { (moment: Timestamp) in body(moment) },
            Function(name, .method) { (moment: Timestamp, zone: String) throws(Fault) in
                guard let offset = offset(zone) else { throw Fault("'\(zone)' is not an offset such as +02:00 or UTC") }
                return body(Timestamp(seconds: moment.seconds &+ offset, nanoseconds: moment.nanoseconds))
            },
        ]
    }

    /// Seconds east of UTC.
    private static func offset(_ zone: String) -> Int64? {
        if zone == "UTC" || zone == "Z" { return 0 }
        let isNegative = zone.hasPrefix("-")
        let digits = zone.hasPrefix("+") || isNegative ? zone.dropFirst() : zone[...]
        let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hours = Int64(parts[0]), let minutes = Int64(parts[1]), hours < 24, minutes < 60
        else { return nil }
        return (isNegative ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }
}

extension Timestamp {
    /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z, in seconds (the range of google.protobuf.Timestamp).
    static let secondsInRange: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    var isInRange: Bool { Self.secondsInRange.contains(seconds) }

    var sinceEpoch: Duration { .seconds(seconds) + .nanoseconds(Int64(nanoseconds)) }

    func advanced(by duration: Duration) throws(Fault) -> Timestamp {
        let (seconds, attoseconds) = (sinceEpoch + duration).components
        var result = Timestamp(seconds: seconds, nanoseconds: Int32(attoseconds / 1_000_000_000))
        if result.nanoseconds < 0 { result = Timestamp(seconds: seconds - 1, nanoseconds: result.nanoseconds + 1_000_000_000) }
        guard result.isInRange else { throw Fault("timestamp out of range") }
        return result
    }

    /// 0 for January the first.
    fileprivate var dayOfYear: Int64 {
        let (year, month, day) = date
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]
        return Int64(before + day - 1 + (isLeap && month > 2 ? 1 : 0))
    }
}

extension Duration {
    /// Ten thousand years, the range of google.protobuf.Duration.
    static let maximumSeconds: Int64 = 315_576_000_000

    func checked() throws(Fault) -> Duration {
        guard components.seconds.magnitude <= Self.maximumSeconds else { throw Fault("duration out of range") }
        return self
    }

    /// CEL bounds the difference of two timestamps by 64 bits of nanoseconds.
    func checkedNanoseconds() throws(Fault) -> Duration {
        guard components.seconds.magnitude <= UInt64(Int64.max / 1_000_000_000) else { throw Fault("duration out of range") }
        return self
    }

    /// Go's syntax and `d` for days: `1h30m`, `-1.5s`, `21d`. `nil` when it is not that, or out of range.
    package init?(rule text: String) {
        var rest = Substring(text)
        let isNegative = rest.hasPrefix("-")
        if isNegative || rest.hasPrefix("+") { rest.removeFirst() }
        guard !rest.isEmpty else { return nil }
        if rest == "0" {
            self = .zero
            return
        }
        var total = Duration.zero
        while !rest.isEmpty {
            let number = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
            rest = rest[number.endIndex...]
            let unit = rest.prefix { !("0"..."9").contains($0) && $0 != "." }
            rest = rest[unit.endIndex...]
            guard number.contains(where: { $0 != "." }), let nanoseconds = Self.nanoseconds(in: unit),
                let part = Self.scaled(number, by: nanoseconds)
            else { return nil }
            total += part
            guard total.components.seconds <= Self.maximumSeconds else { return nil }
        }
        self = isNegative ? .zero - total : total
    }

    private static func nanoseconds(in unit: Substring) -> Int64? {
        switch unit {
        case "ns": 1
        case "us", "µs", "μs": 1_000
        case "ms": 1_000_000
        case "s": 1_000_000_000
        case "m": 60_000_000_000
        case "h": 3_600_000_000_000
        case "d": 86_400_000_000_000
        default: nil
        }
    }

    private static func scaled(_ number: Substring, by nanoseconds: Int64) -> Duration? {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ $0.count <= 18 }) else { return nil }
        guard let whole = parts[0].isEmpty ? 0 : Int64(parts[0]) else { return nil }
        // Nanoseconds of long durations do not fit 64 bits: units of a second and more are counted in seconds.
        let isLong = nanoseconds >= 1_000_000_000
        let (count, overflow) = whole.multipliedReportingOverflow(by: isLong ? nanoseconds / 1_000_000_000 : nanoseconds)
        guard !overflow else { return nil }
        var result: Duration = isLong ? .seconds(count) : .nanoseconds(count)
        if parts.count == 2, !parts[1].isEmpty {
            guard let fraction = Double("0.\(parts[1])") else { return nil }
            result += .nanoseconds(Int64((fraction * Double(nanoseconds)).rounded()))
        }
        return result
    }

    /// Seconds with as many decimals as there are: `5400s`, `-1.5s`.
    var ruleText: String {
        let (seconds, attoseconds) = components
        let sign = seconds < 0 || attoseconds < 0 ? "-" : ""
        var text = "\(sign)\(seconds.magnitude)"
        if attoseconds != 0 {
            let digits = String(attoseconds.magnitude)
            var fraction = String(repeating: "0", count: 18 - digits.count) + digits
            while fraction.hasSuffix("0") { fraction.removeLast() }
            text += ".\(fraction)"
        }
        return text + "s"
    }
}
