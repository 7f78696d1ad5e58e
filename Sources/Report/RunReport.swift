/// What one run says: a report for each deployment that could be judged, and which files were refused. Every format shows
/// this value.
public struct RunReport: Sendable {
    public let toolVersion: String
    public let reports: [Report]
    public let refusals: [Refusal]
    public let failOn: ExitStatus.FailOn

    /// A deployment file that could not be judged.
    public struct Refusal: Sendable, Hashable {
        public let file: String
        /// One line for each thing that is wrong.
        public let reasons: [String]
        public let status: ExitStatus

        public init(file: String, reasons: [String], status: ExitStatus = .refused) {
            self.file = file
            self.reasons = reasons
            self.status = status
        }
    }

    public init(
        _ reports: [Report], refusals: [Refusal] = [], failOn: ExitStatus.FailOn = .error, toolVersion: String
    ) {
        self.reports = reports
        self.refusals = refusals
        self.failOn = failOn
        self.toolVersion = toolVersion
    }

    /// The same run with other reports.
    public func with(_ reports: [Report]) -> RunReport {
        RunReport(reports, refusals: refusals, failOn: failOn, toolVersion: toolVersion)
    }

    /// What the run ends with: the worst of everything in it.
    public var status: ExitStatus {
        ExitStatus.worst(refusals.map(\.status) + reports.map { ExitStatus($0.verdict, failOn: failOn) })
    }
}
