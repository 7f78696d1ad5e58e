import Foundation
import TestPeers

/// A page of the documents, and its examples, in order.
///
/// A fenced block with `title=NAME` is a file, one with the language `dns-zone` the DNS before anything is published, and a
/// `console` block a session: lines that begin with `$ ` are commands, the following lines their output. Comments of the
/// page change the world: `<!-- published: FILE -->` publishes the plan of a deployment file, `<!-- servfail: NAME -->`
/// makes the server of a name fail, `<!-- servfail: -->` ends that, and `<!-- after: PAGE -->` starts where another page
/// ended.
struct DocumentPage: Sendable {
    enum Step: Sendable {
        case file(name: String, text: String)
        case standing(String)
        case published(String)
        case failing(String?)
        case command(String, output: [String], line: Int)
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Relative to the repository root.
    let path: String
    let text: String
    let steps: [Step]

    init(_ path: String) throws {
        let text = try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
        self.path = path
        self.text = text
        steps = try Self.steps(text, path)
    }

    /// Every page below `Documentation/`, and those at the top level that describe the program.
    static func all() throws -> [DocumentPage] {
        let folder = root.appending(path: "Documentation").path
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".md") }.sorted()
        return try (["README.md", "SECURITY.md", "Examples/README.md"] + names.map { "Documentation/\($0)" }).map(Self.init)
    }

    /// Relative links, without their anchors.
    var links: [String] {
        text.matches(of: /\]\(([^)\s]+)\)/).map { String($0.1) }
            .filter { !$0.contains("://") && !$0.hasPrefix("#") }
            .map { String($0.prefix { $0 != "#" }) }
    }

    private static func steps(_ text: String, _ path: String) throws -> [Step] {
        var steps: [Step] = []
        var fence: (header: Substring, body: [String], line: Int)?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let open = fence {
                if line == "```" {
                    steps += block(open.header, open.body, line: open.line)
                    fence = nil
                } else {
                    fence?.body.append(String(line))
                }
            } else if line.hasPrefix("```") {
                fence = (line.dropFirst(3), [], index + 2)
            } else if let comment = line.wholeMatch(of: /<!-- ([a-z]+): ?(.*?) ?-->/) {
                switch comment.1 {
                case "after": steps += try DocumentPage("Documentation/\(comment.2)").steps
                case "published": steps.append(.published(String(comment.2)))
                case "servfail": steps.append(.failing(comment.2.isEmpty ? nil : String(comment.2)))
                default: throw Program.Failure(description: "\(path):\(index + 1): unknown comment \(comment.1)")
                }
            }
        }
        guard fence == nil else { throw Program.Failure(description: "\(path): a block has no end") }
        return steps
    }

    private static func block(_ header: Substring, _ body: [String], line: Int) -> [Step] {
        if let name = header.firstMatch(of: /title=(\S+)/)?.1 {
            return [.file(name: String(name), text: body.joined(separator: "\n") + "\n")]
        }
        guard header == "console" else { return header == "dns-zone" ? [.standing(body.joined(separator: "\n") + "\n")] : [] }
        var commands: [(text: String, output: [String], line: Int)] = []
        for (offset, one) in body.enumerated() {
            if one.hasPrefix("$ ") {
                commands.append((String(one.dropFirst(2)), [], line + offset))
            } else if !commands.isEmpty {
                commands[commands.count - 1].output.append(one)
            }
        }
        return commands.map { .command($0.text, output: $0.output, line: $0.line) }
    }
}
