extension TextReport: ReportFormat {
    package static let name = "text"
    package static let summary = "for people in a terminal or a mail"
    package static let fileExtension = "txt"
    package static let isForPrograms = false

    package static func text(_ run: RunReport, _ rendering: ReportRendering) -> String {
        run.reports.map { report in
            let text = TextReport(report, rendering)
            return text.rendered + (rendering.isTerminal ? "\n\(text.closing)\n" : "")
        }.joined(separator: "\n")
    }

    /// The changes; without a previous run, what is not ready.
    package static func brief(_ run: RunReport, _ rendering: ReportRendering) -> String {
        guard run.isCompared else { return run.status == .ready ? "" : text(run, rendering) }
        return run.reports.map { TextReport($0, rendering).changes }.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private init(_ report: Report, _ rendering: ReportRendering) {
        self.init(report, style: rendering.style, width: rendering.width, all: rendering.all)
    }
}
