import Rules

/// The result of one run: a report per deployment that could be judged, and the refused files. All formats show this value.
package struct RunReport: Sendable {
    package let toolVersion: String
    package let reports: [Report]
    package let refusals: [Refusal]
    package let failOn: ExitStatus.FailOn

    /// A deployment file that could not be judged.
    package struct Refusal: Sendable, Hashable {
        package let file: String
        /// One line per problem.
        package let reasons: [String]
        package let status: ExitStatus

        package init(file: String, reasons: [String], status: ExitStatus = .refused) {
            self.file = file
            self.reasons = reasons
            self.status = status
        }
    }

    package init(
        _ reports: [Report], refusals: [Refusal] = [], failOn: ExitStatus.FailOn = .error, toolVersion: String
    ) {
        self.reports = reports
        self.refusals = refusals
        self.failOn = failOn
        self.toolVersion = toolVersion
    }

    /// The same run with other reports.
    package func with(_ reports: [Report]) -> RunReport {
        RunReport(reports, refusals: refusals, failOn: failOn, toolVersion: toolVersion)
    }

    /// There are previous runs to compare with.
    package var isCompared: Bool { reports.contains { $0.changes != nil } }

    /// The exit status of the run: the worst of everything in it.
    package var status: ExitStatus {
        ExitStatus.worst(refusals.map(\.status) + reports.map { ExitStatus($0.verdict, failOn: failOn) })
    }
}
