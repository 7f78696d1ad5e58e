/// A parser that reads what others wrote, as the fuzzer and the tests of its corpus run it.
package struct FuzzedParser: Sendable, CustomStringConvertible {
    /// The name on the command line of `Scripts/fuzz`, and of the folder in `Tests/Corpora`.
    package let name: String
    /// How inputs are changed so that most keep their form.
    package let shape: InputShape
    /// Parses an input, and does what follows from it. What it promised and did not hold, in words; `nil` when all is well.
    package let brokenPromise: @Sendable ([UInt8]) -> String?

    package var description: String { name }

    package static let all = dns + records + mailRecordParts + servers + files + rules + runs + fleets

    /// For parsers of text.
    static func text(
        _ name: String, _ tokens: [String], brokenPromise: @escaping @Sendable (String) -> String?
    ) -> FuzzedParser {
        FuzzedParser(name: name, shape: .text(tokens: tokens)) { brokenPromise(String(decoding: $0, as: UTF8.self)) }
    }
}
