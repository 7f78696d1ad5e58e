import Report
import SystemIO

/// That a command line asks for the report as Nagios reads it: then whatever happens is one line and an exit status of a
/// plugin, also where the command line itself is wrong and no command ever ran.
struct NagiosRequest {
    /// Where the line goes: a file, or `-` for standard output.
    private let place: String

    /// - Parameter arguments: as they were typed; the program's name first.
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

    /// Says why there is no report.
    func tell(_ failure: CommandFailure) {
        let line = NagiosReport.line(unknown: failure.reasons.joined(separator: "; "))
        if place == "-" {
            try? StandardOutput.write(line)
        } else {
            // Best effort: the exit status says it too.
            try? OutputFile.write(line, to: place)
        }
    }
}
