import DNS

extension FactSet {
    /// The fact file: the tree, the observations, and for each field the observations it was derived from.
    ///
    /// Absent is `null`; unknown is `{"$unknown": […]}`; `$from` lists sources by field.
    package func json(toolVersion: String) -> JSONValue {
        [
            "format": .integer(Int64(Self.format)),
            "tool": ["name": "sendready", "version": .string(toolVersion)],
            "deployment": .string(deployment),
            "scheme": .string(scheme),
            "observedAt": .string(observedAt.description),
            "elapsedMs": .integer(Int64(elapsedMilliseconds)),
            "facts": FactCoding.encode(.object(root)),
            "observations": .array(observations.map(\.json)),
        ]
    }

    /// Why a fact file was refused: the path in the tree, and the reason.
    package struct Refusal: Error, Sendable, CustomStringConvertible {
        package let path: String
        package let message: String
        package var description: String { path.isEmpty ? message : "\(path): \(message)" }
    }

    /// Reads a fact file against the schema; unknown fields and fields of the wrong type are refused.
    package init(json: JSONValue, schema: FactSchema = .current) throws(Refusal) {
        guard case .integer(let format)? = json["format"] else {
            throw Refusal(path: "format", message: "this is not a fact file of sendready")
        }
        guard format <= Self.format else {
            throw Refusal(path: "format", message: "format \(format) needs a newer sendready; this one reads \(Self.format)")
        }
        guard let time = json["observedAt"]?.text.flatMap(Timestamp.init) else {
            throw Refusal(path: "observedAt", message: "must be a time such as 2026-11-22T12:00:00Z")
        }
        guard let deployment = json["deployment"]?.text, let scheme = json["scheme"]?.text else {
            throw Refusal(path: "deployment", message: "must be text")
        }
        var observations: [Observation] = []
        if case .array(let items)? = json["observations"] {
            for (index, item) in items.enumerated() {
                guard let observation = Observation(json: item) else {
                    throw Refusal(path: "observations[\(index)]", message: "is not an observation")
                }
                observations.append(observation)
            }
        }
        var elapsed = 0
        if case .integer(let value)? = json["elapsedMs"] { elapsed = Int(clamping: value) }
        let decoder = FactCoding(schema: schema, observationCount: observations.count)
        let root = try decoder.object(json["facts"] ?? .null, schema.root, path: "facts")
        self.init(
            deployment: deployment, scheme: scheme, observedAt: time, elapsedMilliseconds: elapsed, root: root,
            observations: observations)
    }
}

extension Observation {
    /// As in a fact file, and in the evidence of a finding.
    package var json: JSONValue {
        JSONValue.object([
            "question": .string(question), "view": .string(view), "server": JSONValue(server), "status": .string(status),
            "answer": .strings(answer), "ttl": ttl.map { .integer(Int64($0)) } ?? .null,
            "attempts": attempts.isEmpty ? .null : .strings(attempts),
        ]).withoutNulls
    }

    init?(json: JSONValue) {
        guard let question = json["question"]?.text, let view = json["view"]?.text, let status = json["status"]?.text,
            case .array(let answer)? = json["answer"]
        else { return nil }
        var ttl: Int?
        if case .integer(let value)? = json["ttl"] { ttl = Int(clamping: value) }
        var attempts: [String] = []
        if case .array(let lines)? = json["attempts"] { attempts = lines.compactMap(\.text) }
        self.init(
            question: question, view: view, server: json["server"]?.text, status: status,
            answer: answer.compactMap(\.text), ttl: ttl, attempts: attempts)
    }
}

/// Converts fact values to JSON and back; types come from the schema, so that `10.0.0.1` is an address only where one is
/// expected.
struct FactCoding {
    let schema: FactSchema
    let observationCount: Int

    static func encode(_ value: FactValue) -> JSONValue {
        switch value {
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .double(let value): .double(value)
        case .string(let value): .string(value)
        case .address(let value): .string(value.description)
        case .network(let value): .string(value.description)
        case .timestamp(let value): .string(value.description)
        case .duration(let value): .string("\(value.components.seconds)s")
        case .list(let items): .array(items.map(encode))
        case .object(let object): encode(object)
        case .absent: .null
        case .unknown(let unknown): ["$unknown": .array(unknown.reasons.map(encode))]
        }
    }

    private static func encode(_ reason: Unknown.Reason) -> JSONValue {
        JSONValue.object([
            "cause": .string(reason.cause.rawValue), "question": JSONValue(reason.question), "view": JSONValue(reason.view),
            "detail": reason.detail.isEmpty ? .null : .string(reason.detail),
        ]).withoutNulls
    }

    private static func encode(_ object: FactObject) -> JSONValue {
        var members: [JSONKey: JSONValue] = [:]
        var sources: [JSONKey: JSONValue] = [:]
        for (index, field) in object.type.fields.enumerated() {
            members[JSONKey(field.name)] = encode(object.slots[index])
            if !object.sources[index].isEmpty {
                sources[JSONKey(field.name)] = .array(object.sources[index].map { .integer(Int64($0)) })
            }
        }
        if !sources.isEmpty { members["$from"] = .object(sources) }
        return .object(members)
    }

    func object(_ json: JSONValue, _ type: ObjectType, path: String) throws(FactSet.Refusal) -> FactObject {
        guard case .object(let members) = json else { throw refusal(path, "must be an object") }
        var object = FactObject(type)
        let sources = members["$from"]
        for (key, member) in members.sorted(by: { $0.key < $1.key }) where key != "$from" {
            guard let field = type.field(key.text) else { throw refusal(path, "\(type.name) has no field '\(key)'") }
            let place = "\(path).\(key)"
            var indexes: [Int] = []
            if case .array(let items)? = sources?[key.text] {
                for item in items {
                    guard case .integer(let index) = item, (0..<Int64(observationCount)).contains(index) else {
                        throw refusal(place, "refers to an observation that does not exist")
                    }
                    indexes.append(Int(index))
                }
            }
            object.set(key.text, try value(member, field.type, optional: field.isOptional, path: place), from: indexes)
        }
        return object
    }

    private func value(_ json: JSONValue, _ type: FactType, optional: Bool, path: String) throws(FactSet.Refusal) -> FactValue {
        if json == .null, optional { return .absent }
        if case .array(let reasons)? = json["$unknown"] { return .unknown(try unknown(reasons, path: path)) }
        switch (type, json) {
        case (.boolean, .boolean(let value)): return .boolean(value)
        case (.integer, .integer(let value)): return .integer(value)
        case (.double, .double(let value)): return .double(value)
        case (.double, .integer(let value)): return .double(Double(value))
        case (.string, .string(let text)): return .string(text)
        case (.address, .string(let text)): if let address = IPAddress(text) { return .address(address) }
        case (.network, .string(let text)): if let network = Network(text) { return .network(network) }
        case (.timestamp, .string(let text)): if let time = Timestamp(text) { return .timestamp(time) }
        case (.duration, .string(let text)):
            if text.hasSuffix("s"), let seconds = Int64(text.dropLast()) { return .duration(.seconds(seconds)) }
        case (.list(let element), .array(let items)):
            var values: [FactValue] = []
            for (index, item) in items.enumerated() {
                values.append(try value(item, element, optional: false, path: "\(path)[\(index)]"))
            }
            return .list(values)
        case (.object(let name), .object):
            if let type = schema.type(name) { return .object(try object(json, type, path: path)) }
        default: break
        }
        throw refusal(path, "must be of type \(type)")
    }

    private func unknown(_ reasons: [JSONValue], path: String) throws(FactSet.Refusal) -> Unknown {
        var merged: Unknown?
        for reason in reasons {
            guard let cause = reason["cause"]?.text.flatMap(Unknown.Cause.init) else {
                throw refusal(path, "an unknown value needs a cause")
            }
            let one = Unknown(
                cause, question: reason["question"]?.text, view: reason["view"]?.text, detail: reason["detail"]?.text ?? "")
            merged = merged?.merged(with: one) ?? one
        }
        guard let merged else { throw refusal(path, "an unknown value needs a cause") }
        return merged
    }

    private func refusal(_ path: String, _ message: String) -> FactSet.Refusal {
        FactSet.Refusal(path: path, message: message)
    }
}
