import Testing

@Suite("Facts are set and read through their declarations", .timeLimit(.minutes(10)))
struct FactNamesTests {
    /// Only readers of files and rules access a field by its name.
    private static let byName: Set<String> = ["Facts", "RuleLanguage", "Rules", "RuleTests"]

    @Test("only readers of files set a fact by its name")
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
