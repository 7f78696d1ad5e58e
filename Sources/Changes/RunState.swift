package import Facts
package import Rules

/// What the runs before remembered, by deployment: the state file.
package struct RunState: Sendable, Hashable {
    /// The format of the file; a reader refuses a newer one.
    package static let format = 1

    package var deployments: [String: DeploymentState] = [:]

    package init() {}

    /// Why a state file was refused.
    package struct Refusal: Error, Sendable, CustomStringConvertible {
        package let description: String
    }
}

extension RunState {
    /// The file's text. Its checksum makes damage show that is still JSON.
    package func rendered(toolVersion: String) -> String {
        var members: [JSONKey: JSONValue] = [
            "format": .integer(Int64(Self.format)),
            "tool": ["name": "sendready", "version": .string(toolVersion)],
            "deployments": .object(deployments.mapValues(\.json)),
        ]
        members["checksum"] = .string(Self.checksum(members))
        return JSONValue.object(members).rendered() + "\n"
    }

    package init(parsing text: String) throws(Refusal) {
        let json: JSONValue
        do { json = try JSONParser.parse(text) } catch {
            throw Refusal(description: "it is damaged: \(error)")
        }
        guard case .object(var members) = json, case .integer(let format)? = members["format"] else {
            throw Refusal(description: "this is not a state file of sendready")
        }
        guard format <= Self.format else {
            throw Refusal(description: "format \(format) needs a newer sendready; this one reads \(Self.format)")
        }
        let checksum = members.removeValue(forKey: "checksum")?.text
        guard checksum == Self.checksum(members), case .object(let entries)? = members["deployments"] else {
            throw Refusal(description: "it is damaged: its content does not fit its checksum")
        }
        for (name, entry) in entries {
            guard let memory = DeploymentState(json: entry) else {
                throw Refusal(description: "it is damaged: what it says of '\(name)' cannot be read")
            }
            deployments[name.text] = memory
        }
    }

    private static func checksum(_ members: [JSONKey: JSONValue]) -> String {
        fingerprint(of: JSONValue.object(members).rendered(pretty: false))
    }
}

extension DeploymentState {
    var json: JSONValue {
        JSONValue.object([
            "lookedAt": .string(lookedAt.description),
            "blindSince": JSONValue(blindSince?.description),
            "blindnessWasTold": .boolean(blindnessWasTold),
            "findings": .object(findings.mapValues(\.json)),
        ]).withoutNulls
    }

    init?(json: JSONValue) {
        guard let lookedAt = json["lookedAt"]?.text.flatMap(Timestamp.init), case .object(let entries)? = json["findings"],
            case .boolean(let blindnessWasTold)? = json["blindnessWasTold"]
        else { return nil }
        self.init(lookedAt: lookedAt)
        self.blindnessWasTold = blindnessWasTold
        blindSince = json["blindSince"]?.text.flatMap(Timestamp.init)
        for (fingerprint, entry) in entries {
            guard let finding = TrackedFinding(fingerprint: fingerprint.text, json: entry) else { return nil }
            findings[fingerprint.text] = finding
        }
    }
}

extension TrackedFinding {
    var json: JSONValue {
        JSONValue.object([
            "rule": .string(rule),
            "subject": subject.json,
            "title": .string(title),
            "severity": .string(severity.rawValue),
            "since": .string(since.description),
            "believed": .boolean(isBelieved),
            "flapping": .boolean(isFlapping),
            "staleSince": JSONValue(staleSince?.description),
            "looks": .string(String(looks.map { $0 ? "F" : "P" })),
        ]).withoutNulls
    }

    init?(fingerprint: String, json: JSONValue) {
        guard let rule = json["rule"]?.text, let subject = json["subject"].flatMap(FindingSubject.init(json:)),
            let title = json["title"]?.text, let severity = json["severity"]?.text.flatMap(Severity.init),
            let since = json["since"]?.text.flatMap(Timestamp.init), case .boolean(let isBelieved)? = json["believed"],
            case .boolean(let isFlapping)? = json["flapping"], let looks = json["looks"]?.text
        else { return nil }
        self.init(
            fingerprint: fingerprint, rule: rule, subject: subject, title: title, severity: severity, since: since,
            isBelieved: isBelieved, isFlapping: isFlapping, staleSince: json["staleSince"]?.text.flatMap(Timestamp.init),
            looks: looks.map { $0 == "F" })
    }
}

extension FindingSubject {
    package var json: JSONValue {
        JSONValue.object([
            "kind": .string(kind), "key": .string(key), "role": JSONValue(role), "name": JSONValue(name), "view": JSONValue(view),
            "address": JSONValue(address), "sender": JSONValue(sender),
        ]).withoutNulls
    }

    init?(json: JSONValue) {
        guard let kind = json["kind"]?.text, let key = json["key"]?.text else { return nil }
        self.init(
            kind: kind, key: key, role: json["role"]?.text, name: json["name"]?.text, view: json["view"]?.text,
            address: json["address"]?.text, sender: json["sender"]?.text)
    }
}
