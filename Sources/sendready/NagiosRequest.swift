import Report
import SystemIO

/// A command line that requests Nagios output: the result is then always one line and a plugin's exit status, even if the
/// command line itself is wrong and no command runs.
struct NagiosRequest {
    /// The output: a file, or `-` for standard output.
    private let place: String

    /// - Parameter arguments: as typed; the program's name first.
    init?(_ arguments: [String]) {
        var formats: [String] = []
        var places: [String] = []
        let words = Array(arguments.dropFirst().prefix { $0 != "--" })
        for (index, word) in words.enumerated() {
            let next = words.indices.contains(index + 1) ? words[index + 1] : ""
            if word == "--format" { formats.append(next) }
            if word == "--output" { places.append(next) }
            if word.hasPrefix("--format=") { formats.append(String(word.dropFirst("--format=".count))) }
            if word.hasPrefix("--output=") { places.append(String(word.dropFirst("--output=".count))) }
        }
        guard let index = formats.firstIndex(of: NagiosReport.name) else { return nil }
        place = places.indices.contains(index) ? places[index] : "-"
    }

    /// Reports why there is no result.
    func tell(_ failure: CommandFailure) {
        let line = NagiosReport.line(unknown: failure.reasons.joined(separator: "; "))
        if place == "-" {
            try? StandardOutput.write(line)
        } else {
            // Best effort: the exit status carries the result too.
            try? OutputFile.write(line, to: place)
        }
    }
}
