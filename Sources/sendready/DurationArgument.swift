import ArgumentParser

/// A time on the command line: `30`, `30s`, `500ms`, `2m`. More than nothing, at most an hour.
struct DurationArgument: ExpressibleByArgument {
    let duration: Duration

    init(seconds: Int) { duration = .seconds(seconds) }

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), number > 0 else { return nil }
        switch argument.dropFirst(digits.count) {
        case "", "s": duration = .seconds(number)
        case "ms": duration = .milliseconds(number)
        case "m": duration = .seconds(number * 60)
        default: return nil
        }
        guard number <= 3_600_000, duration <= .seconds(3_600) else { return nil }
    }

    /// A time between nothing and this, as chance has it.
    func waitAtRandom() async throws { try await Task.sleep(for: duration * Double.random(in: 0...1)) }

    var defaultValueDescription: String { "\(duration.components.seconds)s" }
}
