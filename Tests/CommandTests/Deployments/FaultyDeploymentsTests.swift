import Facts
import TestPeers
import Testing

/// The requirements of a faulty deployment's `expected.json` for its report. An absent key requires nothing.
private struct Expectation {
    private let json: JSONValue

    init(_ folder: DeploymentFolder) throws {
        json = try JSONParser.parse(try folder.text("expected.json"))
        let known: Set<String> = [
            "includes", "excludes", "oneRecord", "publishes", "publishedHas", "neverPublishesAt", "notReadyFor", "says", "by",
            "countAtMost",
        ]
        guard case .object(let members) = json, Set(members.keys.map(\.text)).isSubset(of: known) else {
            throw Program.Failure(description: "\(folder.name): an unknown key in expected.json")
        }
    }

    /// All differences between a report and its requirements.
    func shortcomings(of report: JSONValue) -> [String] {
        let findings = report["findings"]?.elements ?? []
        let failures = findings.filter { $0["outcome"]?.text == "fail" }
        let lines = failures.map {
            "\($0["severity"]?.text ?? "") \($0["rule"]?.text ?? "") \($0["subject"]?["key"]?.text ?? "")"
        }
        let published = Set(
            findings.flatMap { $0["fix"]?["publish"]?.elements ?? [] }.map {
                "\($0["owner"]?.text ?? "") \($0["type"]?.text ?? "") \($0["value"]?.text ?? "")"
            })
        let words = failures.map(Self.words(of:)).joined(separator: "\n")
        var result: [String] = []
        for line in texts("includes") where !lines.contains(line) { result.append("does not find: \(line)") }
        for start in texts("excludes") {
            result += lines.filter { $0.hasPrefix(start) }.map { "must not find: \($0)" }
        }
        for set in texts("oneRecord") {
            let values = published.filter { $0.hasPrefix(set + " ") }
            if values.count != 1 { result.append("publishes \(values.count) different records for \(set): \(values.sorted())") }
        }
        for record in texts("publishes") where !published.contains(record) { result.append("does not publish: \(record)") }
        for (set, parts) in members("publishedHas") {
            for part in parts.texts where !published.contains(where: { $0.hasPrefix(set + " ") && $0.contains(part) }) {
                result.append("publishes nothing with \(part) for \(set)")
            }
        }
        for start in texts("neverPublishesAt") {
            result += published.filter { $0.hasPrefix(start + " ") }.map { "must not publish: \($0)" }
        }
        for profile in texts("notReadyFor") {
            let provider = report["providers"]?.elements.first { $0["profile"]?.text == profile }
            if provider?["verdict"]?.text != "not-ready" {
                result.append("\(profile) is \(provider?["verdict"]?.text ?? "absent")")
            }
        }
        for text in texts("says") where !words.contains(text) { result.append("no finding says: \(text)") }
        for (rule, owner) in members("by") {
            let found = Set(failures.filter { $0["rule"]?.text == rule }.compactMap { $0["by"]?.text })
            if found != [owner.text ?? ""] { result.append("\(rule) is the work of \(found.sorted()), not \(owner.text ?? "")") }
        }
        for (start, most) in members("countAtMost") {
            let causes = failures.filter { $0["causedBy"] == nil || $0["causedBy"] == .null }
            let found = causes.compactMap { $0["rule"]?.text }.filter { $0.hasPrefix(start) }
            if case .integer(let most) = most, found.count > most { result.append("more than \(most) of \(start): \(found)") }
        }
        return result
    }

    private func texts(_ key: String) -> [String] { json[key]?.texts ?? [] }

    private func members(_ key: String) -> [(key: String, value: JSONValue)] {
        guard case .object(let members)? = json[key] else { return [] }
        return members.map { ($0.key.text, $0.value) }.sorted { $0.0 < $1.0 }
    }

    private static func words(of finding: JSONValue) -> String {
        [finding["message"], finding["why"], finding["fix"]?["text"]].compactMap { $0?.text }.joined(separator: "\n")
    }
}

@Suite(
    "Faulty deployments, each with one fault of a kind", .timeLimit(.minutes(10)),
    .enabled(if: DNSWorld.isPossible, "\(DNSWorld.absence)"))
struct FaultyDeploymentsTests {
    @Test("publishing the repairs clears what they claim, breaks nothing, leaves the announced rest, and nothing to publish")
    func repairs() async throws {
        let folders = try DeploymentFolder.all("Faulty")
        let before = try await DeploymentFolder.audit(folders)
        let repairs = before.values.flatMap { $0["repairs"]?.elements ?? [] }
        try #require(repairs.count > 20)
        let after = try await DeploymentFolder.audit(folders, publishing: repairs)
        for folder in folders {
            let (old, new) = (try #require(before[folder.name]), try #require(after[folder.name]))
            let own = old["repairs"]?.elements ?? []
            let standing = Self.failures(new)
            for repair in own {
                #expect(repair["clears"]?.texts.isEmpty == false, "\(folder.name)")
                for fingerprint in repair["clears"]?.texts ?? [] {
                    #expect(standing[fingerprint] == nil, "\(folder.name): \(repair.rendered()) does not clear its finding")
                }
            }
            let known = Self.failures(old)
            let fresh = standing.filter { known[$0.key] == nil && $0.value["severity"]?.text != "notice" }
            #expect(fresh.isEmpty, "\(folder.name): \(fresh.values.map { $0["message"]?.text ?? "" })")
            #expect(new["repairs"]?.elements.map { $0.rendered() } ?? [] == [], "\(folder.name)")
            // Requests to owners of addresses remain only in the report.
            guard own.allSatisfy({ $0["by"]?.text == "you" }), let left = old["afterRepairs"] else { continue }
            #expect(left["verdict"]?.text == new["verdict"]?.text, "\(folder.name)")
            let foretold = left["left"]?.elements.filter { $0["outcome"]?.text == "fail" }.compactMap { $0["fingerprint"]?.text }
            #expect(Set(foretold ?? []) == Set(standing.keys), "\(folder.name)")
        }
    }

    @Test("the records of an audit and of a plan work as --overlay: what they clear is gone, nothing is new, and it is reported")
    func overlaid() async throws {
        let folders = try DeploymentFolder.all("Faulty")
        let seen = try await DeploymentFolder.overlaid(folders)
        for folder in folders {
            let before = try #require(seen.before[folder.name])
            let known = Self.failures(before)
            let repaired = Self.failures(try #require(seen.repaired[folder.name]))
            let cleared = Set((before["repairs"]?.elements ?? []).flatMap { $0["clears"]?.texts ?? [] })
            #expect(cleared.filter { repaired[$0] != nil } == [], "\(folder.name): the overlay of its report")
            let planned = Self.failures(try #require(seen.planned[folder.name]))
            #expect(cleared.filter { planned[$0] != nil } == [], "\(folder.name): the overlay of its plan")
            for standing in [repaired, planned] {
                let fresh = standing.filter { known[$0.key] == nil && $0.value["severity"]?.text != "notice" }
                #expect(fresh.isEmpty, "\(folder.name): \(fresh.values.map { $0["message"]?.text ?? "" })")
            }
        }
        // Replaced, added and removed records.
        for words in [" takes the place of ", " is added\n", " counts as removed\n"] {
            #expect(seen.told.contains(words), "\(words)")
        }
    }

    @Test(
        "a provider's line and the verdict under its profile agree, three providers for each deployment, every provider for some")
    func profiles() async throws {
        let folders = try DeploymentFolder.all("Faulty")
        let lines = try await DeploymentFolder.audit(folders).mapValues { report in
            Dictionary((report["providers"]?.elements ?? []).map { ($0["profile"]?.text ?? "", $0["verdict"]?.text) }) {
                first, _ in first
            }
        }
        let providers = Set(lines.values.flatMap(\.keys)).sorted()
        try #require(providers.count >= 9)
        for (number, id) in providers.enumerated() {
            let some = folders.enumerated().filter { $0.offset % 3 == number % 3 }.map(\.element)
            for (name, report) in try await DeploymentFolder.audit(some, "--profile", id) {
                #expect(report["verdict"]?.text == lines[name]?[id], "\(name): \(id)")
            }
        }
    }

    private static func failures(_ report: JSONValue) -> [String: JSONValue] {
        let failures = (report["findings"]?.elements ?? []).filter { $0["outcome"]?.text == "fail" }
        return Dictionary(failures.map { ($0["fingerprint"]?.text ?? "", $0) }) { first, _ in first }
    }

    @Test("the report names the fault, its text matches, and its records fix it")
    func faults() async throws {
        let folders = try DeploymentFolder.all("Faulty")
        let reports = try await DeploymentFolder.audit(folders)
        for folder in folders {
            let report = try #require(reports[folder.name])
            let shortcomings = try Expectation(folder).shortcomings(of: report)
            #expect(shortcomings == [], "\(folder.name)")
        }
    }
}
