package import Facts

/// One deployment of a fleet, as a line of the input gives it.
package struct FleetEntry: Sendable, Equatable {
    /// Where the description of the deployment is.
    package enum Source: Sendable, Equatable {
        /// In the line itself: JSON is YAML.
        case deployment(JSONValue)
        case file(String)
        /// For the template.
        case values([String: String])
        /// For the template, from a table that may have more columns than it needs.
        case row([String: String])
    }

    /// Counted from 1; of a record of several lines the first.
    package let line: Int
    /// What the line calls its deployment; its report says so.
    package let key: String
    package let source: Source

    package init(line: Int, key: String, source: Source) {
        self.line = line
        self.key = key
        self.source = source
    }
}

/// A line of the input that describes no deployment.
package struct FleetRefusal: Error, Sendable, Equatable {
    package let line: Int
    /// As far as it could be read.
    package let key: String?
    package let errors: [String]

    package init(line: Int, key: String?, errors: [String]) {
        self.line = line
        self.key = key
        self.errors = errors
    }
}
