/// A form of the report.
///
/// A form is one file: its name, what it is for, and how a run is written in it. `ReportFormats.all` lists them; the choices
/// of `--format`, its help, the README's list and the tests over every form derive from that.
package protocol ReportFormat: Sendable {
    /// As `--format` has it.
    static var name: String { get }
    /// What it is for, in a line of `--help`.
    static var summary: String { get }
    /// How its files end, without the dot.
    static var fileExtension: String { get }
    /// Programs read it: they get the whole whatever happened, with `--quiet` too.
    static var isForPrograms: Bool { get }

    static func text(_ run: RunReport, _ rendering: ReportRendering) -> String

    /// What `--quiet` leaves of it on standard output.
    static func brief(_ run: RunReport, _ rendering: ReportRendering) -> String
}

extension ReportFormat {
    package static func brief(_ run: RunReport, _ rendering: ReportRendering) -> String {
        isForPrograms || run.status != .ready ? text(run, rendering) : ""
    }
}

/// How much of a run is written, and for which reader.
package struct ReportRendering: Sendable {
    /// Also what passed, does not apply or was skipped.
    package var all: Bool
    package var style: TextStyle
    /// Columns of a terminal.
    package var width: Int
    /// Somebody is looking: what counts most stands at the end of what scrolls by.
    package var isTerminal: Bool
    /// In JSON, findings that say the same of several subjects are one, with all of them.
    package var foldsFindings = false

    package init(all: Bool = false, style: TextStyle = TextStyle(colored: false), width: Int = 80, isTerminal: Bool = false) {
        self.all = all
        self.style = style
        self.width = width
        self.isTerminal = isTerminal
    }
}

package enum ReportFormats {
    /// In the order in which `--help` names them; the first is the default.
    package static let all: [any ReportFormat.Type] = [
        TextReport.self, JSONReport.self, NDJSONReport.self, HTMLReport.self, MarkdownReport.self, JUnitReport.self,
        SARIFReport.self, GitHubReport.self, PrometheusReport.self, NagiosReport.self, ZoneReport.self,
    ]

    package static subscript(name: String) -> (any ReportFormat.Type)? { all.first { $0.name == name } }
}
