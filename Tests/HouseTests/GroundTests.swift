import Foundation
import Testing

@Suite("The ground is clean", .timeLimit(.minutes(10)))
struct GroundTests {
    /// The permitted names at the top level; anything else is a leftover of some program.
    private static let topLevel: Set<String> = [
        ".ci", ".gitattributes", ".gitignore", ".swift-format", "CHANGELOG.md", "CONTRIBUTING.md", "Documentation",
        "Examples", "LICENSE", "Package.swift", "README.md", "Rules", "SECURITY.md", "Scripts", "Sources", "Tests",
    ]

    /// Names in `.gitignore`, and the repository itself.
    private static func isIgnored(_ name: String) -> Bool {
        name == ".git" || name.hasPrefix(".build") || name == "Package.resolved" || name.hasSuffix(".swp")
    }

    @Test("the top level has exactly these names")
    func topLevel() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: House.path("."))
        #expect(Set(names.filter { !Self.isIgnored($0) }) == Self.topLevel)
    }

    /// Test keys, generated for the tests.
    private static let keysOfTests: Set<String> = [
        "Tests/DeploymentTests/Good/files/s2027.pem", "Tests/DeploymentTests/Mistakes/files/encrypted.pem",
        "Tests/DeploymentTests/Mistakes/files/private.pem",
    ]

    @Test("no file is a private key, except test keys")
    func privateKeys() throws {
        var keys: Set<String> = []
        for name in Self.topLevel {
            for file in (try? House.files(in: name, ending: "")) ?? [name] {
                guard let data = FileManager.default.contents(atPath: House.path(file)),
                    data.range(of: Data("PRIVATE KEY-----".utf8)) != nil
                else { continue }
                // A PEM block (RFC 7468) at the start of a line and with a body: not a mention, not a string literal.
                let text = String(decoding: data, as: UTF8.self)
                if text.contains(/(?m)^-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n[A-Za-z0-9+\/=:, -]+\r?\n/) { keys.insert(file) }
            }
        }
        #expect(keys == Self.keysOfTests)
    }

    @Test("files that are generated are marked as such")
    func generated() throws {
        let marks = try House.lines(of: ".gitattributes").filter { $0.hasSuffix(" linguist-generated") }
            .map { String($0.dropLast(" linguist-generated".count)) }
        #expect(
            Set(marks) == [
                "Sources/BuiltinRules/BuiltinRules+Generated.swift", "Sources/BuiltinRules/BuiltinRules+Image+Generated.swift",
                "Rules/pages/**", "Examples/*.schema.json",
                "Tests/ReportTests/Golden/**", "Documentation/json.md", "Documentation/providers.md",
            ])
        // Each generated file is covered by one of them.
        let generator = try String(contentsOfFile: House.path("Sources/maintain/main.swift"), encoding: .utf8)
        for path in generator.matches(of: /GeneratedFile\(path: "([^"\\]+)"/).map({ String($0.1) }) {
            #expect(
                marks.contains(path) || path.hasPrefix("Examples/") && path.hasSuffix(".schema.json"), "\(path) is not marked")
        }
    }

    @Test("all I/O is in one module: no print, no FileHandle, no stdio in the sources")
    func oneDoor() throws {
        for file in try House.swiftFiles(in: "Sources") where !file.hasSuffix("+Generated.swift") {
            let words = ["print", "dump", "put", "fwrite", "stdout", "stderr", "FileHandle"]
            for (number, line) in try House.lines(of: file, with: words) where !line.contains("//") {
                let isOpen =
                    line.contains(/(?:^|[^A-Za-z0-9_.])(?:print|debugPrint|dump|fputs|fputc|puts|fwrite|fprintf|printf)\(/)
                    || line.contains("FileHandle") || line.contains(/\b(?:stdout|stderr)\b/) && !line.contains("/dev/")
                #expect(!isOpen, "\(file):\(number): \(line)")
            }
        }
    }

    @Test("only that module calls write(2) on files")
    func oneWriter() throws {
        for file in try House.swiftFiles(in: "Sources") where !file.hasPrefix("Sources/SystemIO/") {
            let words = ["write(", "_FILENO", "createFile("]
            for (number, line) in try House.lines(of: file, with: words) where !line.contains("//") {
                #expect(
                    !line.contains(
                        /(?:Glibc|Foundation)\.write\(|STDOUT_FILENO|STDERR_FILENO|\.write\(to(?:File)?: [^&]|createFile\(/),
                    "\(file):\(number): \(line)")
            }
        }
    }
}
