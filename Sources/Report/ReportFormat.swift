/// A report format.
///
/// A format is one file: its name, its purpose, and how it writes a run. `ReportFormats.all` lists them; the choices of
/// `--format`, its help, the README's list and the tests over all formats derive from it.
package protocol ReportFormat: Sendable {
    /// Its name in `--format`.
    static var name: String { get }
    /// Its purpose, in a line of `--help`.
    static var summary: String { get }
    /// Its file name extension, without the dot.
    static var fileExtension: String { get }
    /// It is for programs: they get the whole report in any case, even with `--quiet`.
    static var isForPrograms: Bool { get }

    static func text(_ run: RunReport, _ rendering: ReportRendering) -> String

    /// The part that `--quiet` keeps on standard output.
    static func brief(_ run: RunReport, _ rendering: ReportRendering) -> String
}

extension ReportFormat {
    package static func brief(_ run: RunReport, _ rendering: ReportRendering) -> String {
        isForPrograms || run.status != .ready ? text(run, rendering) : ""
    }
}

/// How much of a run is written, and for which reader.
package struct ReportRendering: Sendable {
    /// Includes what passed, does not apply or was skipped.
    package var all: Bool
    package var style: TextStyle
    /// Columns of a terminal.
    package var width: Int
    /// For an interactive terminal: the most important part comes last, where it stays visible.
    package var isTerminal: Bool
    /// In JSON, findings with the same text for several subjects are combined.
    package var foldsFindings = false

    package init(all: Bool = false, style: TextStyle = TextStyle(colored: false), width: Int = 80, isTerminal: Bool = false) {
        self.all = all
        self.style = style
        self.width = width
        self.isTerminal = isTerminal
    }
}

package enum ReportFormats {
    /// In the order of `--help`; the first is the default.
    package static let all: [any ReportFormat.Type] = [
        TextReport.self, JSONReport.self, NDJSONReport.self, HTMLReport.self, MarkdownReport.self, JUnitReport.self,
        SARIFReport.self, GitHubReport.self, PrometheusReport.self, NagiosReport.self, ZoneReport.self,
    ]

    package static subscript(name: String) -> (any ReportFormat.Type)? { all.first { $0.name == name } }
}
