import Testing

@Suite("Facts are set and read through their declarations", .timeLimit(.minutes(10)))
struct FactNamesTests {
    /// Readers of files and of rules know a field by its name alone.
    private static let byName: Set<String> = ["Facts", "RuleLanguage", "Rules", "RuleTests"]

    @Test("no module but readers of files sets a fact by its name")
    func settingByName() throws {
        for file in try House.swiftFiles(in: "Sources") {
            let module = file.split(separator: "/").dropFirst().first.map(String.init) ?? ""
            guard !Self.byName.contains(module) else { continue }
            for (number, line) in try House.lines(of: file).enumerated() {
                let isByName = [".set(\"", ".setting(\"", "FactObject(."].contains { line.contains($0) }
                #expect(!isByName, "\(file):\(number + 1) sets a fact by its name")
            }
        }
    }
}
