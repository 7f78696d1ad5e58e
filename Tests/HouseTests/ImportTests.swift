import Foundation
import Testing

/// The module table of `Sources/README.md`, highest first: each module with its permitted imports.
private enum ModuleTable {
    static func rows() throws -> [(module: String, imports: Set<String>)] {
        try House.lines(of: "Sources/README.md").drop { !$0.hasPrefix("| module |") }.dropFirst(2).prefix { $0.hasPrefix("|") }
            .map { line in
                let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { cell in
                    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
                        .map { String($0.element) }
                }
                return (try #require(cells.dropFirst().first?.first, "\(line)"), Set(cells.dropFirst(3).first ?? []))
            }
    }

    static func imports() throws -> [String: Set<String>] {
        Dictionary(try rows().map { ($0.module, $0.imports) }) { first, _ in first }
    }
}

@Suite("Modules import downwards only", .timeLimit(.minutes(10)))
struct ImportTests {
    @Test("the table lists exactly the imports of each module")
    func imports() throws {
        let rows = try ModuleTable.rows()
        #expect(rows.count > 20)
        for (module, allowed) in rows {
            var found: Set<String> = []
            for file in try House.swiftFiles(in: "Sources/\(module)") {
                for (_, line) in try House.lines(of: file, with: ["import "]) {
                    guard let name = Self.importedModule(line) else { continue }
                    #expect(allowed.contains(name), "\(file) imports \(name)")
                    found.insert(name)
                }
            }
            #expect(allowed.subtracting(found).isEmpty, "nothing in \(module) imports this")
        }
    }

    @Test("a module is listed above those that it imports")
    func order() throws {
        let rows = try ModuleTable.rows()
        let place = Dictionary(rows.enumerated().map { ($0.element.module, $0.offset) }) { first, _ in first }
        #expect(place.count == rows.count, "a module has two rows")
        for (index, row) in rows.enumerated() {
            for name in row.imports {
                if let other = place[name] { #expect(other > index, "\(row.module) imports \(name), which stands above it") }
            }
        }
    }

    @Test("every folder of Sources is in the table, and every module of the table exists")
    func modules() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: House.path("Sources")).filter { $0 != "README.md" }
        #expect(Set(folders).subtracting(House.tools) == Set(try ModuleTable.imports().keys))
    }

    @Test(
        "each C library has one importer",
        arguments: [
            ("CLDNS", "LDNSCodec"), ("COpenSSL", "Probes"), ("CCrypto", "Cryptography"), ("CIDN2", "HostNames"),
            ("CYaml", "StrictYAML"),
        ])
    func oneImporter(_ library: String, _ importer: String) throws {
        for module in try ModuleTable.imports().keys where module != importer {
            for file in try House.swiftFiles(in: "Sources/\(module)") {
                let imports = try House.lines(of: file, with: ["import \(library)"])
                #expect(!imports.contains { Self.importedModule($0.line) == library }, "\(file)")
            }
        }
    }

    /// The module of an import line, with any modifiers.
    private static func importedModule(_ line: String) -> String? {
        let words = line.split(separator: " ").drop {
            ["public", "private", "internal", "package", "@testable", "@preconcurrency"].contains($0)
        }
        guard words.first == "import", let name = words.last else { return nil }
        return name.split(separator: ".").first.map(String.init)
    }
}
