import DNS
import Facts
import Glibc
import MailPolicy
import RuleTests
import Rules
import SystemIO

/// One libFuzzer input: text for the parser named by `SENDREADY_FUZZ`, its lint and its further processing. Nothing may
/// crash, hang or grow without bound.
///
/// `Scripts/fuzz-text` builds and runs it; it is not part of an ordinary build, because the fuzzer brings its own `main`.
@_cdecl("LLVMFuzzerTestOneInput")
package func fuzzOne(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: count), as: UTF8.self)
    fuzzedParser(text)
    return 0
}

private let fuzzedParser: @Sendable (String) -> Void = {
    let name = getenv("SENDREADY_FUZZ").map { String(cString: $0) } ?? ""
    guard let parser = parsers[name] else {
        StandardOutput.lineOrExit("SENDREADY_FUZZ must be one of \(parsers.keys.sorted().joined(separator: ", "))")
        exit(64)
    }
    return parser
}()

private let parsers: [String: @Sendable (String) -> Void] = {
    var all: [String: @Sendable (String) -> Void] = [
        "spf": { text in
            let record = SPFRecord(parsing: text)
            _ = record.lint(at: DomainName("example.com"))
            _ = SPFRepair.corrected(record)
            _ = SPFRepair.merged([record, SPFRecord(parsing: "v=spf1 a -all")])
            _ = SPFLookalike.all(in: [text])
        },
        "dkim-answer": { text in
            let texts = text.split(separator: "\n").map(String.init)
            _ = DKIMAnswer(texts)
            _ = texts.map { DKIMObsoletePolicy($0) }
        },
        "dkim-key-file": { text in _ = try? DKIMKeyFile(text) },
        "caa": { text in
            let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            _ = CAARecord(flags: UInt8(truncatingIfNeeded: text.utf8.count), tag: parts[0], value: parts.last ?? "")
        },
    ]
    all["rule-file"] = { judge(RuleSource(path: "fuzz/input.yaml", text: $0)) }
    all["rule-profile"] = { judge(RuleSource(path: "profiles/input.yaml", text: $0)) }
    all["rule-expression"] = { text in
        // As condition and as message, in a block with the input as its text.
        let block = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "    \($0)" }.joined(
            separator: "\n")
        judge(
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
    }
    all["waivers"] = { text in
        guard let book = try? RuleBook(sources: []) else { return }
        _ = try? WaiverFile(text: text, file: "", book: book, now: Timestamp(seconds: 0))
    }
    for kind in RecordKind.allCases { all[kind.rawValue] = { text in _ = RecordLint.lint(kind: kind, text: text) } }
    return all
}()

private func judge(_ source: RuleSource) {
    guard let rules = try? TestedRules(sources: [source]) else { return }
    _ = rules.run()
    _ = rules.lint()
    _ = rules.pages
    for profile in rules.book.profiles { _ = try? RuleConfiguration(book: rules.book, profiles: [.init(profile.id)]) }
}
