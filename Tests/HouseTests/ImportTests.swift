import Foundation
import Testing

/// The modules, each with those it may import: the table of the design, lowest last. A module may import only what stands
/// below it, and only what is named here.
private let allowedImports: [String: Set<String>] = [
    "sendready": [
        "ArgumentParser", "AuthoritativeServer", "BuiltinRules", "Changes", "DNS", "Deployment", "Facts", "Foundation", "History",
        "LDNSCodec",
        "MailPolicy",
        "Report",
        "Probes",
        "Resolver", "RuleLanguage", "RuleTests", "Rules", "StrictYAML", "Survey", "Synchronization",
        "ZonePlan",
    ],
    "maintain": ["Deployment", "Foundation", "History", "Report", "RuleTests", "Rules", "ZonePlan"],
    "History": ["Changes", "Facts", "GRDB", "Report", "RuleLanguage", "Rules"],
    "Report": ["Changes", "DNS", "Deployment", "Facts", "Rules"],
    "Changes": ["Facts", "Rules"],
    "Survey": ["DNS", "Deployment", "Facts", "MailPolicy", "Probes", "Resolver", "Synchronization", "ZonePlan"],
    "ZonePlan": ["DNS", "Deployment", "Facts", "MailPolicy"],
    "RuleTests": ["DNS", "Facts", "RuleLanguage", "Rules", "StrictYAML"],
    "Rules": ["DNS", "Facts", "RuleLanguage", "StrictYAML"],
    "RuleLanguage": ["DNS", "Facts", "StrictYAML"],
    "BuiltinRules": [],
    "Facts": ["DNS", "Deployment", "MailPolicy", "Synchronization"],
    "Deployment": ["DNS", "Foundation", "StrictYAML"],
    "MailPolicy": ["DNS"],
    "StrictYAML": ["Yams"],
    "AuthoritativeServer": ["DNS", "Glibc", "LDNSCodec", "Sockets", "Synchronization"],
    "Resolver": ["DNS", "Glibc", "LDNSCodec", "Sockets", "Synchronization"],
    "LDNSCodec": ["CLDNS", "DNS", "Glibc"],
    "Probes": ["COpenSSL", "DNS", "Glibc", "Sockets", "Synchronization"],
    "DNS": ["Foundation"],
    "Sockets": ["CEvents", "DNS", "Glibc"],
    "CEvents": [],
    "COpenSSL": [],
    "CLDNS": [],
]

@Suite("Modules import downwards only")
struct ImportTests {
    @Test("every import is in the table", arguments: allowedImports.keys.sorted())
    func imports(_ module: String) throws {
        let allowed = allowedImports[module] ?? []
        for file in try House.swiftFiles(in: "Sources/\(module)") {
            for line in try House.lines(of: file) {
                guard let name = Self.importedModule(line) else { continue }
                #expect(allowed.contains(name), "\(file) imports \(name)")
            }
        }
    }

    @Test("every folder of Sources is in the table, and every module of the table exists")
    func modules() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: House.path("Sources"))
        #expect(Set(folders).subtracting(House.tools) == Set(allowedImports.keys))
    }

    @Test("each C library has one importer", arguments: [("CLDNS", "LDNSCodec"), ("COpenSSL", "Probes")])
    func oneImporter(_ library: String, _ importer: String) throws {
        for module in allowedImports.keys where module != importer {
            for file in try House.swiftFiles(in: "Sources/\(module)") {
                #expect(try !House.lines(of: file).contains { Self.importedModule($0) == library }, "\(file)")
            }
        }
    }

    /// The module of an import line, whatever stands before and after `import`.
    private static func importedModule(_ line: String) -> String? {
        let words = line.split(separator: " ").drop {
            ["public", "private", "internal", "package", "@testable", "@preconcurrency"].contains($0)
        }
        guard words.first == "import", let name = words.last else { return nil }
        return name.split(separator: ".").first.map(String.init)
    }
}
