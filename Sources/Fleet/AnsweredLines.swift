import Facts
import Report

/// The deployments that a run has finished already, according to its output.
package struct AnsweredLines: Sendable {
    private let run: String
    private var keys = KeySet()
    /// Input lines that were refused without a key.
    private var lines: Set<Int> = []
    private var partial: [UInt8] = []
    private var length = 0
    /// The complete octets of the output: the rest belongs to an unfinished deployment.
    package private(set) var wholeLength = 0

    package init(run: String) { self.run = run }

    package var count: Int { keys.count + lines.count }

    package func contains(key: String?, line: Int) -> Bool { key.map(keys.contains) ?? lines.contains(line) }

    /// The next octets of the output. A last line without its end is torn, and does not count.
    package mutating func read(_ octets: [UInt8]) {
        var rest = octets[...]
        while let end = rest.firstIndex(of: 0x0a) {
            partial += rest[..<end]
            length += partial.count + 1
            note(partial)
            partial = []
            rest = rest[(end + 1)...]
        }
        partial += rest
    }

    private mutating func note(_ line: [UInt8]) {
        guard let text = String(validating: line, as: UTF8.self), let value = try? JSONParser.parse(text),
            let kind = value["type"]?.text.flatMap(FleetLine.Kind.init(rawValue:)), kind.isLast
        else { return }
        wholeLength = length
        guard value["run"]?.text == run else { return }
        if let key = value["key"]?.text {
            _ = keys.insert(key)
        } else if case .integer(let number)? = value["line"] {
            lines.insert(Int(number))
        }
    }
}
