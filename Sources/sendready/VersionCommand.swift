import ArgumentParser
import CBuildInformation
import Changes
import Deployment
import Facts
import History
import HostNames
import LDNSCodec
import Probes
import Report
import Rules
import SystemIO

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Show version, commit, the rules' digest, and libraries with their versions.",
        discussion: """
            Two programs with the same digest use the same rules; JSON reports include it too. For shared libraries, the version is \
            that of the loaded library.
            """)

    @OptionGroup var folder: RulesFolderOptions

    @Option(help: "text or json.")
    var format: SingleStepOptions.Format = .text

    func run() throws {
        let about = ProgramDescription(rules: try folder.book())
        try StandardOutput.writeLine(format == .json ? about.json.rendered() : about.text)
    }
}

/// The information that a bug report should include.
struct ProgramDescription {
    let rules: RuleBook

    struct Library: Equatable {
        let name: String
        let version: String
        let isShared: Bool
    }

    /// Passed in by the build; `nil` for a manual build.
    static var commit: String? {
        let commit = String(cString: sendready_build_commit())
        return commit.isEmpty ? nil : commit
    }

    static var libraries: [Library] {
        let openSSL = OpenSSLLibrary.version
        let shared = [
            ("ldns", LibLDNS.version), ("libidn2", LibIDN2.version),
            ("OpenSSL", openSSL.hasPrefix("OpenSSL ") ? String(openSSL.dropFirst("OpenSSL ".count)) : openSSL),
            ("SQLite", (try? SQLiteLibrary.version()) ?? "unknown"),
        ]
        let packages = String(cString: sendready_build_packages()).split(separator: ";").compactMap { text -> Library? in
            let words = text.split(separator: " ").map(String.init)
            return words.count == 2 ? Library(name: words[0], version: words[1], isShared: false) : nil
        }
        return shared.map { Library(name: $0.0, version: $0.1, isShared: true) }
            + packages
    }

    /// The output formats and their version numbers.
    private static let formats: [(name: String, format: Int)] = [
        ("facts", FactSet.format), ("history", HistoryFile.format), ("report", JSONReport.format), ("state", RunState.format),
    ]

    var text: String {
        let libraries = Self.libraries.map { "\($0.name) \($0.version)\($0.isShared ? "" : " (built in)")" }
        return """
            sendready \(Sendready.version)
            commit     \(Self.commit ?? "unknown: built by hand")
            rules      \(rules.rules.count), sha256 \(rules.digest)
            formats    \(Self.formats.map { "\($0.name) \($0.format)" }.joined(separator: ", "))
            libraries  \(libraries.joined(separator: "\n           "))
            """
    }

    var json: JSONValue {
        let libraries = Self.libraries.map { library -> JSONValue in
            ["name": .string(library.name), "version": .string(library.version), "shared": .boolean(library.isShared)]
        }
        let formats = Self.formats.map { ($0.name, JSONValue.integer(Int64($0.format))) }
        return [
            "name": "sendready", "version": .string(Sendready.version), "commit": JSONValue(Self.commit),
            "rules": ["count": .integer(Int64(rules.rules.count)), "digest": .string(rules.digest)],
            "formats": .object(Dictionary(formats) { first, _ in first }), "libraries": .array(libraries),
        ]
    }
}
