import Facts
import StrictYAML

/// Reads the lines of a fleet: JSON objects, CSV with a header, or paths of deployment files. The first line that is not
/// blank decides which; blank lines are counted and skipped.
package struct FleetInput: Sendable {
    package enum Form: Sendable, Equatable { case json, csv(columns: [String]), paths }

    /// Maximum length of a key, in characters.
    package static let maximumKeyLength = 512

    private let hasTemplate: Bool
    private var form: Form?
    private var line = 0
    /// The CSV record that continues on the next line, and the line on which it began.
    private var open: (text: String, line: Int)?
    /// What is wrong with the header of a CSV file: nothing after it can be read.
    private(set) package var headerFault: String?

    package init(hasTemplate: Bool) { self.hasTemplate = hasTemplate }

    /// The columns of a CSV input, once its header has been read.
    package var columns: [String]? {
        guard case .csv(let columns)? = form else { return nil }
        return columns
    }

    package typealias Reading = Result<FleetEntry, FleetRefusal>

    /// The entry that ends with this line; `nil` for a blank line, a header, and a record that continues.
    package mutating func read(_ next: LineSplitter.Line) -> Reading? {
        line += 1
        guard case .text(let octets) = next else {
            let begin = open?.line ?? line
            open = nil
            return refuse(begin, "longer than \(LineSplitter.maximumLength >> 20) MiB")
        }
        guard var text = String(validating: octets, as: UTF8.self) else { return refuse(line, "not UTF-8") }
        if line == 1, text.unicodeScalars.first == "\u{feff}" { text.unicodeScalars.removeFirst() }
        if let open {
            guard open.text.utf8.count + text.utf8.count < LineSplitter.maximumLength else {
                self.open = nil
                return refuse(open.line, "longer than \(LineSplitter.maximumLength >> 20) MiB: a quote is not closed")
            }
            return record(open.text + "\n" + text, from: open.line)
        }
        guard text.contains(where: { !$0.isWhitespace }) else { return nil }
        let known = form ?? Self.form(text, hasTemplate: hasTemplate)
        form = known
        switch known {
        case .json: return json(text)
        case .paths: return path(text)
        case .csv: return record(text, from: line)
        }
    }

    /// What is still open at the end of the input.
    package mutating func finish() -> Reading? {
        guard let rest = open else { return nil }
        open = nil
        return refuse(rest.line, "a quote is not closed")
    }

    private static func form(_ first: String, hasTemplate: Bool) -> Form {
        if first.first(where: { !$0.isWhitespace }) == "{" { return .json }
        return hasTemplate ? .csv(columns: []) : .paths
    }

    private func refuse(_ line: Int, _ reason: String, key: String? = nil) -> Reading {
        .failure(FleetRefusal(line: line, key: key, errors: ["line \(line): \(reason)"]))
    }

    private static func fault(ofKey key: String) -> String? {
        if key.isEmpty { return "the key is empty" }
        if key.count > maximumKeyLength { return "the key has \(key.count) characters; \(maximumKeyLength) is the limit" }
        let isInvisible = key.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return isInvisible ? "the key contains a control character" : nil
    }

    // MARK: JSON

    private static let members = ["key", "deployment", "file", "values"]

    private func json(_ text: String) -> Reading {
        let value: JSONValue
        do throws(JSONParser.Failure) { value = try JSONParser.parse(text) } catch {
            return refuse(line, "column \(error.column): \(error.message)")
        }
        guard case .object(let object) = value else { return refuse(line, "not a JSON object") }
        let key = value["key"]?.text.flatMap { Self.fault(ofKey: $0) == nil ? $0 : nil }
        if let stranger = object.keys.map(\.text).sorted().first(where: { !Self.members.contains($0) }) {
            return refuse(line, "unknown key '\(stranger)'\(suggestion(for: stranger, among: Self.members))", key: key)
        }
        guard let given = value["key"] else { return refuse(line, "the key 'key' is missing") }
        guard let written = given.text else { return refuse(line, "'key' is not text") }
        if let fault = Self.fault(ofKey: written) { return refuse(line, fault) }
        let sources = Self.members.dropFirst().filter { value[$0] != nil }
        guard sources.count == 1, let name = sources.first, let given = value[name] else {
            return refuse(line, "exactly one of deployment, file and values is needed", key: key)
        }
        switch (name, given) {
        case ("deployment", .object): return .success(FleetEntry(line: line, key: written, source: .deployment(given)))
        case ("file", .string(let path)) where !path.isEmpty:
            return .success(FleetEntry(line: line, key: written, source: .file(path)))
        case ("values", .object(let members)): return values(members, key: written)
        case ("file", _): return refuse(line, "'file' is not a path", key: key)
        default: return refuse(line, "'\(name)' is not an object", key: key)
        }
    }

    private func values(_ members: [JSONKey: JSONValue], key: String) -> Reading {
        guard hasTemplate else { return refuse(line, "values need a template: --template FILE", key: key) }
        var values: [String: String] = [:]
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            switch value {
            case .string(let text): values[name.text] = text
            case .integer(let number): values[name.text] = String(number)
            case .boolean(let truth): values[name.text] = String(truth)
            case .double(let number): values[name.text] = String(number)
            case .null: break
            case .array, .object:
                return refuse(line, "the value of '\(name)' is neither text nor a number: values cannot add structure", key: key)
            }
        }
        return .success(FleetEntry(line: line, key: key, source: .values(values)))
    }

    // MARK: Paths

    private func path(_ text: String) -> Reading {
        if let fault = Self.fault(ofKey: text) { return refuse(line, fault) }
        return .success(FleetEntry(line: line, key: text, source: .file(text)))
    }

    // MARK: CSV

    private mutating func record(_ text: String, from begin: Int) -> Reading? {
        switch CSVRecord.fields(of: text) {
        case .open:
            open = (text, begin)
            return nil
        case .fault(let reason):
            open = nil
            return refuse(begin, reason)
        case .fields(let fields):
            open = nil
            guard let columns, !columns.isEmpty else { return header(fields) }
            return row(fields, columns, begin)
        }
    }

    private mutating func header(_ fields: [String]) -> Reading? {
        let columns = fields.map { String($0.drop(while: \.isWhitespace)) }
        if !columns.contains("key") {
            headerFault = "the CSV header has no column 'key'\(suggestion(for: "key", among: columns))"
        } else if let twice = columns.first(where: { name in columns.count { $0 == name } > 1 }) {
            headerFault = "the CSV header has the column '\(twice)' twice"
        }
        form = .csv(columns: columns)
        return nil
    }

    /// An empty cell is a missing value.
    private func row(_ fields: [String], _ columns: [String], _ begin: Int) -> Reading {
        let pairs = zip(columns, fields).filter { !$0.1.isEmpty }
        let values = Dictionary(pairs) { first, _ in first }
        let key = values["key"].flatMap { Self.fault(ofKey: $0) == nil ? $0 : nil }
        guard fields.count == columns.count else {
            return refuse(begin, "\(fields.count) fields where the header has \(columns.count)", key: key)
        }
        if let fault = Self.fault(ofKey: values["key"] ?? "") { return refuse(begin, fault) }
        return .success(FleetEntry(line: begin, key: values["key"] ?? "", source: .row(values)))
    }
}
