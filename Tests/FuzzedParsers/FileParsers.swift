import BuiltinRules
import DNS
import Deployment
import Facts
import RuleTests
import Rules
import StrictYAML

extension FuzzedParser {
    /// YAML and deployment files.
    static let files: [FuzzedParser] = [
        text("yaml", yamlTokens) { text in
            place(in: text) { () throws(Diagnostics) in
                let document = try YAMLDocument(parsing: text, file: "input.yaml")
                _ = try YAMLSubstitution.names(in: document)
                _ = try YAMLSubstitution(["domain": "acme.example"])(document)
            }
        },
        text("deployment", yamlTokens + deploymentTokens) { text in
            place(in: text) { () throws(Diagnostics) in
                _ = Plan(try DeploymentFile.parse(text: text, file: "input.yaml", folder: "/nonexistent").deployment)
            }
        },
    ]

    /// Rule files, profiles, expressions and waivers.
    static let rules: [FuzzedParser] = [
        text("rule-file", yamlTokens + ruleTokens) { judged(RuleSource(path: "fuzz/input.yaml", text: $0)) },
        text("rule-profile", yamlTokens + ruleTokens) { judged(RuleSource(path: "profiles/input.yaml", text: $0)) },
        // As condition and as message, in a block whose text is the input's.
        text("rule-expression", ruleTokens) { text in
            let block = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "    \($0)" }.joined(
                separator: "\n")
            return judged(
                RuleSource(
                    path: "fuzz/input.yaml",
                    text: """
                        engine: 1
                        title: Fuzz
                        severity: error
                        for_each: web_name
                        assert: |2
                        \(block)
                        message: |2
                        \(block)
                        tests:
                          - { name: given, given: { web.a: [192.0.2.1], web.aaaa: !unknown timeout, web.role: panel }, expect: pass }

                        """))
        },
        text(
            "waivers",
            yamlTokens + ["rule: ", "subject: ", "until: 2027-01-01", "reason: ", "by: ", "also: ", "spf/*", "undetermined"]
        ) { text in
            guard let book = try? RuleBook(sources: []) else { return nil }
            return place(in: text) { () throws(Diagnostics) in
                _ = try WaiverFile(text: text, file: "input.yaml", book: book, now: Timestamp(seconds: 0))
            }
        },
    ]

    /// What is refused is refused with places in the file, and in words that can be shown.
    private static func place(in text: String, _ body: () throws(Diagnostics) -> Void) -> String? {
        do throws(Diagnostics) {
            try body()
            return nil
        } catch {
            guard !error.list.isEmpty else { return "refused without a reason" }
            let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
            let stray = error.list.first { $0.position != .wholeFile && !(1...(lines + 1)).contains($0.position.line) }
            _ = error.list.map(\.rendered)
            return stray.map { "a place outside the text: \($0.headline)" }
        }
    }

    private static func judged(_ source: RuleSource) -> String? {
        place(in: source.text) { () throws(Diagnostics) in
            let rules = try TestedRules(sources: [source])
            _ = rules.run()
            _ = rules.lint()
            _ = rules.pages
            for profile in rules.book.profiles { _ = try? RuleConfiguration(book: rules.book, profiles: [.init(profile.id)]) }
        }
    }

    static let yamlTokens = [
        ": ", "- ", "? ", "#", "&a ", "*a", "!!str ", "!unknown timeout", "|", ">-", "|2", "---\n", "...\n", "%YAML 1.2\n", "{ ",
        " }", "[", "]", ", ",
        "\"", "'", "~", "null", "true", "yes", "no", "0o17", "0x1f", "1e3", ".inf", "2026-01-01", "<<: ", "${domain}", "${",
        "$${x}", "\n", "\n  ",
        "\t", "\\x41", "\\u2028", "\u{85}", "\u{2028}",
    ]

    private static let deploymentTokens = [
        "version: 1", "name: ", "scheme: ", "direct", "relay", "split-dns", "load-balanced", "views: ", "public: ", "internal: ",
        "authoritative: ",
        "resolvers: ", "networks: ", "panel: ", "tracking: ", "pixel: ", "senders: ", "relay: ", "balancer: ", "infrastructure: ",
        "dkim: ",
        "selector: ", "from: ", "mail-from: ", "helo: ", "addresses: ", "host: ", "alias: ", "dmarc: ", "policy: ", "reports: ",
        "tls: ", "roots: ",
        "probes: ", "dnsbl: ", "rules: ", "profiles: ", "overrides: ", "waivers: ", "platform: ", "config: ", "192.0.2.1",
        "2001:db8::1", "10.0.0.0/8",
        "acme.example", "münchen.example", "*.acme.example", "a@acme.example",
    ]

    private static let ruleTokens = [
        "engine: 1", "title: ", "severity: ", "error", "warning", "notice", "for_each: ", "web_name", "spf_domain", "applies: ",
        "requires: ", "assert: ",
        "message: ", "why: |\n", "fix: ", "text: ", "parameters: ", "explained-by: ", "lower: ", "tests: ", "given: ", "expect: ",
        "pass", "fail",
        "web.a", "web.role", "web.aaaa", "spf.records", ".size()", ".exists(x, ", ".all(x, ", ".filter(x, ", ".map(x, ",
        ".join(\", \")", ".matches(",
        " == ", " != ", " <= ", " && ", " || ", " in ", " ? ", " : ", " - ", " * ", " / ", " % ", "!", "(", ")", "{", "}", "r\"",
        "\"\"\"", "b'",
        "int(", "string(", "duration(\"1h\")", "timestamp(\"2026-01-01T00:00:00Z\")", "network(\"10.0.0.0/8\")",
        "9223372036854775807", "1u", "1.5",
        "null", "has(", "dyn(", "[", "]", "|",
    ]
}
