import ArgumentParser

/// A duration on the command line: a number and its unit.
private struct TimeWord {
    let duration: Duration

    /// - Parameter units: the allowed units with their milliseconds; a number without a unit counts in `bare`.
    init(parsing text: String, units: [(name: String, milliseconds: Int64)], bare: String, in range: ClosedRange<Duration>) throws
    {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let name = digits.count == text.count ? bare : String(text.dropFirst(digits.count))
        guard !digits.isEmpty, let unit = units.first(where: { $0.name == name }) else {
            let forms = units.map { "\($0.name == bare ? "30 or 30\(bare)" : "30\($0.name)")" }.joined(separator: ", ")
            throw ValidationError("'\(text)' is not a duration; write \(forms)")
        }
        let (milliseconds, overflows) = (Int64(digits) ?? .max).multipliedReportingOverflow(by: unit.milliseconds)
        guard !overflows, range.contains(.milliseconds(milliseconds)) else {
            throw ValidationError("'\(text)' is not between \(Self.words(range.lowerBound)) and \(Self.words(range.upperBound))")
        }
        duration = .milliseconds(milliseconds)
    }

    private static func words(_ duration: Duration) -> String {
        let (seconds, rest) = duration.components
        if seconds == 0 { return "\(rest / 1_000_000_000_000_000)ms" }
        return seconds % 86_400 == 0 ? "\(seconds / 86_400)d" : seconds % 3_600 == 0 ? "\(seconds / 3_600)h" : "\(seconds)s"
    }
}

/// A time limit: `30`, `30s`, `500ms`, `2m`. At most an hour.
struct DurationArgument {
    let duration: Duration

    init(seconds: Int) { duration = .seconds(seconds) }

    init(parsing text: String) throws {
        duration = try TimeWord(
            parsing: text, units: [("s", 1_000), ("ms", 1), ("m", 60_000)], bare: "s", in: .milliseconds(1)...(.seconds(3_600))
        ).duration
    }

    /// Waits a random time of at most this duration.
    func waitAtRandom() async throws { try await Task.sleep(for: duration * Double.random(in: 0...1)) }
}

/// The interval of reminders: `90m`, `12h`, `1d`. At most a year.
struct ReminderArgument {
    let seconds: Int64

    init(parsing text: String) throws {
        let units: [(String, Int64)] = [("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)]
        seconds = try TimeWord(
            parsing: text, units: units, bare: "", in: .seconds(60)...(.seconds(366 * 86_400))
        ).duration.components.seconds
    }
}
