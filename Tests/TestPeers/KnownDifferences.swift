package import Foundation

/// A list of how a checker of somebody else's differs from this project, and why: `known-differences.json` beside the tests.
package struct KnownDifferences: Sendable {
    private struct Difference: Decodable {
        let checker: String
        let ours: String
        let theirs: String
        /// A regular expression that some part of the case's text fits.
        let pattern: String
        let why: String
    }

    private let list: [Difference]

    /// - Parameter checker: as the list calls it.
    package init(of checker: String, in folder: URL) throws {
        let file = folder.appending(path: "known-differences.json")
        list = try JSONDecoder().decode([Difference].self, from: Data(contentsOf: file)).filter { $0.checker == checker }
    }

    /// One case, and what this project and the checker make of it.
    package struct Case: Sendable {
        let text: String
        let ours: String
        let theirs: String

        package var isGood: Bool { ours == "good" }

        package init(_ text: String, ours: String, theirs: String) {
            (self.text, self.ours, self.theirs) = (text, ours, theirs)
        }
    }

    /// The cases that differ and that nothing on the list explains, and what is on the list and explains none.
    package func complaints(about cases: [Case]) throws -> [String] {
        var used: Set<Int> = []
        var complaints: [String] = []
        for item in cases where item.ours != item.theirs {
            let index = try list.firstIndex { difference in
                try difference.ours == item.ours && difference.theirs == item.theirs
                    && item.text.contains(Regex(difference.pattern).anchorsMatchLineEndings())
            }
            if let index { used.insert(index) } else { complaints.append("\(item.theirs), not \(item.ours): \(item.text)") }
        }
        let idle = list.indices.filter { !used.contains($0) }
        return complaints + idle.map { "no case differs so any more, take it off the list: \(list[$0])" }
    }
}
