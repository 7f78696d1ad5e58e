package import Facts
package import Rules

/// The state of all deployments that is kept between runs: the state file.
package struct RunState: Sendable, Hashable {
    /// The format of the file; a reader refuses a newer one.
    package static let format = 1

    package var deployments: [String: DeploymentState] = [:]

    package init(deployments: [String: DeploymentState] = [:]) { self.deployments = deployments }

    /// Why a state file was refused.
    package struct Refusal: Error, Sendable, CustomStringConvertible {
        package let description: String
    }
}

extension RunState {
    /// The file's text. The checksum detects damage that leaves valid JSON.
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
            throw Refusal(description: "it is damaged: its content does not match its checksum")
        }
        for (name, entry) in entries {
            guard let state = DeploymentState(json: entry) else {
                throw Refusal(description: "it is damaged: its entry for '\(name)' is unreadable")
            }
            deployments[name.text] = state
        }
    }

    private static func checksum(_ members: [JSONKey: JSONValue]) -> String {
        fingerprint(of: JSONValue.object(members).rendered(pretty: false))
    }
}

extension DeploymentState {
    /// `blindSince` and `blindnessWasTold` are the sight as 0.1.0 stored it.
    package var json: JSONValue {
        let isBlind = sight?.status.looks.last == true
        return JSONValue.object([
            "lookedAt": .string(lookedAt.description),
            "blindSince": isBlind ? JSONValue(sight?.status.since.description) : .null,
            "blindnessWasTold": .boolean(isBlind && sight?.status.isBelieved == true),
            "sight": sight?.json ?? .null,
            "findings": .object(findings.mapValues(\.json)),
        ]).withoutNulls
    }

    /// `nil` when the JSON is not a state.
    package init?(json: JSONValue) {
        guard let lookedAt = json["lookedAt"]?.text.flatMap(Timestamp.init), case .object(let entries)? = json["findings"],
            case .boolean(let blindnessWasTold)? = json["blindnessWasTold"]
        else { return nil }
        self.init(lookedAt: lookedAt)
        if let json = json["sight"] {
            guard let sight = TrackedSight(json: json) else { return nil }
            self.sight = sight
        } else if let since = json["blindSince"]?.text.flatMap(Timestamp.init) {
            sight = TrackedSight(
                status: TrackedStatus(since: since, isBelieved: blindnessWasTold, looks: [true]),
                toldAt: blindnessWasTold ? since : nil)
        }
        for (fingerprint, entry) in entries {
            guard let finding = TrackedFinding(fingerprint: fingerprint.text, json: entry) else { return nil }
            findings[fingerprint.text] = finding
        }
    }
}

extension TrackedSight {
    var json: JSONValue {
        let darkness = darkness.map { JSONValue.object($0.members) } ?? .null
        return JSONValue.object(
            status.members.merging(["toldAt": JSONValue(toldAt?.description), "darkness": darkness]) { $1 }
        ).withoutNulls
    }

    init?(json: JSONValue) {
        guard let status = TrackedStatus(json: json) else { return nil }
        self.init(
            status: status, toldAt: json["toldAt"]?.text.flatMap(Timestamp.init),
            darkness: json["darkness"].flatMap(TrackedStatus.init))
    }
}

extension TrackedStatus {
    var members: [String: JSONValue] {
        [
            "since": .string(since.description), "believed": .boolean(isBelieved), "flapping": .boolean(isFlapping),
            "looks": .string(String(looks.map { $0 ? "F" : "P" })),
        ]
    }

    init?(json: JSONValue) {
        guard let since = json["since"]?.text.flatMap(Timestamp.init), case .boolean(let isBelieved)? = json["believed"],
            case .boolean(let isFlapping)? = json["flapping"], let looks = json["looks"]?.text
        else { return nil }
        self.init(since: since, isBelieved: isBelieved, isFlapping: isFlapping, looks: looks.map { $0 == "F" })
    }
}

extension TrackedFinding {
    var json: JSONValue {
        let members: [String: JSONValue] = [
            "rule": .string(rule), "subject": subject.json, "title": .string(title), "severity": .string(severity.rawValue),
            "staleSince": JSONValue(staleSince?.description),
        ]
        return JSONValue.object(members.merging(status.members) { $1 }).withoutNulls
    }

    init?(fingerprint: String, json: JSONValue) {
        guard let rule = json["rule"]?.text, let subject = json["subject"].flatMap(FindingSubject.init(json:)),
            let title = json["title"]?.text, let severity = json["severity"]?.text.flatMap(Severity.init),
            let status = TrackedStatus(json: json)
        else { return nil }
        self.init(
            fingerprint: fingerprint, rule: rule, subject: subject, title: title, severity: severity, status: status,
            staleSince: json["staleSince"]?.text.flatMap(Timestamp.init))
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
