package import Facts

/// The failures at a deployment's first run, to be repaired over time; new ones count at once.
package struct Baseline: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        package let rule: String
        package let subject: String
        package let fingerprint: String
    }

    /// What is wrong with a baseline file: lower case, no full stop.
    package struct Refusal: Error, CustomStringConvertible {
        package let description: String
    }

    static let format: Int64 = 1

    package let createdAt: Timestamp
    /// By the deployment's name; sorted.
    public private(set) var entries: [String: [Entry]]

    package init(createdAt: Timestamp) {
        self.createdAt = createdAt
        entries = [:]
    }

    /// Replaces a deployment's entries by its current failures, accepted ones included.
    package mutating func record(_ findings: [Finding], of deployment: String) {
        entries[deployment] = findings.filter { [.fail, .waived].contains($0.outcome) && $0.acceptance?.state != .active }
            .map { Entry(rule: $0.rule, subject: $0.subject.key, fingerprint: $0.fingerprint) }
            .sorted { ($0.rule, $0.subject) < ($1.rule, $1.subject) }
    }

    /// Drops entries that no longer fail. Those that could not be checked, or were not evaluated, stay.
    package mutating func prune(_ findings: [Finding], of deployment: String) {
        entries[deployment]?.removeAll { entry in Self.isRepaired(entry, in: findings) }
    }

    static func isRepaired(_ entry: Entry, in findings: [Finding]) -> Bool {
        findings.contains { $0.fingerprint == entry.fingerprint && [.pass, .notApplicable].contains($0.outcome) }
    }

    package init(json: JSONValue) throws(Refusal) {
        guard case .integer(let format)? = json["format"] else { throw Refusal(description: "this is no baseline file") }
        guard format <= Self.format else {
            throw Refusal(description: "the baseline has format \(format), and this version reads format \(Self.format)")
        }
        guard let moment = json["createdAt"]?.text.flatMap(Timestamp.init), case .object(let deployments)? = json["deployments"]
        else { throw Refusal(description: "the baseline is damaged: 'createdAt' or 'deployments' is missing") }
        createdAt = moment
        entries = [:]
        for (name, value) in deployments {
            guard case .array(let items) = value else { throw Refusal(description: "the baseline is damaged at '\(name)'") }
            var list: [Entry] = []
            for item in items {
                guard let rule = item["rule"]?.text, let subject = item["subject"]?.text,
                    let fingerprint = item["fingerprint"]?.text
                else { throw Refusal(description: "the baseline is damaged at '\(name)'") }
                list.append(Entry(rule: rule, subject: subject, fingerprint: fingerprint))
            }
            entries[name.text] = list
        }
    }

    package var json: JSONValue {
        [
            "format": .integer(Self.format), "createdAt": .string(createdAt.description),
            "deployments": .object(
                entries.mapValues { list in
                    .array(
                        list.map {
                            [
                                "rule": .string($0.rule), "subject": .string($0.subject),
                                "fingerprint": .string($0.fingerprint),
                            ]
                        })
                }),
        ]
    }
}
