package import Facts

/// One deployment of a fleet, from one line of the input.
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

    /// Counts from 1; the first line of a multi-line record.
    package let line: Int
    /// The deployment's key in the line, which its report repeats.
    package let key: String
    package let source: Source

    package init(line: Int, key: String, source: Source) {
        self.line = line
        self.key = key
        self.source = source
    }
}

/// An input line that does not describe a deployment.
package struct FleetRefusal: Error, Sendable, Equatable {
    package let line: Int
    /// If it could be read.
    package let key: String?
    package let errors: [String]

    package init(line: Int, key: String?, errors: [String]) {
        self.line = line
        self.key = key
        self.errors = errors
    }
}
