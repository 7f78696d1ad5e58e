import DNS
import Facts
import MailPolicy
import Report

/// The records at a selector's name, for people and as JSON.
struct DKIMKeyText {
    let name: DomainName
    let result: LookupResult
    let given: DKIMPublicKey?

    private var texts: [String] { (result.records ?? []).compactMap(\.data.joinedText) }
    private var answer: DKIMAnswer { DKIMAnswer(texts) }

    /// The single record, or the one joined from its parts.
    private var record: DKIMKeyRecord? {
        switch answer {
        case .record(let record), .halves(_, let record): record
        case .none, .noKey, .several: nil
        }
    }

    private var matches: Bool? { given.map { record?.key == $0 } }

    var status: ExitStatus {
        if result.records == nil { return .undetermined }
        guard case .record(let record) = answer, record.verdict == .usable, matches != false else { return .notReady }
        return .ready
    }

    private var verdict: String {
        switch answer {
        case _ where result.records == nil: return "unknown: \(result.status)"
        case .none: return "missing"
        case .noKey, .several, .halves: return answer.words
        case .record(let record):
            switch record.verdict {
            case .usable: return "usable"
            case .revoked: return "revoked"
            case .unusable(let reasons): return "unusable: \(reasons.map(\.rawValue).joined(separator: ", "))"
            }
        }
    }

    var text: String {
        var lines = ["name      \(name.absoluteText)", "verdict   \(verdict)"]
        if let key = record?.key { lines.append("key       \(key.keyType), \(key.bits) bits") }
        if let record, !record.flags.isEmpty { lines.append("flags     \(record.flags.joined(separator: ", "))") }
        if let matches { lines.append("compared  \(matches ? "it is the given key" : "it is not the given key")") }
        for alias in result.aliases { lines.append("alias     \(alias.name.absoluteText) CNAME \(alias.data.zoneText)") }
        for text in texts {
            let isKey = DKIMKeyRecord.isRecognisable(text)
            lines.append("\(isKey ? "record    " : "no key    ")\(text)")
        }
        for problem in record?.problems ?? [] {
            lines.append(
                "\(problem.severity.rawValue.padding(to: 10))\(problem.message) (at octet \(problem.range.lowerBound + 1))")
        }
        if let given, matches != true { lines.append("publish   \(name.absoluteText) IN TXT \(DKIMTXT(given).zoneText)") }
        return lines.map { printable($0) + "\n" }.joined()
    }

    var json: JSONValue {
        JSONValue.object([
            "name": .string(name.absoluteText), "verdict": .string(verdict), "status": .string(result.status),
            "kind": result.records == nil ? .null : .string(answer.kind.rawValue), "otherTexts": .strings(answer.otherTexts),
            "records": .strings(texts), "keyType": JSONValue(record?.key?.keyType),
            "bits": record?.key.map { .integer(Int64($0.bits)) } ?? .null, "flags": .strings(record?.flags ?? []),
            "matches": matches.map(JSONValue.boolean) ?? .null, "problems": .array((record?.problems ?? []).map(\.json)),
            "publish": JSONValue(given.map { DKIMTXT($0).text }),
        ]).withoutNulls
    }
}

extension PolicyProblem {
    /// `position` counts octets from 1.
    var json: JSONValue {
        JSONValue.object([
            "code": .string(code), "severity": .string(severity.rawValue),
            "position": .integer(Int64(range.lowerBound + 1)), "length": .integer(Int64(range.count)),
            "message": .string(message), "repair": JSONValue(repair),
        ])
    }
}
