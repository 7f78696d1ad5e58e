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
            for (number, _) in try House.lines(of: file, with: [".set(\"", ".setting(\"", "FactObject(."]) {
                Issue.record("\(file):\(number) sets a fact by its name")
            }
        }
    }
}
